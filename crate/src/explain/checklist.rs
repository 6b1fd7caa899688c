//! The eleven steps people go through by hand, answered from the run: facts here, words in `words/checklist.rs`.

use super::pairing::slots;
use super::words::checklist as words;
use crate::capture::Judgement;
use crate::fetch::{CauseKind, Outcome, PreflightState, StepId, Verdict, names};
use crate::model::{Answer, AnswerSource, Kind, Origin, Received};
use crate::report::ChecklistItem;

/// One step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Question {
    /// Is it CORS at all?
    IsCors,
    /// Do the origins differ?
    OriginsDiffer,
    /// Simple or preflighted, with credentials or without?
    Kind,
    /// Are both messages there to look at?
    Messages,
    /// Does every response name the page's origin?
    Origin,
    /// Does the preflight allow the method?
    Methods,
    /// Does it allow the headers?
    Headers,
    /// Do the responses allow credentials?
    Credentials,
    /// Did something change the responses on their way?
    OnTheWay,
    /// Which headers can script read?
    Exposed,
    /// Does a wildcard hide what should be a list?
    Wildcard,
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

/// What there is to say about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Detail {
    /// Nothing more.
    Nothing,
    /// The code of what failed.
    Code(&'static str),
    /// The two origins.
    Origins { page: String, target: String },
    /// What kind of call it is.
    Kind { preflighted: bool, credentialed: bool },
    /// A message whose answer nobody saw.
    Missing(Kind),
    /// Headers that tell of something between server and browser.
    Between(Vec<String>),
    /// Names that script can't read.
    Hidden(Vec<String>),
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
    [
        Q::IsCors,
        Q::OriginsDiffer,
        Q::Kind,
        Q::Messages,
        Q::Origin,
        Q::Methods,
        Q::Headers,
        Q::Credentials,
        Q::OnTheWay,
        Q::Exposed,
        Q::Wildcard,
    ]
    .into_iter()
    .map(|question| {
        let (state, detail) = answer(judgement, question);
        words::item(question, state, &detail)
    })
    .collect()
}

/// What the run says about a question.
#[must_use]
pub fn answer(judgement: &Judgement, question: Question) -> (State, Detail) {
    let run = &judgement.evaluation;
    let preflighted = matches!(run.preflight, PreflightState::Sent | PreflightState::Needed);
    let nothing = |state| (state, Detail::Nothing);
    match question {
        Question::IsCors => match run.causes.first() {
            Some(cause) if matches!(run.verdict, Verdict::Failed | Verdict::Rejected) => {
                (State::Failed, Detail::Code(cause.kind.code()))
            }
            _ => nothing(State::Done),
        },
        Question::OriginsDiffer => {
            let page = judgement.request.origin.serialise();
            let target = Origin::of(&judgement.request.url).serialise();
            (State::Done, Detail::Origins { page, target })
        }
        Question::Kind => {
            let preflighted = run.preflight != PreflightState::NotNeeded;
            (State::Done, Detail::Kind { preflighted, credentialed: run.credentialed })
        }
        Question::Messages => messages(judgement),
        Question::Methods if !preflighted => nothing(State::NotApplicable),
        Question::Headers if !preflighted => nothing(State::NotApplicable),
        Question::Credentials if !run.credentialed => nothing(State::NotApplicable),
        Question::Methods => by_steps(judgement, &[StepId::PreflightMethod]),
        Question::Headers => {
            let state = by_steps(judgement, &[StepId::PreflightHeaders, StepId::PreflightAuthorization]);
            // A preflight for the method alone asks for no header.
            let asked = run.sent.iter().any(|sent| sent.headers.contains("Access-Control-Request-Headers"));
            if asked { state } else { nothing(State::NotApplicable) }
        }
        Question::Origin => {
            by_steps(judgement, &[StepId::CheckMissing, StepId::CheckOrigin, StepId::CheckWildcard])
        }
        Question::Credentials => {
            by_steps(judgement, &[StepId::CheckCredentials, StepId::CheckCredentialsMissing])
        }
        Question::OnTheWay => on_the_way(judgement),
        Question::Exposed if run.verdict != Verdict::Allowed => nothing(State::NotApplicable),
        Question::Exposed => {
            // What is said to the browser is of no use to script.
            let names = run.hidden.iter().filter(|name| !name.starts_with("access-control-"));
            (State::Done, Detail::Hidden(names.cloned().collect()))
        }
        Question::Wildcard => wildcard(judgement),
    }
}

