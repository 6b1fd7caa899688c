//! What mends one failing condition of an answer.

use super::Change;
use crate::fetch::{Cause, CauseKind, Evaluation, names};
use crate::model::{Outgoing, Received, is_token};

/// The change that mends what this cause found, if one does that is no less secure than needed. The answer may fail for
/// another reason then.
#[must_use]
pub fn repair(cause: &Cause, run: &Evaluation, sent: &Outgoing, received: &Received) -> Option<Change> {
    use CauseKind as K;
    let credentialed = run.credentialed;
    match &cause.kind {
        K::AllowOriginMissing { expected }
        | K::AllowOriginMultiple { expected, .. }
        | K::AllowOriginInvalid { expected, .. }
        | K::AllowOriginMismatch { expected, .. }
        | K::AllowOriginWildcardWithCredentials { expected } => {
            let value = match expected.as_str() {
                // Every sandboxed page, and every site behind a redirect, calls itself so.
                "null" if credentialed => return None,
                "null" => "*",
                origin => origin,
            };
            Some(Change::Set(names::ALLOW_ORIGIN, value.to_owned()))
        }
        K::AllowCredentialsNotTrue { .. } => {
            let everybody =
                received.get(names::ALLOW_ORIGIN).is_some_and(|value| value.as_bytes() == b"null");
            (!everybody).then(|| Change::Set(names::ALLOW_CREDENTIALS, "true".to_owned()))
        }
        // What leads elsewhere isn't followed: an answer of the route itself has to take its place.
        K::PreflightRedirected { .. } | K::PreflightStatusNotOk { .. } => Some(Change::Status(204)),
        K::PreflightAllowMethodsInvalid { .. } | K::PreflightMethodNotAllowed { .. } => {
            let asked = sent.headers.get("Access-Control-Request-Method").unwrap_or_default();
            let asked = asked.to_isomorphic();
            // A forced preflight may be for a method that needs no listing: then the list only has to be one.
            let missing = match &cause.kind {
                K::PreflightMethodNotAllowed { method, .. } => method.clone(),
                _ => asked,
            };
            Some(listed(names::ALLOW_METHODS, received, &[missing], credentialed))
        }
        K::PreflightAllowHeadersInvalid { .. } => {
            Some(listed(names::ALLOW_HEADERS, received, &asked_headers(sent), credentialed))
        }
        K::PreflightHeaderNotAllowed { names: missing, .. } => {
            Some(listed(names::ALLOW_HEADERS, received, missing, credentialed))
        }
        K::PreflightAuthorizationNotListed { .. } => {
            Some(listed(names::ALLOW_HEADERS, received, &["authorization".to_owned()], credentialed))
        }
        _ => None,
    }
}

/// The list that is there, without what is no name, and with what has to be in it. A `*` that means nothing goes.
fn listed(header: &'static str, received: &Received, missing: &[String], credentialed: bool) -> Change {
    let value = received.get(header).unwrap_or_default().to_isomorphic();
    let names = value.split(',').map(|name| name.trim_matches([' ', '\t']));
    let mut kept: Vec<&str> = Vec::new();
    let missing = missing.iter().map(String::as_str);
    for name in
        names.filter(|name| is_token(name.as_bytes()) && !(credentialed && *name == "*")).chain(missing)
    {
        if !kept.contains(&name) {
            kept.push(name);
        }
    }
    Change::Set(header, kept.join(", "))
}

/// The names that a preflight asks for.
fn asked_headers(sent: &Outgoing) -> Vec<String> {
    let asked = sent.headers.get("Access-Control-Request-Headers").unwrap_or_default().to_isomorphic();
    asked.split(',').map(|name| name.trim_ascii().to_owned()).filter(|name| !name.is_empty()).collect()
}

/// The redirect that has to go, by its hop: what it leads to can't be had from a page, or made the page's origin `null`, so
/// that no answer behind it can be for that page alone.
#[must_use]
pub fn needless_redirect(cause: &Cause, run: &Evaluation) -> Option<u32> {
    use CauseKind as K;
    match &cause.kind {
        K::RedirectLocationInvalid { .. }
        | K::RedirectLocationHasCredentials { .. }
        | K::RedirectUnsafeScheme { .. }
        | K::RedirectModeError { .. }
        | K::RedirectStreamBody { .. }
        | K::RedirectEmbeddedCredentials { .. }
        | K::SchemeNotSupported { url: Some(_), .. } => Some(cause.hop),
        _ if cause.header() == Some(names::ALLOW_ORIGIN) => {
            let first = run.origins.iter().position(|origin| origin == "null")?;
            u32::try_from(first.checked_sub(1)?).ok()
        }
        _ => None,
    }
}
