//! Origins that should not be allowed: `null`, which every page can be by a sandboxed frame, and one without TLS, whose
//! pages whoever is on the network can change.

use super::{Answered, At, Finding, Found, finding};
use crate::fetch::names;
use crate::model::Origin;

/// Answers that allow `null`.
pub fn null(answers: &[Answered<'_>]) -> Option<Finding> {
    let mut places = Vec::new();
    let mut credentials = false;
    for answer in answers {
        if let Some(line) = answer.line_with(names::ALLOW_ORIGIN, "null") {
            places.push(answer.place(At::Value(line)));
            credentials |= answer.allows_credentials();
        }
    }
    finding(Found::NullAllowed { credentials }, places)
}

/// Answers over TLS that allow a page without. What comes from this machine itself is not on the network.
pub fn without_tls(answers: &[Answered<'_>]) -> Option<Finding> {
    let mut places = Vec::new();
    let mut credentials = false;
    let mut named = String::new();
    for answer in answers {
        let Some((line, origin)) = answer.named_origin() else { continue };
        let is_plain = matches!(&origin, Origin::Tuple { scheme, .. } if scheme == "http");
        if !answer.exchange.sent.url.starts_with("https:") || !is_plain || origin.is_loopback() {
            continue;
        }
        let Some(header) = answer.received.headers.0.get(line) else { continue };
        let (_, from) = header.trimmed();
        places.push(answer.place(At::Part(line, (from, from + "http".len()))));
        credentials |= answer.allows_credentials();
        named = origin.serialise();
    }
    finding(Found::HttpOriginAllowed { origin: named, credentials }, places)
}
