//! What WebKit prints, and our names for it: it has none of its own. The texts were recorded from the browser.

use super::header_names;
use crate::fetch::{Cause, CauseKind, ConsoleMessage, Evaluation, Phase, Verdict};
use crate::model::{ByteString, Initiator, Mode, Origin, Request, Url};

const FTP: &str = "FTP URLs are disabled";
const NO_CORS_SCHEME: &str = "not allowed to follow a cross-origin CORS redirection with non CORS scheme";

/// The message for the evaluation's first cause: the reason, and a second line that names the request. (A worker's
/// console gets the reason alone.)
pub(super) fn message(request: &Request, evaluation: &Evaluation) -> Option<ConsoleMessage> {
    let cause = evaluation.causes.first()?;
    let url = url(request, evaluation, cause);
    if cause.phase == Phase::Request && matches!(cause.kind, CauseKind::SameOriginMode { .. }) {
        return Some(ConsoleMessage {
            error: "SameOriginMode".to_owned(),
            parameter: String::new(),
            text: ["Fetch API cannot load ", &url, "."].concat(),
        });
    }
    let (error, parameter, mut text) = reason(request, evaluation, cause, &url)?;
    if is_denied_redirect(cause) {
        let target = match &evaluation.location {
            Some((_, Some(url))) => with_fragment(url.without_credentials(), evaluation),
            Some((location, None)) => header_names::as_read(location),
            None => String::new(),
        };
        text = [
            "Cross-origin redirection to ",
            &target,
            " denied by Cross-Origin Resource Sharing policy: ",
            &text,
        ]
        .concat();
    }
    name_request(request, &url, &mut text);
    Some(ConsoleMessage { error: error.to_owned(), parameter, text })
}

/// Whether the reason is told as that of a refused redirect.
fn is_denied_redirect(cause: &Cause) -> bool {
    cause.phase == Phase::Redirect
        && match cause.kind {
            CauseKind::SameOriginMode { .. } => false,
            CauseKind::RedirectLocationInvalid { .. } => true,
            _ => cause.kind.verdict() == Verdict::Blocked,
        }
}

/// Whether the page's process finds out, which has gone on to the target by then.
fn is_printed_as_target(scheme: &str, mode: Mode) -> bool {
    mode == Mode::NoCors && !matches!(scheme, "ftp" | "blob" | "file")
}

/// The URL of the hop that failed, or of the one that it must not go to.
fn url(request: &Request, evaluation: &Evaluation, cause: &Cause) -> String {
    let hop = match &cause.kind {
        CauseKind::SameOriginMode { .. } if cause.phase == Phase::Redirect => cause.hop + 1,
        CauseKind::RedirectUnsafeScheme { scheme } if scheme == "ftp" => 0,
        CauseKind::NoCorsRedirectMode { .. } => return request.url.as_str().to_owned(),
        CauseKind::RedirectUnsafeScheme { scheme } if is_printed_as_target(scheme, request.mode) => {
            let target = evaluation.location.as_ref().and_then(|(_, target)| target.as_ref());
            return target.map(|url| url.as_str().to_owned()).unwrap_or_default();
        }
        _ => cause.hop,
    };
    // A beacon goes by what the page gave it, with its user name and password.
    if request.initiator == Initiator::Beacon && hop == 0 {
        return with_fragment(request.url.as_str().to_owned(), evaluation);
    }
    let url = usize::try_from(hop).ok().and_then(|hop| evaluation.urls.get(hop));
    with_fragment(url.or(evaluation.urls.last()).cloned().unwrap_or_default(), evaluation)
}

fn with_fragment(mut url: String, evaluation: &Evaluation) -> String {
    if let Some(fragment) = evaluation.fragment.as_deref().filter(|_| !url.contains('#')) {
        url.push('#');
        url.push_str(fragment);
    }
    url
}

