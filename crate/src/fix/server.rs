//! What the server has to answer.

use super::attempt::Attempt;
use super::{Edit, Fix, Place, Way};
use crate::capture::Judgement;
use crate::fetch::{PreflightState, Verdict};
use crate::model::{Answer, Exchange, Kind};

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
        way: Way::Server { error: error(&judgement.scenario.exchanges, &proven.edits) },
        edits: proven.edits,
        sent: proven.sent,
        proven_in: proven.engines,
    })
}

/// An error page that script could read then, and shouldn't have to.
fn error(exchanges: &[Exchange], edits: &[Edit]) -> Option<u16> {
    let is_edited = |sent| edits.iter().any(|edit| edit.place == Place::of(sent));
    exchanges.iter().rev().find_map(|exchange| match &exchange.received {
        Answer::Received(received) if exchange.sent.kind == Kind::Request && is_edited(&exchange.sent) => {
            Some(received.status).filter(|status| *status >= 400)
        }
        _ => None,
    })
}
