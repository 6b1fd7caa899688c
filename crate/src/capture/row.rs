//! A judged call as one line of a list.

use super::build::Built;
use super::index::Index;
use super::members::Members;
use super::{Decision, Reason};
use crate::fetch::{Cause, Phase, PreflightState, Verdict};
use crate::model::{Answer, AnswerSource, Kind, Mode, Origin};
use serde::Serialize;

/// Milliseconds.
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Timing {
    /// From the first message to the last byte.
    pub total: Option<f64>,
    /// The preflight alone.
    pub preflight: Option<f64>,
}

/// All a list needs.
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Row {
    /// Stable id.
    pub id: String,
    /// Method.
    pub method: String,
    /// URL the page asked for.
    pub url: String,
    /// The page's origin.
    pub origin: Option<String>,
    /// How it ends.
    pub verdict: Verdict,
    /// Code of the cause.
    pub code: Option<&'static str>,
    /// Header to blame.
    pub header: Option<&'static str>,
    /// Where in the call.
    pub phase: Option<Phase>,
    /// Status of the last response.
    pub status: Option<u16>,
    /// What else is worth seeing in a list.
    pub flags: Vec<&'static str>,
    /// Milliseconds since 1970.
    pub started_at: Option<f64>,
    /// Times.
    pub timing: Timing,
}

/// The line.
#[must_use]
pub fn row(id: String, index: &Index, members: &Members, built: &Built, decision: &Decision) -> Row {
    let evaluation = &decision.evaluation;
    let cause = evaluation.causes.first();
    let entries = || members.slots().filter_map(|slot| index.get(slot)).map(|slot| &slot.entry);
    let started_at = entries().map(|entry| entry.start).reduce(f64::min);
    let ended_at = entries().map(crate::input::Entry::end).reduce(f64::max);
    let preflight = members.hops.iter().find_map(|hop| index.get(hop.preflight?)).map(|slot| slot.entry.time);
    let status = built.scenario.exchanges.iter().rev().find_map(|exchange| match &exchange.received {
        Answer::Received(received) => Some(received.status),
        Answer::Failed { .. } | Answer::Unknown(_) => None,
    });
    let origin_known = !built
        .clues
        .settled
        .iter()
        .any(|one| one.fact == "page-origin" && one.reason == Reason::PlatformDefault);
    Row {
        id,
        method: decision.request.method.clone(),
        url: built.scenario.request.url.clone(),
        origin: origin_known.then(|| built.scenario.request.origin.clone()),
        verdict: evaluation.verdict,
        code: cause.map(|cause| cause.kind.code()),
        header: cause.and_then(Cause::header),
        phase: cause.map(|cause| cause.phase),
        status,
        flags: flags(index, members, built, decision),
        started_at,
        timing: Timing { total: started_at.zip(ended_at).map(|(from, to)| to - from), preflight },
    }
}

fn flags(index: &Index, members: &Members, built: &Built, decision: &Decision) -> Vec<&'static str> {
    let exchanges = &built.scenario.exchanges;
    let evaluation = &decision.evaluation;
    let from = |source: AnswerSource| {
        exchanges
            .iter()
            .any(|one| matches!(&one.received, Answer::Received(received) if received.source == source))
    };
    let same_origin = members
        .slots()
        .filter_map(|slot| index.get(slot))
        .all(|slot| decision.request.origin.same_origin(&Origin::of(&slot.entry.url)));
    [
        ("preflighted", exchanges.iter().any(|exchange| exchange.sent.kind == Kind::Preflight)),
        ("cached-preflight", evaluation.preflight == PreflightState::Cached),
        ("redirected", members.hops.len() > 1),
        ("contradiction", decision.agrees == Some(false)),
        ("credentialed", evaluation.credentialed),
        ("inferred", decision.assumptions.iter().any(|assumption| is_inference(&assumption.reason))),
        ("service-worker", members.outer.is_some() || from(AnswerSource::ServiceWorker)),
        ("http-cache", from(AnswerSource::HttpCache)),
        ("no-cors", decision.request.mode == Mode::NoCors),
        ("same-origin", same_origin),
    ]
    .into_iter()
    .filter_map(|(flag, holds)| holds.then_some(flag))
    .collect()
}

/// Reasons that are conclusions, not sightings.
fn is_inference(reason: &Reason) -> bool {
    matches!(
        reason,
        Reason::OnlyThisFitsOutcome
            | Reason::StoppedAfterPreflight
            | Reason::NoPreflightSeen
            | Reason::StoredAnswer { .. }
            | Reason::LocalTarget
            | Reason::RedirectNotFollowed
            | Reason::From(_)
    )
}