/// Failed if any of these steps failed anywhere, done if one passed and the call went on to its end.
fn by_steps(judgement: &Judgement, ids: &[StepId]) -> (State, Detail) {
    let run = &judgement.evaluation;
    let mut state = State::Unknown;
    for step in run.trace.iter().filter(|step| ids.contains(&step.id)) {
        match step.outcome {
            Outcome::Fail => {
                let about = |id: StepId| run.causes.iter().find(|cause| cause.step == id);
                let detail = about(step.id).map_or(Detail::Nothing, |cause| Detail::Code(cause.kind.code()));
                return (State::Failed, detail);
            }
            Outcome::Pass => state = State::Done,
            Outcome::Info => {}
        }
    }
    (state, Detail::Nothing)
}

/// Whether each message that the run made has its answer.
fn messages(judgement: &Judgement) -> (State, Detail) {
    for slot in slots(judgement) {
        let seen = slot.captured.is_some_and(|exchange| !matches!(exchange.received, Answer::Unknown(_)));
        if let Some(sent) = slot.computed.filter(|_| !seen) {
            return (State::Unknown, Detail::Missing(sent.kind));
        }
    }
    let state = if judgement.evaluation.sent.is_empty() { State::NotApplicable } else { State::Done };
    (state, Detail::Nothing)
}

/// Headers that a proxy or a content delivery network adds.
const BETWEEN: &[&str] = &["via", "x-cache", "age", "cf-ray", "x-served-by", "x-amz-cf-id", "x-varnish"];

fn on_the_way(judgement: &Judgement) -> (State, Detail) {
    let run = &judgement.evaluation;
    if let Some(cause) =
        run.causes.iter().find(|cause| matches!(cause.kind, CauseKind::AllowOriginMultiple { .. }))
    {
        return (State::Failed, Detail::Code(cause.kind.code()));
    }
    let found =
        |received: &Received| BETWEEN.iter().filter(|name| received.headers.contains(name)).count() > 0;
    let between = received(judgement).find(|received| found(received));
    match between {
        Some(received) => {
            let names = BETWEEN.iter().filter(|name| received.headers.contains(name));
            (State::Unknown, Detail::Between(names.map(|name| (*name).to_owned()).collect()))
        }
        None => (State::Done, Detail::Nothing),
    }
}

fn wildcard(judgement: &Judgement) -> (State, Detail) {
    let literal = |kind: &CauseKind| {
        matches!(
            kind,
            CauseKind::AllowOriginWildcardWithCredentials { .. }
                | CauseKind::PreflightMethodNotAllowed { wildcard_is_literal: true, .. }
                | CauseKind::PreflightHeaderNotAllowed { wildcard_is_literal: true, .. }
                | CauseKind::PreflightAuthorizationNotListed { .. }
        )
    };
    if let Some(cause) = judgement.evaluation.causes.iter().find(|cause| literal(&cause.kind)) {
        return (State::Failed, Detail::Code(cause.kind.code()));
    }
    let is_star =
        |received: &Received, name| received.get(name).is_some_and(|value| value.as_bytes() == b"*");
    let listed = [names::ALLOW_ORIGIN, names::ALLOW_METHODS, names::ALLOW_HEADERS];
    let found = received(judgement).any(|received| listed.iter().any(|name| is_star(received, name)));
    (if found { State::Done } else { State::NotApplicable }, Detail::Nothing)
}

/// Every response that came over the network.
fn received(judgement: &Judgement) -> impl Iterator<Item = &Received> {
    judgement.scenario.exchanges.iter().filter_map(|exchange| match &exchange.received {
        Answer::Received(received) if received.source == AnswerSource::Network => Some(received),
        _ => None,
    })
}
