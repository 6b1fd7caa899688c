//! Where the engines part from the one that was asked, and at which fact: words in `words/divergence.rs`.

use crate::capture::Judgement;
use crate::fetch::{Evaluation, PreflightReason, Verdict};
use crate::model::{Engine, Kind, Outgoing};

/// The first fact in which another engine's run differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Divergence {
    /// A preflight goes first, for reasons that the engine asked does not know.
    Preflights(Vec<PreflightReason>),
    /// No preflight goes first: these reasons of the engine asked are none.
    NoPreflight(Vec<PreflightReason>),
    /// The message has this method.
    Method(String),
    /// The message has this `Origin`, or none.
    Origin(Option<String>),
    /// This cause stops it.
    StopsAt(&'static str),
    /// This cause of the engine asked does not stop it.
    Passes(&'static str),
}

/// Engines that part at one fact.
pub type Parted = (Vec<Engine>, Divergence);

/// Every engine whose verdict or first cause is another than that of the engine asked.
#[must_use]
pub fn divergences(judgement: &Judgement) -> Vec<Parted> {
    let asked = &judgement.evaluation;
    let mut found: Vec<Parted> = Vec::new();
    for (engine, run) in judgement.engines() {
        if run.verdict == asked.verdict && stop(run) == stop(asked) {
            continue;
        }
        let Some(divergence) = divergence(asked, run) else { continue };
        match found.iter_mut().find(|(_, known)| *known == divergence) {
            Some((engines, _)) => engines.push(engine),
            None => found.push((vec![engine], divergence)),
        }
    }
    found
}

/// Where a run stops.
fn stop(run: &Evaluation) -> Option<(&'static str, u32)> {
    run.causes.first().map(|cause| (cause.kind.code(), cause.hop))
}

/// What one sends before the other, else what one is stopped by.
fn divergence(asked: &Evaluation, other: &Evaluation) -> Option<Divergence> {
    let pairs = messages(asked).zip(messages(other));
    for (ours, theirs) in pairs {
        let origin = |message: &Outgoing| message.headers.get("Origin").map(|value| value.to_isomorphic());
        match (ours.kind, theirs.kind) {
            (Kind::Request, Kind::Preflight) => {
                return Some(Divergence::Preflights(without(other, asked)));
            }
            (Kind::Preflight, Kind::Request) => {
                return Some(Divergence::NoPreflight(without(asked, other)));
            }
            _ if ours.method != theirs.method => return Some(Divergence::Method(theirs.method.clone())),
            _ if origin(ours) != origin(theirs) => return Some(Divergence::Origin(origin(theirs))),
            _ => {}
        }
    }
    match (stop(asked), stop(other)) {
        // It goes on: to the end, or to a message that nobody has answered.
        (Some((code, _)), _) if matches!(other.verdict, Verdict::Allowed | Verdict::Undetermined) => {
            Some(Divergence::Passes(code))
        }
        (_, Some((code, _))) => Some(Divergence::StopsAt(code)),
        _ => None,
    }
}

/// Everything that goes out, the message that waits for its answer included.
fn messages(run: &Evaluation) -> impl Iterator<Item = &Outgoing> {
    let waiting = run.needs.as_ref().filter(|needs| run.sent.last() != Some(needs));
    run.sent.iter().chain(waiting)
}

/// The reasons that only the first of the two has.
fn without(run: &Evaluation, other: &Evaluation) -> Vec<PreflightReason> {
    run.preflight_because.iter().filter(|reason| !other.preflight_because.contains(reason)).cloned().collect()
}
