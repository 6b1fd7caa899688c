//! What WebKit prints, and our names for it: it has none of its own. The texts were recorded from the browser.

use super::super::template::fill;
use super::header_names;
use crate::fetch::{Cause, CauseKind, ConsoleMessage, Evaluation, Phase, StepId};
use crate::model::{Initiator, Mode, Request};

/// A reason: our name, the text, and its parameter. In the text the first `%` stands for the
/// parameter, the second for the answer's status or the page's origin.
type Reason = (&'static str, &'static str, String);

const FTP: Reason = ("FtpDisabled", "FTP URLs are disabled", String::new());
const NO_CORS_SCHEME: Reason = (
    "RedirectSchemeNotAllowed",
    "not allowed to follow a cross-origin CORS redirection with non CORS scheme",
    String::new(),
);

/// The message for the evaluation's first cause: the reason, and a second line that names the request. (A worker's
/// console gets the reason alone.)
pub(super) fn message(request: &Request, evaluation: &Evaluation) -> Option<ConsoleMessage> {
    let cause = evaluation.causes.first()?;
    let (error, template, parameter) = reason(request, evaluation, cause)?;
    let mut text = String::new();
    if is_denied_redirect(cause) {
        text.push_str("Cross-origin redirection to ");
        text.push_str(&target(evaluation));
        text.push_str(" denied by Cross-Origin Resource Sharing policy: ");
    }
    let leaves = error == "RedirectLeavesOrigin";
    let second = if leaves { request.origin.serialise() } else { status(evaluation, cause) };
    text.push_str(&fill(template, &[&parameter, &second]));
    name_request(request, evaluation, cause, &mut text);
    Some(ConsoleMessage { error: error.to_owned(), parameter, text })
}

fn status(evaluation: &Evaluation, cause: &Cause) -> String {
    evaluation.statuses.get(cause.exchange).copied().unwrap_or_default().to_string()
}

fn reason(request: &Request, evaluation: &Evaluation, cause: &Cause) -> Option<Reason> {
    let (error, template) = match &cause.kind {
        CauseKind::AllowOriginMissing { expected }
        | CauseKind::AllowOriginInvalid { expected, .. }
        | CauseKind::AllowOriginMismatch { expected, .. } => {
            let template = "Origin % is not allowed by Access-Control-Allow-Origin. Status code: %";
            return Some(("OriginNotAllowed", template, expected.clone()));
        }
        CauseKind::AllowOriginMultiple { .. } => {
            ("MultipleOrigins", "Access-Control-Allow-Origin cannot contain more than one origin.")
        }
        CauseKind::AllowOriginWildcardWithCredentials { .. } => (
            "WildcardWithCredentials",
            "Cannot use wildcard in Access-Control-Allow-Origin when credentials flag is true.",
        ),
        CauseKind::AllowCredentialsNotTrue { .. } => (
            "CredentialsNotAllowed",
            "Credentials flag is true, but Access-Control-Allow-Credentials is not \"true\".",
        ),
        CauseKind::PreflightStatusNotOk { .. } | CauseKind::PreflightRedirected { .. } => {
            let template = "Preflight response is not successful. Status code: %";
            return Some(("PreflightNotSuccessful", template, status(evaluation, cause)));
        }
        CauseKind::PreflightAllowMethodsInvalid { value } => {
            let template = "Header Access-Control-Allow-Methods has an invalid value: %";
            return Some(("AllowMethodsInvalid", template, header_names::as_read(value)));
        }
        CauseKind::PreflightAllowHeadersInvalid { value } => {
            let template = "Header Access-Control-Allow-Headers has an invalid value: %";
            return Some(("AllowHeadersInvalid", template, header_names::as_read(value)));
        }
        CauseKind::PreflightMethodNotAllowed { method, .. } => {
            let template = "Method % is not allowed by Access-Control-Allow-Methods.";
            return Some(("MethodNotAllowed", template, method.clone()));
        }
        CauseKind::PreflightHeaderNotAllowed { names, .. } => {
            let template = "Request header field % is not allowed by Access-Control-Allow-Headers.";
            return Some(("HeaderNotAllowed", template, header_names::first(request, names)));
        }
        // Only a preflight's is printed, in the words of the network library.
        CauseKind::Network(network) if cause.phase == Phase::Preflight => {
            return Some(("PreflightFailed", "%", network.text.clone()?));
        }
        CauseKind::NoCorsRedirectMode { .. } => (
            "NoCorsRedirectMode",
            "No-Cors mode requires follow redirect mode\nNot allowed to request resource",
        ),
        CauseKind::SchemeNotSupported { url: Some(_), .. } => return Some(NO_CORS_SCHEME),
        CauseKind::SchemeNotSupported { scheme, .. } if request.mode == Mode::NoCors => {
            return (scheme == "ftp").then_some(FTP);
        }
        CauseKind::SchemeNotSupported { .. } => {
            ("SchemeNotSupported", "Cross origin requests are only supported for HTTP.")
        }
        CauseKind::RedirectModeError { .. } => {
            let url = url(request, evaluation, cause);
            return Some(("RedirectNotAllowed", "Not allowed to follow a redirection while loading %", url));
        }
        CauseKind::RedirectTooMany { .. } => {
            ("TooManyRedirections", "Load cannot follow more than 20 redirections")
        }
        CauseKind::RedirectLocationHasCredentials { .. } => {
            let (_, target) = evaluation.location.as_ref()?;
            let target = target.as_ref()?.as_str().to_owned();
            return Some(("RedirectHasCredentials", "redirection URL % has credentials", target));
        }
        CauseKind::RedirectLocationInvalid { .. } if is_denied_redirect(cause) => {
            // Before the CORS protocol is in force nothing is printed.
            let in_force = |id| matches!(id, StepId::MainCors | StepId::MainPreflight);
            return evaluation.trace.iter().any(|step| in_force(step.id)).then_some(NO_CORS_SCHEME);
        }
        CauseKind::RedirectUnsafeScheme { scheme } => match scheme.as_str() {
            "ftp" => return Some(FTP),
            "blob" | "file" => {
                let template = "Not allowed to load local resource: %";
                return Some(("LocalResource", template, target(evaluation)));
            }
            _ if request.mode == Mode::SameOrigin => return Some(leaves_origin(evaluation)),
            _ => ("RedirectSchemeNotHttp", "Redirection to URL with a scheme that is not HTTP(S)."),
        },
        CauseKind::SameOriginMode { .. } if cause.phase == Phase::Redirect => {
            return Some(leaves_origin(evaluation));
        }
        CauseKind::SameOriginMode { .. } => ("SameOriginMode", ""),
        _ => return None,
    };
    Some((error, template, String::new()))
}

