//! What WebKit prints, and our names for it: it has none of its own. The texts were recorded from the browser.

use super::super::template::fill;
use super::header_names;
use crate::fetch::{Cause, CauseKind, ConsoleMessage, Evaluation, Phase, StepId, Verdict};
use crate::model::{Credentials, Initiator, Mode, Origin, Request, Url, decimal};

/// Our name for a reason, and its text: `%` stands for the parameter, a second one for the answer's status or the page's
/// origin.
type Reason = &'static (&'static str, &'static str);

/// A scheme that is not HTTP(S), as the page's process and the network's say it.
const NOT_HTTP: Reason = &("RedirectSchemeNotHttp", "Redirection to URL with a scheme that is not HTTP(S).");
const NOT_HTTP_TO_NETWORK: Reason =
    &("RedirectSchemeNotHttp", "Redirection to URL with a scheme that is not HTTP(S)");
const FTP: Reason = &("FtpDisabled", "FTP URLs are disabled");
const LEAVES_ORIGIN: Reason = &(
    "RedirectLeavesOrigin",
    "Unsafe attempt to load URL % from origin %. Domains, protocols and ports must match.",
);
const NO_CORS_SCHEME: Reason = &(
    "RedirectSchemeNotAllowed",
    "not allowed to follow a cross-origin CORS redirection with non CORS scheme",
);

/// The message for the evaluation's first cause: the reason, and a second line that names the request. (A worker's
/// console gets the reason alone.)
pub(super) fn message(request: &Request, evaluation: &Evaluation) -> Option<ConsoleMessage> {
    let cause = evaluation.causes.first()?;
    let Some(reason) = reason(request, evaluation, cause) else {
        if request.initiator != Initiator::Beacon {
            return None;
        }
        let parameter = unprinted(cause)?.to_owned();
        let mut text = String::new();
        beacon(request, evaluation, cause, &mut text, &parameter);
        return Some(ConsoleMessage { error: "NetworkFailed".to_owned(), parameter, text });
    };
    let parameter = parameter(request, evaluation, cause);
    let mut text = String::new();
    if is_denied_redirect(cause) {
        text.push_str("Cross-origin redirection to ");
        text.push_str(&target(evaluation));
        text.push_str(" denied by Cross-Origin Resource Sharing policy: ");
    }
    let leaves = reason.0 == LEAVES_ORIGIN.0;
    let second = if leaves { request.origin.serialise() } else { status(evaluation, cause) };
    text.push_str(&fill(reason.1, &[&parameter, &second]));
    name_request(request, evaluation, cause, &mut text);
    Some(ConsoleMessage { error: reason.0.to_owned(), parameter, text })
}

/// What the network says of a failure without a reason of its own: a beacon's console has it all the same.
fn unprinted(cause: &Cause) -> Option<&str> {
    match &cause.kind {
        CauseKind::RedirectLocationInvalid { location } if location.as_bytes().is_empty() => {
            Some("Load request cancelled")
        }
        CauseKind::RedirectLocationInvalid { .. } | CauseKind::RedirectUnsafeScheme { .. } => {
            Some("The URL can’t be shown")
        }
        CauseKind::Network(network) => network.text.as_deref(),
        _ => None,
    }
}

