//! An error's answer that lacks what the route's other answers have: the page sees no status, only that it was blocked.

use super::{Answered, At, Finding, Found, finding};
use crate::fetch::names;

/// The preflight's answer allows the page's origin, and the error behind it says nothing.
pub fn without_headers(answers: &[Answered<'_>]) -> Option<Finding> {
    let (preflight, error) = pairs(answers).find(|(preflight, answer)| {
        answer.received.status >= 400
            && preflight.received.headers.contains(names::ALLOW_ORIGIN)
            && !answer.received.headers.contains(names::ALLOW_ORIGIN)
    })?;
    let (line, _) = preflight.received.headers.lines(names::ALLOW_ORIGIN).next()?;
    let places =
        vec![error.place(At::Status), error.place(At::EndOfHeaders), preflight.place(At::Value(line))];
    finding(Found::ErrorWithoutHeaders { status: error.received.status }, places)
}

/// Each answered preflight with the answer to its request.
pub fn pairs<'a>(answers: &'a [Answered<'a>]) -> impl Iterator<Item = (&'a Answered<'a>, &'a Answered<'a>)> {
    answers.windows(2).filter_map(|pair| {
        let [first, second] = pair else { return None };
        (first.is_preflight() && !second.is_preflight()).then_some((first, second))
    })
}