fn leaves_origin(evaluation: &Evaluation) -> Reason {
    let template = "Unsafe attempt to load URL % from origin %. Domains, protocols and ports must match.";
    ("RedirectLeavesOrigin", template, target(evaluation))
}

/// Whether the reason is told as that of a refused redirect.
fn is_denied_redirect(cause: &Cause) -> bool {
    cause.phase == Phase::Redirect
        && match &cause.kind {
            CauseKind::RedirectLocationInvalid { location } => !location.as_bytes().is_empty(),
            CauseKind::AllowOriginMissing { .. }
            | CauseKind::AllowOriginInvalid { .. }
            | CauseKind::AllowOriginMismatch { .. }
            | CauseKind::AllowOriginMultiple { .. }
            | CauseKind::AllowOriginWildcardWithCredentials { .. }
            | CauseKind::AllowCredentialsNotTrue { .. }
            | CauseKind::RedirectLocationHasCredentials { .. }
            | CauseKind::SchemeNotSupported { .. } => true,
            _ => false,
        }
}

/// Where the last redirect leads, as far as it can be read.
fn target(evaluation: &Evaluation) -> String {
    match &evaluation.location {
        Some((_, Some(url))) => with_fragment(url.without_credentials(), evaluation),
        Some((location, None)) => header_names::as_read(location),
        None => String::new(),
    }
}

fn with_fragment(mut url: String, evaluation: &Evaluation) -> String {
    if let Some(fragment) = evaluation.fragment.as_deref().filter(|_| !url.contains('#')) {
        url.push('#');
        url.push_str(fragment);
    }
    url
}

/// The URL that the second line names: that of the hop that failed, or the one that it leads to where the page's process finds out.
fn url(request: &Request, evaluation: &Evaluation, cause: &Cause) -> String {
    let hop = match &cause.kind {
        CauseKind::SameOriginMode { .. } => evaluation.urls.len(),
        CauseKind::RedirectUnsafeScheme { scheme } if scheme == "ftp" => 0,
        CauseKind::RedirectUnsafeScheme { scheme }
            if request.mode == Mode::NoCors && !matches!(scheme.as_str(), "blob" | "file") =>
        {
            return target(evaluation);
        }
        CauseKind::NoCorsRedirectMode { .. } => return request.url.as_str().to_owned(),
        _ => usize::try_from(cause.hop).unwrap_or_default(),
    };
    let url = match request.initiator {
        // An image goes by the URL that the page gave it, without what is not for the network; a beacon by all of it.
        Initiator::Image => return request.url.without_credentials(),
        Initiator::Beacon if hop == 0 => Some(request.url.as_str()),
        _ => evaluation.urls.get(hop).or(evaluation.urls.last()).map(String::as_str),
    };
    with_fragment(url.unwrap_or_default().to_owned(), evaluation)
}

/// The second line.
fn name_request(request: &Request, evaluation: &Evaluation, cause: &Cause, text: &mut String) {
    let reason = text.clone();
    let who = match request.initiator {
        Initiator::Fetch => "Fetch API cannot load ",
        Initiator::Xhr => "XMLHttpRequest cannot load ",
        Initiator::EventSource => "EventSource cannot load ",
        Initiator::Image => "Cannot load image ",
        Initiator::Beacon => "Beacon API cannot load ",
        Initiator::Script => {
            text.push_str("\nCross-origin script load denied by Cross-Origin Resource Sharing policy.");
            return;
        }
        _ => return,
    };
    if !reason.is_empty() {
        text.push('\n');
    }
    text.push_str(who);
    text.push_str(&url(request, evaluation, cause));
    if request.initiator == Initiator::Beacon {
        text.push_str(". ");
        text.push_str(&reason);
    } else if reason.is_empty() {
        text.push('.');
    } else {
        text.push_str(" due to access control checks.");
    }
}
