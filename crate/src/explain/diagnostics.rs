//! One diagnostic per failing condition, the browser's first one first.

use super::cause_view::{evidence, rule};
use super::codes;
use super::compare::comparison;
use super::marks::marks;
use super::spans;
use super::why::{received, why};
use super::words::because::because;
use super::words::headlines::{self, Facts};
use crate::capture::{Judgement, Source};
use crate::fetch::{Cause, CauseKind, Verdict};
use crate::fix::login_redirect;
use crate::model::text;
use crate::report::{Comparison, Diagnostic, ExchangeView, LabelledMark, Link, Severity};

/// All diagnostics of a judgement.
#[must_use]
pub fn diagnostics(judgement: &Judgement, view: &ExchangeView, source: Option<&Source>) -> Vec<Diagnostic> {
    judgement.evaluation.causes.iter().map(|cause| diagnostic(judgement, cause, view, source)).collect()
}

fn diagnostic(
    judgement: &Judgement,
    cause: &Cause,
    view: &ExchangeView,
    source: Option<&Source>,
) -> Diagnostic {
    let code = cause.kind.code();
    let marked = marks(cause, view);
    let status = received(judgement, cause).map(|received| received.status);
    let mut facts = Facts::new(cause, evidence(&cause.kind), status, header_lines(cause, view));
    if let Some(login) = login_redirect(&judgement.evaluation, cause) {
        facts.real_problem(login.page);
    }
    let (headline, label) = facts.words();
    let secondary = marked
        .secondary
        .into_iter()
        .map(|(mark, role)| LabelledMark { mark, label: headlines::role(&role) })
        .collect();
    Diagnostic {
        code,
        headline,
        label,
        severity: severity(cause),
        primary: marked.primary,
        secondary,
        because: because(&why(judgement, cause, source)),
        comparison: compared(&cause.kind),
        rule: rule(cause),
        links: links(code),
    }
}

/// What the browser compared, where the two nearly match.
fn compared(kind: &CauseKind) -> Option<Comparison> {
    match kind {
        CauseKind::AllowOriginInvalid { value, expected }
        | CauseKind::AllowOriginMismatch { value, expected } => Some(comparison(expected, value)),
        CauseKind::AllowCredentialsNotTrue { value: Some(value) } => {
            text::has(&value.to_lower(), "true").then(|| comparison("true", value))
        }
        CauseKind::PreflightMethodNotAllowed { method, allowed, .. } => {
            let listed = allowed.iter().find(|listed| listed.eq_ignore_ascii_case(method))?;
            Some(comparison(method, &listed.as_str().into()))
        }
        _ => None,
    }
}

/// Every failing condition is an error, also one the browser doesn't get to; what isn't known is none.
fn severity(cause: &Cause) -> Severity {
    match cause.kind.verdict() {
        Verdict::Undetermined => Severity::Warning,
        _ => Severity::Error,
    }
}

/// How often the header to blame is there.
fn header_lines(cause: &Cause, view: &ExchangeView) -> usize {
    let response = view.messages.iter().find(|message| message.index == 2 * cause.exchange + 1);
    match (response, cause.header()) {
        (Some(message), Some(name)) => spans::lines(message, name).count(),
        _ => 0,
    }
}

fn links(code: &str) -> Vec<Link> {
    codes::links(code)
        .iter()
        .map(|(text, href)| Link { text: (*text).to_owned(), href: (*href).to_owned() })
        .collect()
}
