//! In a call with credentials `*` in a list is the name `*` and stands for nothing else.

use super::answers::diagnosed;
use super::{Answered, At, Finding, Found, Place, finding};
use crate::capture::Judgement;
use crate::fetch::extract::items;
use crate::fetch::{CauseKind, ResponseType, Verdict, names};

/// The lists that say `*` where it doesn't stand for all.
pub fn literal(judgement: &Judgement, answers: &[Answered<'_>]) -> Option<Finding> {
    let is_diagnosed = diagnosed(judgement, |kind| {
        matches!(
            kind,
            CauseKind::PreflightMethodNotAllowed { wildcard_is_literal: true, .. }
                | CauseKind::PreflightHeaderNotAllowed { wildcard_is_literal: true, .. }
        )
    });
    if !judgement.evaluation.credentialed || is_diagnosed {
        return None;
    }
    let run = &judgement.evaluation;
    let reads = run.verdict == Verdict::Allowed && run.response_type == Some(ResponseType::Cors);
    let last = answers.iter().rposition(|answer| !answer.is_preflight());
    let mut found = Vec::new();
    let mut places = Vec::new();
    for (at, answer) in answers.iter().enumerate() {
        let lists: &[&'static str] = match answer.is_preflight() {
            true => &[names::ALLOW_METHODS, names::ALLOW_HEADERS],
            false if reads && Some(at) == last => &[names::EXPOSE_HEADERS],
            false => &[],
        };
        for name in lists {
            let stars = stars(answer, name);
            if !stars.is_empty() && !found.contains(name) {
                found.push(*name);
            }
            places.extend(stars);
        }
    }
    finding(Found::LiteralWildcard { names: found }, places)
}

/// The items `*` of a list.
pub fn stars(answer: &Answered<'_>, name: &str) -> Vec<Place> {
    let mut places = Vec::new();
    for (line, header) in answer.received.headers.lines(name) {
        let value = header.value.as_bytes();
        for (from, to) in items(value) {
            if value.get(from..to) == Some(b"*") {
                places.push(answer.place(At::Part(line, (from, to))));
            }
        }
    }
    places
}
