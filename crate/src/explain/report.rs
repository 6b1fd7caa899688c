//! A judgement as a Report: every view of a call is drawn from this and nothing else.

use super::cause_view::cause_view;
use super::diagnostics::diagnostics;
use super::divergence::divergences;
use super::messages::messages;
use super::notes::notes;
use super::reached::reached_server;
use super::words::assumptions::reason;
use super::words::divergence;
use crate::capture::{Assumption, Judgement, Mention, Reason, Source};
use crate::engine::profile;
use crate::fetch::{CauseKind, Evaluation, Verdict};
use crate::model::{Engine, Outgoing, Request};
use crate::report::{
    AlternativeView, AssumptionView, Console, EngineView, Position, PreflightView, Report, RequestView,
    SentView, SourceView, Tri,
};

/// Builds the Report of a judged call.
#[must_use]
pub fn report(judgement: &Judgement, id: &str, source: Option<&Source>) -> Report {
    let run = &judgement.evaluation;
    let view = messages(judgement);
    let mut asked = engine_view(judgement.engine, &judgement.request, run);
    // Local Network Access has another name for its refusal where the option says something.
    if judgement.clues.option_may_end_it == Some(Mention::Found) && run.verdict == Verdict::Failed {
        asked.console = None;
    }
    Report {
        schema: 1,
        id: id.to_owned(),
        engine: judgement.engine,
        engine_version: profile(judgement.engine).version(),
        engine_seen: super::notes::seen_version(judgement),
        verdict: run.verdict,
        response_type: run.response_type,
        cause: asked.cause.clone(),
        console: asked.console.clone(),
        sent: run.sent.iter().map(sent).collect(),
        exposed: run.exposed.clone(),
        hidden: run.hidden.clone(),
        request: RequestView { request: judgement.request.to_input(), dropped: run.dropped.clone() },
        preflight: PreflightView { state: run.preflight, because: run.preflight_because.clone() },
        credentialed: credentialed(judgement),
        reached_server: reached_server(judgement).as_str(),
        observed: judgement.observed,
        agrees: judgement.agrees,
        assumptions: judgement.assumptions.iter().map(assumption).collect(),
        alternatives: judgement
            .alternatives
            .iter()
            .map(|other| AlternativeView {
                assume: other.assume.clone(),
                verdict: other.verdict,
                cause: other.cause.as_ref().map(cause_view),
            })
            .collect(),
        diagnostics: diagnostics(judgement, &view, source),
        fixes: Vec::new(),
        notes: notes(judgement, &view),
        checklist: Vec::new(),
        trace: Vec::new(),
        engines: judgement
            .engines()
            .into_iter()
            .map(|(engine, run)| match engine {
                engine if engine == judgement.engine => asked.clone(),
                engine => engine_view(engine, &judgement.request, run),
            })
            .collect(),
        engines_differ: divergence::sentence(&divergences(judgement)),
        source: source.map(source_view),
        view,
    }
}

fn console(engine: Engine, request: &Request, run: &Evaluation) -> Option<Console> {
    let message = profile(engine).console(request, run)?;
    Some(Console { error: message.error, parameter: message.parameter, text: message.text })
}

/// The CORS headers of a message, in front of everything else about it.
fn sent(outgoing: &Outgoing) -> SentView {
    let header = |name: &str| outgoing.headers.get(name).map(|value| value.to_isomorphic());
    SentView {
        kind: outgoing.kind,
        hop: outgoing.hop,
        method: outgoing.method.clone(),
        url: outgoing.url.clone(),
        origin: header("Origin"),
        request_method: header("Access-Control-Request-Method"),
        request_headers: header("Access-Control-Request-Headers"),
    }
}

/// Unknown where nothing shows the credentials mode: it may still make no difference to the verdict.
fn credentialed(judgement: &Judgement) -> Tri {
    let unknown = judgement.evaluation.causes.iter().any(|cause| {
        matches!(cause.kind, CauseKind::FactUnknown { fact: "credentials" | "targetAddressSpace" })
    }) || judgement
        .assumptions
        .iter()
        .any(|taken| taken.fact == "credentials" && taken.reason == Reason::NoDifference);
    Tri((!unknown).then_some(judgement.evaluation.credentialed))
}

fn assumption(taken: &Assumption) -> AssumptionView {
    AssumptionView {
        fact: taken.fact.to_owned(),
        value: taken.value.clone(),
        reason: reason(&taken.reason),
        entry: taken.reason.entry(),
    }
}

fn engine_view(engine: Engine, request: &Request, run: &Evaluation) -> EngineView {
    EngineView {
        engine,
        verdict: run.verdict,
        cause: run.causes.first().map(cause_view),
        console: console(engine, request, run),
        needs: run.needs.clone(),
    }
}

fn source_view(source: &Source) -> SourceView {
    SourceView {
        entries: source.entries.clone(),
        started_at: source.started_at,
        page: source.page.clone(),
        initiator: source.initiator.as_ref().map(|(url, line, column)| Position {
            url: url.clone(),
            line: *line,
            column: *column,
        }),
    }
}
