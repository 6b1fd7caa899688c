//! Why there is nothing to see of a message.

use super::network::network;
use crate::explain::sentence::say;
use crate::model::{AnswerSource, NetworkError};
use crate::report::Inline;

/// A request that never left, shown with the lines the page set.
pub fn never_sent(preflight_failed: bool) -> Vec<Inline> {
    if preflight_failed {
        say("never sent: the preflight failed, so these are the headers the page set", &[])
    } else {
        say("never sent: the browser stopped it before it left, so these are the headers the page set", &[])
    }
}

/// Its answer.
pub fn no_answer_because_never_sent(preflight_failed: bool) -> Vec<Inline> {
    if preflight_failed {
        say("the request was never sent: the preflight failed", &[])
    } else {
        say("the request was never sent", &[])
    }
}

/// A call that was refused before anything went out.
pub fn nothing_sent() -> Vec<Inline> {
    say("nothing was sent: the browser refused the call before it left the page", &[])
}

/// Nobody saw the answer.
pub fn not_captured(reason: &str) -> Vec<Inline> {
    say("the answer was not captured: {t}", &[reason])
}

/// Nobody said what the answer is.
pub fn no_answer_given() -> Vec<Inline> {
    say("no answer to this message was captured", &[])
}

/// No response, and the engine's own name for why.
pub fn failed(error: NetworkError, text: Option<&str>) -> Vec<Inline> {
    let what = network(error, text);
    match text {
        Some(text) => say("{t} ({v})", &[what, text]),
        None => say("{t}", &[what]),
    }
}

/// An answer that didn't come from the server just now.
pub fn came_from(source: AnswerSource) -> Vec<Inline> {
    match source {
        AnswerSource::Network => Vec::new(),
        AnswerSource::HttpCache => say("answered by the HTTP cache", &[]),
        AnswerSource::Revalidated => say("a stored answer that the server confirmed", &[]),
        AnswerSource::ServiceWorker => say("answered by a service worker", &[]),
    }
}
