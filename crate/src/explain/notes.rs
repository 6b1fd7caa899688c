//! What is worth knowing beside the verdict, and never changes it: facts here, words in `words/notes.rs`.

use super::reached::{Reached, reached_server};
use super::spans;
use super::words::notes as words;
use crate::capture::Judgement;
use crate::engine::profile;
use crate::fetch::{Cause, CauseKind, Evaluation, ResponseType, Verdict};
use crate::input::version;
use crate::model::{Answer, Engine, Exchange, Kind, decimal};
use crate::report::{ExchangeView, Mark, Note};

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// The browser did what we say it doesn't.
    Contradiction { ours: Verdict, browser_allowed: bool },
    /// `Authorization` covered by `*` only: passes here, fails by the standard.
    AuthorizationUnderWildcard { passes_in: Vec<Engine> },
    /// The engines don't agree.
    EnginesDiffer { verdicts: Vec<(Engine, Verdict)> },
    /// Blocked, and yet the server ran the request.
    ServerRanIt { method: String, status: Option<u16> },
    /// Headers the page set that the browser drops.
    Dropped { names: Vec<String> },
    /// The browser is of another version than the one that the engine's profile was tested with.
    OtherVersion { tested: &'static str, seen: String },
    /// Mode `no-cors`: allowed, and nothing to read.
    Opaque,
}

/// The findings of a judgement as notes.
#[must_use]
pub fn notes(judgement: &Judgement, view: &ExchangeView) -> Vec<Note> {
    findings(judgement).iter().map(|finding| words::note(finding, marks(finding, view))).collect()
}

/// The findings of a judgement.
#[must_use]
pub fn findings(judgement: &Judgement) -> Vec<Finding> {
    let run = &judgement.evaluation;
    let mut found = Vec::new();
    if judgement.agrees == Some(false) {
        let browser_allowed = run.verdict != Verdict::Allowed;
        found.push(Finding::Contradiction { ours: run.verdict, browser_allowed });
    }
    found.extend(server_ran_it(judgement));
    found.extend(engines(judgement));
    found.extend(other_version(judgement));
    if !run.dropped.is_empty() {
        found.push(Finding::Dropped { names: run.dropped.clone() });
    }
    if run.verdict == Verdict::Allowed && run.response_type == Some(ResponseType::Opaque) {
        found.push(Finding::Opaque);
    }
    found
}

fn server_ran_it(judgement: &Judgement) -> Option<Finding> {
    let after_sending =
        judgement.evaluation.verdict == Verdict::Blocked && reached_server(judgement) == Reached::Yes;
    let answered = |exchange: &&Exchange| {
        exchange.sent.kind == Kind::Request && matches!(exchange.received, Answer::Received(_))
    };
    let exchange = judgement.scenario.exchanges.iter().rev().find(answered).filter(|_| after_sending)?;
    let status = match &exchange.received {
        Answer::Received(received) => Some(received.status),
        _ => None,
    };
    Some(Finding::ServerRanIt { method: exchange.sent.method.clone(), status })
}

fn other_version(judgement: &Judgement) -> Option<Finding> {
    let seen = seen_version(judgement)?;
    Some(Finding::OtherVersion { tested: profile(judgement.engine).version(), seen })
}

/// The major version of the browser that sent the messages, by their `User-Agent`, where it is another one than the
/// engine's profile was tested with.
#[must_use]
pub fn seen_version(judgement: &Judgement) -> Option<String> {
    // What WebKit calls itself is no version of WebKitGTK's.
    let product = match judgement.engine {
        Engine::Chromium => "Chrome",
        Engine::Firefox => "Firefox",
        Engine::Standard | Engine::Webkit => return None,
    };
    let sent = judgement.scenario.exchanges.iter().map(|exchange| &exchange.sent);
    let major = decimal(sent.filter_map(|sent| version(&sent.headers.0, product)).next()?);
    let (_, tested) = profile(judgement.engine).version().split_once(' ')?;
    (major != tested).then_some(major)
}

/// A difference between engines, where every one of them has the answers it needs.
fn engines(judgement: &Judgement) -> Option<Finding> {
    let settled: Vec<(Engine, &Evaluation)> =
        judgement.engines().into_iter().filter(|(_, run)| run.verdict != Verdict::Undetermined).collect();
    let verdict = settled.first()?.1.verdict;
    if settled.iter().all(|(_, run)| run.verdict == verdict) {
        return None;
    }
    let only_authorization = settled.iter().any(|(_, run)| {
        matches!(
            run.causes.as_slice(),
            [Cause { kind: CauseKind::PreflightAuthorizationNotListed { .. }, .. }]
        )
    });
    if only_authorization {
        let passes_in = settled
            .iter()
            .filter(|(_, run)| run.verdict == Verdict::Allowed)
            .map(|(engine, _)| *engine)
            .collect::<Vec<_>>();
        if !passes_in.is_empty() {
            return Some(Finding::AuthorizationUnderWildcard { passes_in });
        }
    }
    let verdicts = settled.iter().map(|(engine, run)| (*engine, run.verdict)).collect();
    Some(Finding::EnginesDiffer { verdicts })
}

/// The bytes a finding speaks of.
fn marks(finding: &Finding, view: &ExchangeView) -> Vec<Mark> {
    let name = "Access-Control-Allow-Headers";
    match finding {
        Finding::ServerRanIt { .. } => view
            .messages
            .iter()
            .rev()
            .find(|m| m.kind == "response" && m.of == Kind::Request && m.state == "captured")
            .map(spans::first_word)
            .into_iter()
            .collect(),
        Finding::AuthorizationUnderWildcard { .. } => view
            .messages
            .iter()
            .filter(|m| m.kind == "response" && m.of == Kind::Preflight)
            .flat_map(|m| spans::lines(m, name).map(|(line, header)| spans::value(m, line, header)))
            .collect(),
        _ => Vec::new(),
    }
}