fn reason(request: &Request, evaluation: &Evaluation, cause: &Cause) -> Option<Reason> {
    Some(match &cause.kind {
        CauseKind::AllowOriginMissing { .. }
        | CauseKind::AllowOriginInvalid { .. }
        | CauseKind::AllowOriginMismatch { .. } => {
            &("OriginNotAllowed", "Origin % is not allowed by Access-Control-Allow-Origin. Status code: %")
        }
        CauseKind::AllowOriginMultiple { .. } => {
            &("MultipleOrigins", "Access-Control-Allow-Origin cannot contain more than one origin.")
        }
        CauseKind::AllowOriginWildcardWithCredentials { .. } => &(
            "WildcardWithCredentials",
            "Cannot use wildcard in Access-Control-Allow-Origin when credentials flag is true.",
        ),
        CauseKind::AllowCredentialsNotTrue { .. } => &(
            "CredentialsNotAllowed",
            "Credentials flag is true, but Access-Control-Allow-Credentials is not \"true\".",
        ),
        CauseKind::PreflightStatusNotOk { .. } | CauseKind::PreflightRedirected { .. } => {
            &("PreflightNotSuccessful", "Preflight response is not successful. Status code: %")
        }
        CauseKind::PreflightAllowMethodsInvalid { .. } => {
            &("AllowMethodsInvalid", "Header Access-Control-Allow-Methods has an invalid value: %")
        }
        CauseKind::PreflightAllowHeadersInvalid { .. } => {
            &("AllowHeadersInvalid", "Header Access-Control-Allow-Headers has an invalid value: %")
        }
        CauseKind::PreflightMethodNotAllowed { .. } => {
            &("MethodNotAllowed", "Method % is not allowed by Access-Control-Allow-Methods.")
        }
        CauseKind::PreflightHeaderNotAllowed { .. } => {
            &("HeaderNotAllowed", "Request header field % is not allowed by Access-Control-Allow-Headers.")
        }
        // Only a preflight's is printed, in the words of the network library.
        CauseKind::Network(network) if cause.phase == Phase::Preflight && network.text.is_some() => {
            &("PreflightFailed", "%")
        }
        CauseKind::NoCorsRedirectMode { .. } => &(
            "NoCorsRedirectMode",
            "No-Cors mode requires follow redirect mode\nNot allowed to request resource",
        ),
        CauseKind::SchemeNotSupported { url: Some(_), .. } => NO_CORS_SCHEME,
        CauseKind::SchemeNotSupported { scheme, .. } if request.mode == Mode::NoCors => {
            return (scheme == "ftp").then_some(FTP);
        }
        CauseKind::SchemeNotSupported { .. } => {
            &("SchemeNotSupported", "Cross origin requests are only supported for HTTP.")
        }
        CauseKind::RedirectModeError { .. } => {
            &("RedirectNotAllowed", "Not allowed to follow a redirection while loading %")
        }
        CauseKind::RedirectTooMany { .. } => {
            &("TooManyRedirections", "Load cannot follow more than 20 redirections")
        }
        CauseKind::RedirectLocationHasCredentials { .. } => {
            &("RedirectHasCredentials", "redirection URL % has credentials")
        }
        CauseKind::RedirectLocationInvalid { .. } if is_denied_redirect(cause) => {
            // Before the CORS protocol is in force nothing is printed.
            let in_force = |id| matches!(id, StepId::MainCors | StepId::MainPreflight);
            return evaluation.trace.iter().any(|step| in_force(step.id)).then_some(NO_CORS_SCHEME);
        }
        CauseKind::RedirectUnsafeScheme { scheme } => match scheme.as_str() {
            "ftp" => FTP,
            _ if is_local(scheme) => &("LocalResource", "Not allowed to load local resource: %"),
            _ if request.mode == Mode::SameOrigin => LEAVES_ORIGIN,
            _ if request.initiator == Initiator::Fetch => NOT_HTTP,
            // Elements may follow there, and get nothing.
            "about" => return None,
            _ => NOT_HTTP_TO_NETWORK,
        },
        CauseKind::SameOriginMode { .. } if cause.phase == Phase::Redirect => LEAVES_ORIGIN,
        CauseKind::SameOriginMode { .. } => &("SameOriginMode", ""),
        _ => return None,
    })
}

fn parameter(request: &Request, evaluation: &Evaluation, cause: &Cause) -> String {
    match &cause.kind {
        CauseKind::AllowOriginMissing { expected: text }
        | CauseKind::AllowOriginInvalid { expected: text, .. }
        | CauseKind::AllowOriginMismatch { expected: text, .. }
        | CauseKind::PreflightMethodNotAllowed { method: text, .. } => text.clone(),
        CauseKind::PreflightStatusNotOk { .. } | CauseKind::PreflightRedirected { .. } => {
            status(evaluation, cause)
        }
        CauseKind::PreflightAllowMethodsInvalid { value }
        | CauseKind::PreflightAllowHeadersInvalid { value } => header_names::as_read(value),
        CauseKind::PreflightHeaderNotAllowed { names, .. } => header_names::first(request, names),
        CauseKind::Network(network) => network.text.clone().unwrap_or_default(),
        CauseKind::RedirectModeError { .. } => url(request, evaluation, cause),
        CauseKind::RedirectLocationHasCredentials { .. } => evaluation.target.clone(),
        CauseKind::RedirectUnsafeScheme { .. } | CauseKind::SameOriginMode { .. } => target(evaluation),
        _ => String::new(),
    }
}

fn status(evaluation: &Evaluation, cause: &Cause) -> String {
    decimal(evaluation.statuses.get(cause.exchange).copied().unwrap_or_default().into())
}

/// Whether the reason is told as that of a refused redirect.
fn is_denied_redirect(cause: &Cause) -> bool {
    cause.phase == Phase::Redirect
        && match &cause.kind {
            CauseKind::RedirectLocationInvalid { location } => !location.as_bytes().is_empty(),
            CauseKind::SameOriginMode { .. } => false,
            kind => kind.verdict() == Verdict::Blocked,
        }
}

