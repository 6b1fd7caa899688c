//! A judged call as one line of a list.

use super::facts::crosses;
use super::index::{Index, Slot};
use super::members::Members;
use super::{Clues, Decision, Reason};
use crate::fetch::{Cause, Phase, PreflightState, Verdict};
use crate::model::{Answer, AnswerSource, Kind, Mode, Scenario};
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
pub fn row(
    id: String,
    index: &Index,
    members: &Members,
    scenario: Scenario,
    clues: &Clues,
    decision: Decision,
) -> Row {
    let evaluation = &decision.evaluation;
    let cause = evaluation.causes.first();
    let (mut started_at, mut ended_at) = (f64::INFINITY, f64::NEG_INFINITY);
    let mut same_origin = true;
    for slot in &members.slots {
        let Some(Slot { entry, .. }) = index.get(*slot) else { continue };
        started_at = started_at.min(entry.start);
        ended_at = ended_at.max(entry.end());
        same_origin &= !crosses(&decision.request.origin, &entry.url);
    }
    let mut preflight = None;
    for hop in members.hops.iter().rev() {
        if let Some(slot) = hop.preflight.and_then(|slot| index.get(slot)) {
            preflight = Some(slot.entry.time);
        }
    }
    let mut status = None;
    let (mut preflighted, mut by_worker, mut from_cache) = (false, members.outer.is_some(), false);
    for exchange in &scenario.exchanges {
        preflighted |= exchange.sent.kind == Kind::Preflight;
        if let Answer::Received(received) = &exchange.received {
            status = Some(received.status);
            by_worker |= received.source == AnswerSource::ServiceWorker;
            from_cache |= received.source == AnswerSource::HttpCache;
        }
    }
    let mut origin_known = true;
    for one in &clues.settled {
        origin_known &= one.fact != "page-origin" || one.reason != Reason::PlatformDefault;
    }
    let mut flags = Vec::new();
    for (flag, holds) in [
        ("preflighted", preflighted),
        ("cached-preflight", evaluation.preflight == PreflightState::Cached),
        ("redirected", members.hops.len() > 1),
        ("contradiction", decision.agrees == Some(false)),
        ("credentialed", evaluation.credentialed),
        ("inferred", decision.assumptions.iter().any(|assumption| is_inference(&assumption.reason))),
        ("service-worker", by_worker),
        ("http-cache", from_cache),
        ("no-cors", decision.request.mode == Mode::NoCors),
        ("same-origin", same_origin),
    ] {
        if holds {
            flags.push(flag);
        }
    }
    Row {
        id,
        verdict: evaluation.verdict,
        code: cause.map(|cause| cause.kind.code()),
        header: cause.and_then(Cause::header),
        phase: cause.map(|cause| cause.phase),
        status,
        flags,
        started_at: Some(started_at),
        timing: Timing { total: Some(ended_at - started_at), preflight },
        method: decision.request.method,
        url: scenario.request.url,
        origin: origin_known.then_some(scenario.request.origin),
    }
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
            | Reason::MixedContent
            | Reason::RedirectNotFollowed
            | Reason::From(_)
    )
}
