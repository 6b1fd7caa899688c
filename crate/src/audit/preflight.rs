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
        let bare_error =
            answer.received.status >= 400 && !answer.received.headers.contains(names::ALLOW_ORIGIN);
        // A 304 need not repeat what it confirms.
        let incomparable = answer.received.status == 304 || bare_error;
        if incomparable {
            continue;
        }
        let mut differing = Vec::new();
        let mut places = Vec::new();
        for name in [names::ALLOW_ORIGIN, names::ALLOW_CREDENTIALS] {
            if let Some(here) = difference(preflight, answer, name) {
                differing.push(name);
                places.extend(here);
            }
        }
        if !differing.is_empty() {
            let blocked = judgement.evaluation.causes.iter().any(|cause| {
                cause.hop == answer.exchange.sent.hop
                    && matches!(cause.phase, Phase::Response | Phase::Redirect)
            });
            return finding(Found::PreflightDiffers { names: differing, blocked }, places);
        }
    }
    None
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
