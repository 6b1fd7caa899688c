//! What an entry says about the answer: the browser's own word for a failure, sorted.

use crate::fetch::is_redirect_status;
use crate::input::Entry;
use crate::model::{Answer, AnswerSource, NetworkError, Received};

/// The request failed and the entry doesn't say why.
pub const FAILED: &str = "net::ERR_FAILED";
/// The page, or leaving it, aborted the request.
const ABORTED: &str = "net::ERR_ABORTED";

/// The answer an entry shows.
#[must_use]
pub fn answer(entry: &Entry) -> Answer {
    let failed = |error: NetworkError, text: &str| Answer::Failed { error, text: Some(text.to_owned()) };
    match entry.error.as_deref() {
        None if entry.no_answer => Answer::Failed { error: NetworkError::Other, text: None },
        None if entry.unanswered() && !entry.provisional => {
            Answer::Unknown("no answer was recorded".to_owned())
        }
        None if entry.unanswered() => unexplained(),
        None => received(entry),
        // Refused after it was answered: by CORS, by the redirect mode, or because script lost interest.
        Some(FAILED | ABORTED) if !entry.unanswered() => received(entry),
        // Unless the answer's own `Location` is held back, as devtools do with one that they can't inspect.
        Some(text)
            if !entry.unanswered()
                && is_redirect_fault(text)
                && entry.response_headers.contains("Location") =>
        {
            received(entry)
        }
        Some(FAILED) => unexplained(),
        Some(text) => failed(network_error(text), text),
    }
}

/// The answer to a preflight. Chromium has one word for a redirect that leads nowhere, which ends the actual request, too,
/// and for one that CORS refuses, which the actual request knows as any failure; of that one, devtools may have the
/// answer later or never.
#[must_use]
pub fn preflight_answer(preflight: &Entry, actual: Option<&Entry>) -> Answer {
    let refused = actual.is_none_or(|actual| actual.error != preflight.error);
    if preflight.unanswered() && preflight.error.as_deref().is_some_and(is_redirect_fault) && refused {
        return Answer::Unknown("the redirect's own answer was not recorded".to_owned());
    }
    answer(preflight)
}

fn unexplained() -> Answer {
    Answer::Unknown("the browser recorded neither an answer nor a reason".to_owned())
}

fn received(entry: &Entry) -> Answer {
    let source = if entry.via_service_worker {
        AnswerSource::ServiceWorker
    } else if entry.status == 304 && is_conditional(entry) {
        AnswerSource::Revalidated
    } else if entry.from_cache {
        AnswerSource::HttpCache
    } else {
        AnswerSource::Network
    };
    Answer::Received(Received { source, ..Received::new(entry.status, entry.response_headers.clone()) })
}

fn is_conditional(entry: &Entry) -> bool {
    ["If-None-Match", "If-Modified-Since"].iter().any(|name| entry.request_headers.contains(name))
}

/// Failures that the redirect's own answer explains.
fn is_redirect_fault(text: &str) -> bool {
    matches!(
        text,
        "net::ERR_INVALID_REDIRECT"
            | "net::ERR_UNSAFE_REDIRECT"
            | "net::ERR_TOO_MANY_REDIRECTS"
            | "net::ERR_INVALID_ARGUMENT"
    )
}

/// Whether script got something: status and headers came through, whatever happened to the body later. A redirect that
/// was aborted gave it nothing.
#[must_use]
pub fn reached_script(entry: &Entry) -> bool {
    let redirects = entry.redirect_url.is_some() && is_redirect_status(entry.status);
    let passed = entry.error.is_none() || (was_aborted(entry) && !redirects);
    passed && !entry.unanswered()
}

/// The page, or its browser on its behalf, ended it.
#[must_use]
pub fn was_aborted(entry: &Entry) -> bool {
    entry.error.as_deref() == Some(ABORTED)
}

