//! The steps of the run, each with its place in the standard and a sentence.

use super::words::trace::sentence;
use crate::capture::Judgement;
use crate::fetch::{Outcome, Step, StepId, Verdict};
use crate::report::TraceStep;

/// The trace in words.
#[must_use]
pub fn trace(judgement: &Judgement) -> Vec<TraceStep> {
    let run = &judgement.evaluation;
    let deciding = deciding(judgement);
    run.trace
        .iter()
        .enumerate()
        .map(|(index, step)| {
            let citation = step.id.citation();
            TraceStep {
                algorithm: citation.algorithm,
                step: citation.step,
                url: citation.url,
                outcome: step.outcome,
                hop: step.hop,
                message: step.exchange.map(|exchange| looked_at(step.id, exchange)),
                text: sentence(step.id, step.outcome, &step.evidence),
                decides: deciding == Some(index),
            }
        })
        .collect()
}

/// The step that settled the verdict: the first one that failed for the first cause, or the last that let it through.
fn deciding(judgement: &Judgement) -> Option<usize> {
    let run = &judgement.evaluation;
    if let Some(cause) = run.causes.first() {
        let fails = |step: &Step| {
            step.outcome != Outcome::Pass
                && step.id == cause.step
                && step.hop == cause.hop
                && step.exchange.is_none_or(|exchange| exchange == cause.exchange)
        };
        return run.trace.iter().position(fails);
    }
    let lets_through = |step: &Step| {
        matches!(
            step.id,
            StepId::MainSameOrigin
                | StepId::MainNoCors
                | StepId::CheckWildcard
                | StepId::CheckNoCredentials
                | StepId::CheckCredentials
                | StepId::HttpCorsCheck
                | StepId::HttpRedirectMode
        )
    };
    if run.verdict != Verdict::Allowed {
        return None;
    }
    // A service worker's response isn't checked: nothing but the filtering settles what script gets.
    let filtered = || run.trace.iter().rposition(|step| step.id == StepId::MainExposed);
    run.trace.iter().rposition(lets_through).or_else(filtered)
}

/// Steps about what goes out look at the request, all others at the response.
fn looked_at(id: StepId, exchange: usize) -> usize {
    match id {
        StepId::NetworkCredentials | StepId::HttpPreflight | StepId::MainPreflight => 2 * exchange,
        _ => 2 * exchange + 1,
    }
}
