//! What a preflight's answer shows: that it is not kept, and that it was made by another hand than the answer behind it.

use super::answers::preflight_failed;
use super::error_answer::pairs;
use super::{Answered, At, Finding, Found, Place, finding};
use crate::capture::Judgement;
use crate::engine::{ENGINES, profile};
use crate::fetch::{Phase, names};
use crate::model::{Engine, HeaderList};

/// Good preflights' answers without `Access-Control-Max-Age`.
pub fn max_age(judgement: &Judgement, answers: &[Answered<'_>]) -> Option<Finding> {
    let places = answers
        .iter()
        .filter(|answer| unkept(judgement, answer))
        .map(|answer| answer.place(At::EndOfHeaders))
        .collect();
    finding(Found::MaxAgeMissing { caps: caps() }, places)
}

/// Whether it answers a preflight that passed, and doesn't say how long it may be kept.
pub fn unkept(judgement: &Judgement, answer: &Answered<'_>) -> bool {
    answer.is_preflight()
        && !answer.received.headers.contains(names::MAX_AGE)
        && !preflight_failed(judgement, answer.exchange.sent.hop)
}

/// How long each browser keeps an answer at most: what it makes of a very long time.
#[must_use]
pub fn caps() -> Vec<(Engine, u64)> {
    let mut headers = HeaderList::default();
    headers.append(names::MAX_AGE, "999999999");
    let browsers = ENGINES.iter().filter(|engine| **engine != Engine::Standard);
    browsers.map(|engine| (*engine, profile(*engine).max_age(&headers))).collect()
}

/// Headers in which a preflight's answer and the answer behind it disagree. An error without any is said elsewhere, and
/// so is a header that is there twice.
pub fn differs(judgement: &Judgement, answers: &[Answered<'_>]) -> Option<Finding> {
    for (preflight, answer) in pairs(answers) {
        let found = differing(preflight, answer);
        if !found.is_empty() {
            let (names, places): (Vec<_>, Vec<_>) = found.into_iter().unzip();
            let blocked = blocked_behind(judgement, answer);
            return finding(Found::PreflightDiffers { names, blocked }, places.concat());
        }
    }
    None
}

/// The headers in which a preflight's answer and an answer to the request disagree, each with both places.
pub fn differing(preflight: &Answered<'_>, answer: &Answered<'_>) -> Vec<(&'static str, [Place; 2])> {
    let bare_error = answer.received.status >= 400 && !answer.received.headers.contains(names::ALLOW_ORIGIN);
    // A 304 need not repeat what it confirms.
    if answer.received.status == 304 || bare_error {
        return Vec::new();
    }
    let differing = |name| Some((name, difference(preflight, answer, name)?));
    [names::ALLOW_ORIGIN, names::ALLOW_CREDENTIALS].into_iter().filter_map(differing).collect()
}

/// Whether the call is blocked by this answer.
pub fn blocked_behind(judgement: &Judgement, answer: &Answered<'_>) -> bool {
    judgement.evaluation.causes.iter().any(|cause| {
        cause.hop == answer.exchange.sent.hop && matches!(cause.phase, Phase::Response | Phase::Redirect)
    })
}

fn difference(preflight: &Answered<'_>, answer: &Answered<'_>, name: &'static str) -> Option<[Place; 2]> {
    let side = |answer: &Answered<'_>| match answer.received.headers.contains(name) {
        true => answer.single(name).map(|(line, value)| (At::Value(line), Some(value.to_vec()))),
        false => Some((At::EndOfHeaders, None)),
    };
    let (first, second) = (side(preflight)?, side(answer)?);
    (first.1 != second.1).then(|| [answer.place(second.0), preflight.place(first.0)])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Measured, each with the browser's clock moved: see the engines' caches.
    #[test]
    fn caps_are_those_of_the_browsers() {
        assert_eq!(caps(), [(Engine::Chromium, 7200), (Engine::Firefox, 86_400), (Engine::Webkit, 600)]);
    }
}
