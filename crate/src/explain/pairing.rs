//! Which captured exchange belongs to which message of the run.
//!
//! Mostly the n-th to the n-th. But a recording may hold a preflight that the engine asked about doesn't make, or go on
//! where the run has ended, and the run may go on where the recording ends.

use crate::capture::Judgement;
use crate::model::{Exchange, Kind, Outgoing};

/// A place in the order of the wire.
#[derive(Debug, Clone, Copy)]
pub struct Slot<'a> {
    /// The number that marks count with: that of the run's message, or one behind them all.
    pub exchange: usize,
    /// The run's message.
    pub computed: Option<&'a Outgoing>,
    /// The captured exchange.
    pub captured: Option<&'a Exchange>,
}

/// All places, in the order of the wire.
#[must_use]
pub fn slots(judgement: &Judgement) -> Vec<Slot<'_>> {
    let computed = &judgement.evaluation.sent;
    let mut captured = judgement.scenario.exchanges.iter().peekable();
    let mut slots = Vec::with_capacity(computed.len().max(captured.len()));
    let mut extra = computed.len()..;
    let mut alone = |exchange| Slot {
        exchange: extra.next().unwrap_or_default(),
        computed: None,
        captured: Some(exchange),
    };
    for (exchange, sent) in computed.iter().enumerate() {
        while sent.kind == Kind::Request
            && let Some(preflight) = captured.next_if(|exchange| exchange.sent.kind == Kind::Preflight)
        {
            slots.push(alone(preflight));
        }
        let fitting = |other: &&Exchange| other.sent.kind == sent.kind && other.sent.hop == sent.hop;
        slots.push(Slot { exchange, computed: Some(sent), captured: captured.next_if(fitting) });
    }
    slots.extend(captured.map(alone));
    slots
}

/// The captured exchange behind a message of the run.
#[must_use]
pub fn captured(judgement: &Judgement, exchange: usize) -> Option<&Exchange> {
    slots(judgement).into_iter().find(|slot| slot.exchange == exchange)?.captured
}