/// Our name, its parameter, and the reason.
fn reason(
    request: &Request,
    evaluation: &Evaluation,
    cause: &Cause,
    url: &str,
) -> Option<(&'static str, String, String)> {
    let target = evaluation.location.as_ref().and_then(|(_, target)| target.as_ref());
    let named = |error, text: &str| (error, String::new(), text.to_owned());
    let with_status = |text: &str| {
        let status = evaluation.statuses.get(cause.exchange).copied().unwrap_or_default();
        [text, " Status code: ", &status.to_string()].concat()
    };
    Some(match &cause.kind {
        CauseKind::AllowOriginMissing { expected }
        | CauseKind::AllowOriginInvalid { expected, .. }
        | CauseKind::AllowOriginMismatch { expected, .. } => {
            let text = ["Origin ", expected, " is not allowed by Access-Control-Allow-Origin."].concat();
            ("OriginNotAllowed", expected.clone(), with_status(&text))
        }
        CauseKind::AllowOriginMultiple { .. } => {
            named("MultipleOrigins", "Access-Control-Allow-Origin cannot contain more than one origin.")
        }
        CauseKind::AllowOriginWildcardWithCredentials { .. } => named(
            "WildcardWithCredentials",
            "Cannot use wildcard in Access-Control-Allow-Origin when credentials flag is true.",
        ),
        CauseKind::AllowCredentialsNotTrue { .. } => named(
            "CredentialsNotAllowed",
            "Credentials flag is true, but Access-Control-Allow-Credentials is not \"true\".",
        ),
        CauseKind::PreflightStatusNotOk { .. } | CauseKind::PreflightRedirected { .. } => {
            named("PreflightNotSuccessful", &with_status("Preflight response is not successful."))
        }
        CauseKind::PreflightAllowMethodsInvalid { value } => invalid("Methods", value),
        CauseKind::PreflightAllowHeadersInvalid { value } => invalid("Headers", value),
        CauseKind::PreflightMethodNotAllowed { method, .. } => {
            let text = ["Method ", method, " is not allowed by Access-Control-Allow-Methods."].concat();
            ("MethodNotAllowed", method.clone(), text)
        }
        CauseKind::PreflightHeaderNotAllowed { names, .. } => {
            let name = header_names::first(request, names);
            let text =
                ["Request header field ", &name, " is not allowed by Access-Control-Allow-Headers."].concat();
            ("HeaderNotAllowed", name, text)
        }
        // Only a preflight's is printed, in the words of the network library.
        CauseKind::Network(network) if cause.phase == Phase::Preflight => {
            named("PreflightFailed", network.text.as_deref()?)
        }
        CauseKind::SchemeNotSupported { url: None, scheme } if request.mode == Mode::NoCors => {
            if scheme != "ftp" {
                return None;
            }
            named("FtpDisabled", FTP)
        }
        CauseKind::SchemeNotSupported { url: None, .. } => {
            named("SchemeNotSupported", "Cross origin requests are only supported for HTTP.")
        }
        CauseKind::NoCorsRedirectMode { .. } => named(
            "NoCorsRedirectMode",
            "No-Cors mode requires follow redirect mode\nNot allowed to request resource",
        ),
        CauseKind::RedirectModeError { .. } => {
            named("RedirectNotAllowed", &["Not allowed to follow a redirection while loading ", url].concat())
        }
        CauseKind::RedirectTooMany { .. } => {
            named("TooManyRedirections", "Load cannot follow more than 20 redirections")
        }
        CauseKind::RedirectLocationHasCredentials { .. } => named(
            "RedirectHasCredentials",
            &["redirection URL ", target?.as_str(), " has credentials"].concat(),
        ),
        CauseKind::SchemeNotSupported { .. } => named("RedirectSchemeNotAllowed", NO_CORS_SCHEME),
        // Before the CORS protocol is in force nothing is printed.
        CauseKind::RedirectLocationInvalid { location }
            if !location.as_bytes().is_empty() && is_cross_origin(request, evaluation) =>
        {
            named("RedirectSchemeNotAllowed", NO_CORS_SCHEME)
        }
        CauseKind::RedirectUnsafeScheme { scheme } => match scheme.as_str() {
            "ftp" => named("FtpDisabled", FTP),
            "blob" | "file" => {
                named("LocalResource", &["Not allowed to load local resource: ", target?.as_str()].concat())
            }
            _ if request.mode == Mode::SameOrigin => leaves_origin(request, target?),
            _ => named("RedirectSchemeNotHttp", "Redirection to URL with a scheme that is not HTTP(S)."),
        },
        CauseKind::SameOriginMode { .. } => leaves_origin(request, target?),
        _ => return None,
    })
}

fn invalid(list: &str, value: &ByteString) -> (&'static str, String, String) {
    let error = if list == "Methods" { "AllowMethodsInvalid" } else { "AllowHeadersInvalid" };
    let value = header_names::as_read(value);
    (error, String::new(), ["Header Access-Control-Allow-", list, " has an invalid value: ", &value].concat())
}

fn leaves_origin(request: &Request, target: &Url) -> (&'static str, String, String) {
    let (target, origin) = (target.without_credentials(), request.origin.serialise());
    let text = [
        "Unsafe attempt to load URL ",
        &target,
        " from origin ",
        &origin,
        ". Domains, protocols and ports must match.",
    ];
    ("RedirectLeavesOrigin", target.clone(), text.concat())
}

/// Whether the CORS protocol was in force at some hop.
fn is_cross_origin(request: &Request, evaluation: &Evaluation) -> bool {
    let leaves =
        |url: &String| Url::parse(url).is_some_and(|url| !request.origin.same_origin(&Origin::of(&url)));
    request.mode == Mode::Cors && evaluation.urls.iter().any(leaves)
}

/// The second line.
fn name_request(request: &Request, url: &str, text: &mut String) {
    let who = match request.initiator {
        Initiator::Fetch => "Fetch API cannot load ",
        Initiator::Xhr => "XMLHttpRequest cannot load ",
        Initiator::EventSource => "EventSource cannot load ",
        Initiator::Image => "Cannot load image ",
        Initiator::Beacon => {
            *text = [text, "\nBeacon API cannot load ", url, ". ", text].concat();
            return;
        }
        Initiator::Script => {
            text.push_str("\nCross-origin script load denied by Cross-Origin Resource Sharing policy.");
            return;
        }
        _ => return,
    };
    // An image goes by the URL that the page gave it, without what is not for the network.
    let image = request.url.without_credentials();
    let url = if request.initiator == Initiator::Image { &image } else { url };
    *text = [text, "\n", who, url, " due to access control checks."].concat();
}