fn is_local(scheme: &str) -> bool {
    matches!(scheme, "blob" | "file")
}

/// Where the last redirect leads, as far as it can be read.
fn target(evaluation: &Evaluation) -> String {
    match Url::parse(&evaluation.target) {
        Some(url) => with_fragment(url.without_credentials(), evaluation.fragment.as_deref()),
        None => evaluation.target.clone(),
    }
}

fn with_fragment(mut url: String, fragment: Option<&str>) -> String {
    if let Some(fragment) = fragment.filter(|_| !url.contains('#')) {
        url.push('#');
        url.push_str(fragment);
    }
    url
}

/// The URL that the second line names: that of the hop that failed, or the one that it leads to where the page's process finds out.
fn url(request: &Request, evaluation: &Evaluation, cause: &Cause) -> String {
    let hop = match &cause.kind {
        CauseKind::SameOriginMode { .. } => evaluation.urls.len(),
        CauseKind::RedirectUnsafeScheme { scheme } if scheme == "ftp" => began(request, evaluation),
        CauseKind::RedirectUnsafeScheme { scheme }
            if request.mode == Mode::NoCors && !request.initiator.is_element() && !is_local(scheme) =>
        {
            return target(evaluation);
        }
        CauseKind::NoCorsRedirectMode { .. } => return request.url.as_str().to_owned(),
        _ => usize::try_from(cause.hop).unwrap_or_default(),
    };
    // User name and password are told of the URL that the page gave, and where the network's process gives up.
    let whole = hop == 0 || matches!(cause.kind, CauseKind::RedirectTooMany { .. } | CauseKind::Network(_));
    let url = match request.initiator {
        // An image goes by the URL that the page gave it, without what is not for the network; a beacon by all of it, until
        // the network has an answer that leads on.
        Initiator::Image => return request.url.without_credentials(),
        Initiator::Beacon if hop == 0 && cause.phase != Phase::Redirect => request.url.as_str(),
        _ => evaluation.urls.get(hop).or(evaluation.urls.last()).map_or("", String::as_str),
    };
    let anonymous = Url::parse(url).filter(|_| !whole).map(|url| url.without_credentials());
    // What is found after the next preflight is told without the fragment that the redirect brought.
    let followed = evaluation.urls.len() > hop.max(usize::try_from(cause.hop).unwrap_or_default()) + 1;
    let brought = followed && evaluation.target.contains('#');
    let fragment = if brought { &request.fragment } else { &evaluation.fragment };
    with_fragment(anonymous.unwrap_or_else(|| url.to_owned()), fragment.as_deref())
}

/// The hop with which the load began that failed. With credentials mode `same-origin` the first redirect that leaves home
/// begins another one, which has none.
fn began(request: &Request, evaluation: &Evaluation) -> usize {
    let is_home =
        |url: &String| Url::parse(url).is_some_and(|url| request.origin.same_origin(&Origin::of(&url)));
    // A request that began elsewhere has left none.
    let left = evaluation.urls.iter().position(|url| !is_home(url)).unwrap_or_default();
    if request.credentials == Credentials::SameOrigin { left } else { 0 }
}

/// The second line.
fn name_request(request: &Request, evaluation: &Evaluation, cause: &Cause, text: &mut String) {
    let who = match request.initiator {
        Initiator::Fetch => "Fetch API cannot load ",
        Initiator::Xhr => "XMLHttpRequest cannot load ",
        Initiator::EventSource => "EventSource cannot load ",
        Initiator::Image => "Cannot load image ",
        Initiator::Beacon => {
            let description = match &cause.kind {
                CauseKind::RedirectUnsafeScheme { scheme } if is_local(scheme) => {
                    "Redirect was not allowed".to_owned()
                }
                _ => text.clone(),
            };
            text.push('\n');
            beacon(request, evaluation, cause, text, &description);
            return;
        }
        Initiator::Script => {
            text.push_str("\nCross-origin script load denied by Cross-Origin Resource Sharing policy.");
            return;
        }
        _ => return,
    };
    let alone = text.is_empty();
    if !alone {
        text.push('\n');
    }
    text.push_str(who);
    text.push_str(&url(request, evaluation, cause));
    text.push_str(if alone { "." } else { " due to access control checks." });
}

/// A beacon's second line repeats what is wrong.
fn beacon(request: &Request, evaluation: &Evaluation, cause: &Cause, text: &mut String, description: &str) {
    text.push_str("Beacon API cannot load ");
    text.push_str(&url(request, evaluation, cause));
    text.push_str(". ");
    text.push_str(description);
}
