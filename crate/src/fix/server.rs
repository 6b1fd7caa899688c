//! What the server has to answer.

use super::attempt::Attempt;
use super::{At, Fix};
use crate::capture::Judgement;
use crate::fetch::{PreflightState, Verdict};

/// The edits of the answers that make the engine asked for allow the call.
#[must_use]
pub fn fix(judgement: &Judgement) -> Option<Fix> {
    let run = &judgement.evaluation;
    if run.verdict != Verdict::Blocked {
        return None;
    }
    let cached = run.preflight == PreflightState::Cached;
    let attempt = Attempt::new(&judgement.request, &judgement.scenario.exchanges, cached);
    let proven = attempt.solve(judgement.engine, &|_, _| true)?;
    let has_edits = !proven.edits.is_empty();
    has_edits.then_some(Fix {
        at: At::Server,
        request: None,
        edits: proven.edits,
        sent: proven.sent,
        proven_in: proven.engines,
    })
}