/// Whether the browser has another word for the failure than the one that CORS, among others, goes by.
#[must_use]
pub fn is_named(entry: &Entry) -> bool {
    entry.error.as_deref().is_some_and(|text| text != FAILED && text.starts_with("net::"))
}

/// Sorts the browser's word for a failure.
#[must_use]
pub fn network_error(text: &str) -> NetworkError {
    let name = text.strip_prefix("net::").unwrap_or(text);
    let name = name.strip_prefix("ERR_").unwrap_or(name);
    let starts = |prefixes: &[&str]| prefixes.iter().any(|prefix| name.starts_with(prefix));
    if starts(&["NAME_", "DNS_", "ICANN_NAME"]) {
        NetworkError::Dns
    } else if starts(&["SSL_", "CERT_", "BAD_SSL", "TLS_", "ECH_"]) {
        NetworkError::Tls
    } else if starts(&["TIMED_OUT", "CONNECTION_TIMED_OUT"]) {
        NetworkError::Timeout
    } else if name == "ABORTED" {
        NetworkError::Aborted
    } else if starts(&["BLOCKED_BY_CLIENT", "BLOCKED_BY_ADMINISTRATOR", "BLOCKED_BY_FINGERPRINTING"]) {
        NetworkError::BlockedByClient
    } else if starts(&["BLOCKED_BY_ORB"]) {
        NetworkError::Orb
    } else if starts(&["BLOCKED_BY_RESPONSE"]) {
        NetworkError::Corp
    } else if starts(&[
        "BLOCKED_BY_LOCAL_NETWORK",
        "BLOCKED_BY_PRIVATE_NETWORK",
        "INCONSISTENT_IP_ADDRESS_SPACE",
    ]) {
        NetworkError::LocalNetworkAccess
    } else if starts(&["BLOCKED_BY_CSP"]) {
        NetworkError::Csp
    } else if starts(&[
        "CONNECTION_",
        "EMPTY_RESPONSE",
        "ADDRESS_",
        "INTERNET_DISCONNECTED",
        "NETWORK_",
        "PROXY_CONNECTION",
        "TUNNEL_CONNECTION",
        "SOCKET_NOT_CONNECTED",
        "SOCKS_",
        "HTTP2_",
        "QUIC_",
        "INCOMPLETE_",
        "CONTENT_LENGTH_MISMATCH",
        "UNSAFE_PORT",
    ]) {
        NetworkError::Refused
    } else {
        NetworkError::Other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn failures_are_sorted() {
        for (text, expected) in [
            ("net::ERR_NAME_NOT_RESOLVED", NetworkError::Dns),
            ("net::ERR_CONNECTION_REFUSED", NetworkError::Refused),
            ("net::ERR_EMPTY_RESPONSE", NetworkError::Refused),
            ("net::ERR_ADDRESS_UNREACHABLE", NetworkError::Refused),
            ("net::ERR_CERT_DATE_INVALID", NetworkError::Tls),
            ("net::ERR_SSL_PROTOCOL_ERROR", NetworkError::Tls),
            ("net::ERR_CONNECTION_TIMED_OUT", NetworkError::Timeout),
            ("net::ERR_TIMED_OUT", NetworkError::Timeout),
            ("net::ERR_ABORTED", NetworkError::Aborted),
            ("net::ERR_BLOCKED_BY_CLIENT", NetworkError::BlockedByClient),
            ("net::ERR_BLOCKED_BY_ORB", NetworkError::Orb),
            ("net::ERR_BLOCKED_BY_RESPONSE.NotSameOrigin", NetworkError::Corp),
            ("net::ERR_BLOCKED_BY_LOCAL_NETWORK_ACCESS_CHECKS", NetworkError::LocalNetworkAccess),
            ("net::ERR_BLOCKED_BY_CSP", NetworkError::Csp),
            ("net::ERR_CACHE_MISS", NetworkError::Other),
            ("NS_ERROR_FAILURE", NetworkError::Other),
        ] {
            assert_eq!(network_error(text), expected, "{text}");
        }
    }
}
