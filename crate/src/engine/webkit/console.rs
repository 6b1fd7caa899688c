//! What WebKit names and prints. It has no names of its own: these are ours, one per text. The texts were recorded from
//! the browser.

use super::header_names;
use crate::fetch::{Cause, CauseKind, ConsoleMessage, Evaluation, Phase};
use crate::model::{ByteString, Initiator, Request, Url};

/// The message for the evaluation's first cause: a reason, and in a page (not in a worker, whose console gets the reason alone) a
/// line that names the request.
pub(super) fn message(request: &Request, evaluation: &Evaluation) -> Option<ConsoleMessage> {
    let cause = evaluation.causes.first()?;
    let (error, parameter, reason) = reason(request, evaluation, cause)?;
    let mut text = reason;
    if cause.phase == Phase::Redirect && !matches!(cause.kind, CauseKind::RedirectModeError { .. } | CauseKind::RedirectTooMany { .. }) {
        let mut whole = String::from("Cross-origin redirection to ");
        whole.push_str(&evaluation.target.as_ref().map(Url::without_credentials).unwrap_or_default());
        whole.push_str(" denied by Cross-Origin Resource Sharing policy: ");
        whole.push_str(&text);
        text = whole;
    }
    second_line(request, evaluation, &mut text);
    Some(ConsoleMessage { error: error.to_owned(), parameter, text })
}

fn reason(
    request: &Request,
    evaluation: &Evaluation,
    cause: &Cause,
) -> Option<(&'static str, String, String)> {
    let status = evaluation.statuses.get(cause.exchange).copied().unwrap_or_default();
    let (error, parameter, reason) = match &cause.kind {
        CauseKind::AllowOriginMissing { expected }
        | CauseKind::AllowOriginInvalid { expected, .. }
        | CauseKind::AllowOriginMismatch { expected, .. } => (
            "OriginNotAllowed",
            expected.clone(),
            format!("Origin {expected} is not allowed by Access-Control-Allow-Origin. Status code: {status}"),
        ),
        CauseKind::AllowOriginMultiple { .. } => (
            "MultipleOrigins",
            String::new(),
            "Access-Control-Allow-Origin cannot contain more than one origin.".to_owned(),
        ),
        CauseKind::AllowOriginWildcardWithCredentials { .. } => (
            "WildcardWithCredentials",
            String::new(),
            "Cannot use wildcard in Access-Control-Allow-Origin when credentials flag is true.".to_owned(),
        ),
        CauseKind::AllowCredentialsNotTrue { .. } => (
            "CredentialsNotAllowed",
            String::new(),
            "Credentials flag is true, but Access-Control-Allow-Credentials is not \"true\".".to_owned(),
        ),
        CauseKind::PreflightStatusNotOk { .. } | CauseKind::PreflightRedirected { .. } => (
            "PreflightNotSuccessful",
            String::new(),
            format!("Preflight response is not successful. Status code: {status}"),
        ),
        CauseKind::PreflightAllowMethodsInvalid { value } => {
            ("AllowMethodsInvalid", String::new(), invalid("Methods", value))
        }
        CauseKind::PreflightAllowHeadersInvalid { value } => {
            ("AllowHeadersInvalid", String::new(), invalid("Headers", value))
        }
        CauseKind::PreflightMethodNotAllowed { method, .. } => (
            "MethodNotAllowed",
            method.clone(),
            format!("Method {method} is not allowed by Access-Control-Allow-Methods."),
        ),
        CauseKind::PreflightHeaderNotAllowed { names, .. } => {
            let name = header_names::first(request, names);
            let text = format!("Request header field {name} is not allowed by Access-Control-Allow-Headers.");
            ("HeaderNotAllowed", name, text)
        }
        CauseKind::RedirectModeError { .. } => (
            "RedirectNotAllowed",
            String::new(),
            format!("Not allowed to follow a redirection while loading {}", last_url(evaluation)),
        ),
        CauseKind::RedirectTooMany { limit } => (
            "TooManyRedirections",
            String::new(),
            format!("Load cannot follow more than {limit} redirections"),
        ),
        CauseKind::RedirectLocationHasCredentials { .. } => (
            "RedirectHasCredentials",
            String::new(),
            format!("redirection URL {} has credentials", evaluation.target.as_ref().map(Url::as_str).unwrap_or_default()),
        ),
        CauseKind::RedirectUnsafeScheme { .. } => (
            "RedirectSchemeNotAllowed",
            String::new(),
            "not allowed to follow a cross-origin CORS redirection with non CORS scheme".to_owned(),
        ),
        CauseKind::SchemeNotSupported { .. } => (
            "SchemeNotSupported",
            String::new(),
            "Cross origin requests are only supported for HTTP.".to_owned(),
        ),
        _ => return None,
    };
    Some((error, parameter, reason))
}

fn invalid(list: &str, value: &ByteString) -> String {
    format!("Header Access-Control-Allow-{list} has an invalid value: {}", value.to_isomorphic())
}

/// The last URL, with its fragment.
fn last_url(evaluation: &Evaluation) -> String {
    let mut url = evaluation.urls.last().cloned().unwrap_or_default();
    if let Some(fragment) = &evaluation.fragment {
        url.push('#');
        url.push_str(fragment);
    }
    url
}

fn second_line(request: &Request, evaluation: &Evaluation, text: &mut String) {
    let who = match request.initiator {
        Initiator::Fetch => "Fetch API cannot load ",
        Initiator::Xhr => "XMLHttpRequest cannot load ",
        Initiator::EventSource => "EventSource cannot load ",
        Initiator::Image => "Cannot load image ",
        Initiator::Beacon => {
            let reason = text.clone();
            text.push_str("\nBeacon API cannot load ");
            text.push_str(&last_url(evaluation));
            text.push_str(". ");
            text.push_str(&reason);
            return;
        }
        Initiator::Script => {
            text.push_str("\nCross-origin script load denied by Cross-Origin Resource Sharing policy.");
            return;
        }
        _ => return,
    };
    text.push('\n');
    text.push_str(who);
    if request.initiator == Initiator::Image {
        text.push_str(request.url.as_str());
    } else {
        text.push_str(&last_url(evaluation));
    }
    text.push_str(" due to access control checks.");
}
