//! Response headers that pages often want to read, and that script doesn't get.

use super::literal_wildcard::stars;
use super::{Answered, At, Finding, Found, finding};
use crate::capture::Judgement;
use crate::fetch::{ResponseType, Verdict, names};
use crate::model::{Header, Initiator, text};

/// Headers that an API sends for its page to read: pages of a list, limits, ids to quote, versions, new resources, file
/// names.
const WANTED: &[&str] = &[
    "content-disposition",
    "content-range",
    "etag",
    "link",
    "location",
    "ratelimit",
    "ratelimit-limit",
    "ratelimit-policy",
    "ratelimit-remaining",
    "ratelimit-reset",
    "request-id",
    "retry-after",
    "x-correlation-id",
    "x-next-page",
    "x-page",
    "x-per-page",
    "x-prev-page",
    "x-rate-limit-limit",
    "x-rate-limit-remaining",
    "x-rate-limit-reset",
    "x-ratelimit-limit",
    "x-ratelimit-remaining",
    "x-ratelimit-reset",
    "x-request-id",
    "x-total",
    "x-total-count",
    "x-total-pages",
];

/// Those of them that the answer has and doesn't expose. Fonts and images have no one who reads headers; a `*` that
/// stands for nothing is said elsewhere.
pub fn hidden(judgement: &Judgement, answers: &[Answered<'_>]) -> Option<Finding> {
    let run = &judgement.evaluation;
    let reads = run.verdict == Verdict::Allowed
        && run.response_type == Some(ResponseType::Cors)
        && matches!(judgement.request.initiator, Initiator::Fetch | Initiator::Xhr);
    let answer = answers.iter().rev().find(|answer| !answer.is_preflight())?;
    if !reads || !stars(answer, names::EXPOSE_HEADERS).is_empty() {
        return None;
    }
    let mut found = Vec::new();
    let mut places = Vec::new();
    for (line, header) in answer.received.headers.iter().enumerate() {
        let name = header.name.to_lower();
        if run.hidden.contains(&name)
            && WANTED.contains(&&*name)
            && says_something(&name, header, answer.received.status)
        {
            places.push(answer.place(At::Name(line)));
            if !found.contains(&name) {
                found.push(name);
            }
        }
    }
    finding(Found::NotExposed { names: found }, places)
}

/// `Location` names what was made, and `Link` the other pages of a list; otherwise script has no use for either.
fn says_something(name: &str, header: &Header, status: u16) -> bool {
    match name {
        "location" => matches!(status, 201 | 202),
        "link" => {
            let value = header.value.to_lower();
            ["next", "prev", "first", "last"].iter().any(|page| {
                [["rel=\"", page, "\""].concat(), ["rel=", page].concat()]
                    .iter()
                    .any(|rel| text::has(&value, rel))
            })
        }
        _ => true,
    }
}
