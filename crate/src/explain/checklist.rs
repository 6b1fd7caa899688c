//! The questions people go through by hand, answered from the run: facts here, words in `words/checklist.rs`.

use super::words::checklist as words;
use crate::capture::Judgement;
use crate::fetch::{Outcome, PreflightState, StepId, Verdict};
use crate::report::ChecklistItem;

/// One question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Question {
    /// Was the call made at all?
    Sent,
    /// Was the preflight answered, without a redirect and with a status from 200 to 299?
    PreflightAnswered,
    /// Does the preflight allow the method?
    Method,
    /// Does it allow the headers?
    Headers,
    /// Does every response name the page's origin?
    Origin,
    /// Do the responses allow credentials?
    Credentials,
}

/// An answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// As it should be.
    Done,
    /// Not as it should be.
    Failed,
    /// The call ended before, or nothing shows it.
    Unknown,
    /// This call doesn't need it.
    NotApplicable,
}

/// The checklist of a call under the CORS protocol; empty for a call that isn't.
#[must_use]
pub fn checklist(judgement: &Judgement) -> Vec<ChecklistItem> {
    let run = &judgement.evaluation;
    let same_origin = run.trace.iter().any(|step| step.id == StepId::MainSameOrigin)
        && !run.trace.iter().any(|step| matches!(step.id, StepId::MainCors | StepId::MainPreflight));
    let opaque = run.trace.iter().any(|step| step.id == StepId::MainNoCors);
    if same_origin || opaque {
        return Vec::new();
    }
    use Question as Q;
    [Q::Sent, Q::PreflightAnswered, Q::Method, Q::Headers, Q::Origin, Q::Credentials]
        .into_iter()
        .map(|question| words::item(question, answer(judgement, question)))
        .collect()
}

/// What the run says about a question.
#[must_use]
pub fn answer(judgement: &Judgement, question: Question) -> State {
    let run = &judgement.evaluation;
    let preflighted = run.preflight == PreflightState::Sent;
    match question {
        Question::Sent if run.verdict == Verdict::Rejected => State::Failed,
        Question::Sent if run.sent.is_empty() => State::Failed,
        Question::Sent => State::Done,
        Question::PreflightAnswered | Question::Method | Question::Headers if !preflighted => {
            State::NotApplicable
        }
        Question::Credentials if !run.credentialed => State::NotApplicable,
        Question::PreflightAnswered => by_steps(judgement, &[StepId::PreflightResponse]),
        Question::Method => by_steps(judgement, &[StepId::PreflightMethod]),
        Question::Headers => {
            let state = by_steps(judgement, &[StepId::PreflightHeaders, StepId::PreflightAuthorization]);
            // A preflight for the method alone asks for no header.
            let asked = run.sent.iter().any(|sent| sent.headers.contains("Access-Control-Request-Headers"));
            if asked { state } else { State::NotApplicable }
        }
        Question::Origin => {
            by_steps(judgement, &[StepId::CheckMissing, StepId::CheckOrigin, StepId::CheckWildcard])
        }
        Question::Credentials => {
            by_steps(judgement, &[StepId::CheckCredentials, StepId::CheckCredentialsMissing])
        }
    }
}

/// Failed if any of these steps failed anywhere, done if one passed and the call went on to its end.
fn by_steps(judgement: &Judgement, ids: &[StepId]) -> State {
    let run = &judgement.evaluation;
    let mut state = State::Unknown;
    for step in run.trace.iter().filter(|step| ids.contains(&step.id)) {
        match step.outcome {
            Outcome::Fail => return State::Failed,
            Outcome::Pass => state = State::Done,
            Outcome::Info => {}
        }
    }
    state
}
