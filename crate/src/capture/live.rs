//! A call while it happens: the machine says what to send, somebody sends it, and what came back is kept, so that the
//! call can be judged like a captured one.

use super::judge::other_engines;
use super::{Clues, Judgement};
use crate::engine;
use crate::fetch::{Evaluation, Fetch, Next, PreflightCache, ResponseType, Verdict};
use crate::model::{
    Answer, Engine, Exchange, Kind, Observed, Outgoing, Request, RequestInput, Scenario, Schema,
};

/// A call under way.
pub struct Live {
    engine: Engine,
    request: Request,
    fetch: Fetch,
    waiting: Option<Outgoing>,
    exchanges: Vec<Exchange>,
    evaluation: Option<Evaluation>,
}

impl Live {
    /// Starts a call. Time is milliseconds on any clock, the same one for everything that uses the cache.
    ///
    /// # Errors
    /// A sentence that names the field.
    pub fn start(
        input: &RequestInput,
        engine: Engine,
        cache: &mut PreflightCache,
        now: f64,
    ) -> Result<Self, String> {
        let request = input.settle()?;
        let (fetch, next) = Fetch::start(request.clone(), engine::profile(engine), cache, now);
        let mut live =
            Self { engine, request, fetch, waiting: None, exchanges: Vec::new(), evaluation: None };
        live.take(next);
        Ok(live)
    }

    /// The message to send now; nothing when the call has ended.
    #[must_use]
    pub fn next(&self) -> Option<&Outgoing> {
        self.waiting.as_ref()
    }

    /// Whether cookies and the like go with [`Live::next`]: never with a preflight (HTTP-network-or-cache fetch, 8.3).
    #[must_use]
    pub fn next_is_credentialed(&self) -> bool {
        self.next().is_some_and(|sent| sent.kind == Kind::Request) && self.fetch.credentialed()
    }

    /// Hands over what came back for [`Live::next`]; does nothing when the call has ended.
    pub fn respond(&mut self, answer: Answer, cache: &mut PreflightCache, now: f64) {
        let Some(sent) = self.waiting.take() else { return };
        let next = self.fetch.respond(&answer, cache, now);
        self.exchanges.push(Exchange { sent, received: answer, at: Some(now) });
        self.take(next);
    }

    fn take(&mut self, next: Next) {
        match next {
            Next::Send(outgoing) => self.waiting = Some(outgoing),
            Next::Done(evaluation) => self.evaluation = Some(*evaluation),
        }
    }

    /// What script gets of a call that has ended and is let through: the response type, and the header names that it can
    /// read.
    #[must_use]
    pub fn readable(&self) -> Option<(Option<ResponseType>, &[String])> {
        let ended = self.evaluation.as_ref()?;
        (ended.verdict == Verdict::Allowed).then_some((ended.response_type, &ended.exposed))
    }

    /// The judged call; nothing while a message waits for its answer, or when it was handed over already.
    pub fn judgement(&mut self) -> Option<Judgement> {
        let evaluation = self.evaluation.take()?;
        let exchanges = std::mem::take(&mut self.exchanges);
        let others = other_engines(&self.request, &exchanges, &evaluation, self.engine);
        Some(Judgement {
            engine: self.engine,
            scenario: Scenario {
                schema: Schema,
                request: self.request.to_input(),
                exchanges,
                observed: None,
            },
            request: self.request.clone(),
            evaluation,
            others,
            assumptions: Vec::new(),
            alternatives: Vec::new(),
            observed: Observed::Unknown,
            agrees: None,
            clues: Clues::default(),
        })
    }
}
