//! Error routes that lack the headers which the same server's other routes have.

use super::{ByServer, Call, SessionFinding, Together, server};
use crate::audit::answers::{Answered, answers};
use crate::capture::Judgement;
use crate::fetch::{CauseKind, Phase, Verdict, names};
use crate::model::{AnswerSource, Origin};

/// Statuses and rows of the errors; one row of another answer to the same page.
type Routes = (Vec<u16>, Vec<String>, Option<String>);

/// For each server, errors that were blocked for want of a header that a success had.
pub fn without_headers(calls: &[Call]) -> Vec<SessionFinding> {
    let mut routes: ByServer<Routes> = ByServer(Vec::new());
    for call in calls {
        let Some((status, at)) = bare_error(&call.judgement) else { continue };
        let success = calls.iter().find(|other| {
            other.judgement.request.origin == call.judgement.request.origin
                && success(&other.judgement).as_ref() == Some(&at)
        });
        let Some((success, route)) = success.zip(routes.of(at)) else { continue };
        if !route.0.contains(&status) {
            route.0.push(status);
        }
        route.1.push(call.id.clone());
        route.2.get_or_insert_with(|| success.id.clone());
    }
    let finding = |(server, (statuses, mut evidence, success)): (Origin, Routes)| {
        evidence.extend(success);
        let found = Together::ErrorsWithoutHeaders { server: server.serialise(), statuses };
        (!evidence.is_empty()).then_some(SessionFinding { found, evidence })
    };
    routes.0.into_iter().filter_map(finding).collect()
}

/// Status and server of a last answer that is an error and was blocked for want of a header.
fn bare_error(judgement: &Judgement) -> Option<(u16, Origin)> {
    let first = judgement.evaluation.causes.first()?;
    let missing = matches!(first.kind, CauseKind::AllowOriginMissing { .. });
    let answer = last(judgement).filter(|answer| {
        missing
            && judgement.evaluation.verdict == Verdict::Blocked
            && first.phase == Phase::Response
            && answer.received.status >= 400
            && answer.received.source == AnswerSource::Network
    })?;
    Some((answer.received.status, server(&answer.exchange.sent.url)?))
}

/// The server of a last answer that script could read.
fn success(judgement: &Judgement) -> Option<Origin> {
    let answer = last(judgement).filter(|answer| {
        judgement.evaluation.verdict == Verdict::Allowed
            && answer.received.headers.contains(names::ALLOW_ORIGIN)
    })?;
    server(&answer.exchange.sent.url)
}

fn last(judgement: &Judgement) -> Option<Answered<'_>> {
    answers(judgement).pop().filter(|answer| !answer.is_preflight())
}
