//! Feeds recorded answers to the machine.

use crate::fetch::{Evaluation, Fetch, Next, PreflightCache, PreflightState, Profile};
use crate::model::{Answer, AnswerSource, Exchange, Kind, Request};

/// Why a message has no answer here.
pub const NOT_CAPTURED: &str = "not-captured";

/// Runs a request against the exchanges that were recorded for it.
///
/// A message that the machine sends and the recording doesn't hold is answered by "unknown". `may_be_cached` says
/// whether a preflight that is missing from the recording counts as covered by the browser's cache: true for the engine
/// that was recorded, since the request behind it was seen to go out.
#[must_use]
pub fn replay(
    request: &Request,
    exchanges: &[Exchange],
    profile: &'static dyn Profile,
    may_be_cached: bool,
) -> Evaluation {
    // Each call is judged by itself: what an earlier one left in the cache shows in which messages were recorded.
    let mut cache = PreflightCache::new();
    let (mut fetch, mut next) = Fetch::start(request.clone(), profile, &mut cache, 0.0);
    let mut recorded = exchanges.iter().peekable();
    loop {
        let outgoing = match next {
            Next::Done(evaluation) => return *evaluation,
            Next::Send(outgoing) => outgoing,
        };
        // A preflight that this engine doesn't make, though the recorded one did.
        while outgoing.kind == Kind::Request
            && recorded.peek().is_some_and(|exchange| exchange.sent.kind == Kind::Preflight)
        {
            recorded.next();
        }
        if let Some(Exchange { received, .. }) = recorded
            .next_if(|exchange| exchange.sent.kind == outgoing.kind && exchange.sent.hop == outgoing.hop)
        {
            next = fetch.respond(received, &mut cache, 0.0);
            continue;
        }
        let went_on = recorded.peek().filter(|exchange| exchange.sent.hop == outgoing.hop);
        let by_worker = went_on.is_some_and(|exchange| {
            matches!(&exchange.received, Answer::Received(answer) if answer.source == AnswerSource::ServiceWorker)
        });
        let skipped = if by_worker {
            fetch.skip_preflight(PreflightState::NotNeeded)
        } else if went_on.is_some() && may_be_cached {
            fetch.skip_preflight(PreflightState::Cached)
        } else {
            None
        };
        next = match skipped {
            Some(next) => next,
            None => {
                let mut next = fetch.respond(&Answer::Unknown(NOT_CAPTURED.to_owned()), &mut cache, 0.0);
                if let Next::Done(evaluation) = &mut next
                    && (outgoing.kind, outgoing.hop) == (Kind::Preflight, 0)
                {
                    // The machine asked for it, and nobody has sent it.
                    evaluation.preflight = PreflightState::Needed;
                }
                next
            }
        };
    }
}
