//! What a run of the machine has found so far.

use super::cors_check::CheckStep;
use super::trace::{Evaluation, Evidence, Outcome, PreflightState, Step};
use super::{Cause, CauseKind, Phase, StepId, Verdict};

/// Takes notes while the algorithms run.
pub(super) struct Run {
    pub found: Evaluation,
    /// How many redirects were followed so far.
    pub hop: u32,
    /// The page has refused where a redirect leads, and whoever sends the messages goes on: however that ends, this counts.
    refused: Option<Cause>,
}

impl Run {
    pub fn new(dropped: Vec<String>) -> Self {
        let found = Evaluation {
            verdict: Verdict::Allowed,
            response_type: None,
            causes: Vec::new(),
            trace: Vec::new(),
            sent: Vec::new(),
            statuses: Vec::new(),
            needs: None,
            exposed: Vec::new(),
            hidden: Vec::new(),
            preflight: PreflightState::NotNeeded,
            preflight_because: Vec::new(),
            credentialed: false,
            dropped,
            origins: Vec::new(),
            urls: Vec::new(),
            target: String::new(),
            fragment: None,
        };
        Self { found, hop: 0, refused: None }
    }

    pub fn step(&mut self, id: StepId, outcome: Outcome, exchange: Option<usize>, evidence: Evidence) {
        self.found.trace.push(Step { id, outcome, hop: self.hop, exchange, evidence });
    }

    /// Steps that looked at the last message's answer.
    pub fn steps(&mut self, steps: Vec<CheckStep>) {
        let exchange = self.last_exchange();
        for (id, outcome, evidence) in steps {
            self.step(id, outcome, exchange, evidence);
        }
    }

    pub fn fail(&mut self, kind: CauseKind, step: StepId, phase: Phase) {
        let exchange = self.found.sent.len().saturating_sub(1);
        self.found.causes.push(Cause { kind, phase, hop: self.hop, exchange, step });
    }

    /// The redirect just looked at is refused while its messages go on.
    pub fn refuse(&mut self, kind: CauseKind, step: StepId) {
        let exchange = self.found.sent.len().saturating_sub(1);
        self.step(step, Outcome::Fail, Some(exchange), Evidence::None);
        let cause = Cause { kind, phase: Phase::Redirect, hop: self.hop, exchange, step };
        self.refused.get_or_insert(cause);
    }

    pub fn is_refused(&self) -> bool {
        self.refused.is_some()
    }

    pub fn last_exchange(&self) -> Option<usize> {
        self.found.sent.len().checked_sub(1)
    }

    /// Hands over what was found.
    pub fn finish(&mut self, credentialed: bool) -> Evaluation {
        self.found.credentialed = credentialed;
        if let Some(refused) = self.refused.take() {
            self.found.causes.insert(0, refused);
            self.found.needs = None;
        }
        if let Some(first) = self.found.causes.first() {
            self.found.verdict = first.kind.verdict();
        }
        std::mem::replace(self, Self::new(Vec::new())).found
    }
}
