//! What Chromium names and prints. The texts were recorded from the browser.

use super::super::template::fill;
use crate::fetch::{Cause, CauseKind, ConsoleMessage, Evaluation, Phase};
use crate::model::{ByteString, Initiator, NetworkError, Request, host};

const CREDENTIALS_HINT: &str = " The credentials mode of requests initiated by the XMLHttpRequest is controlled by the withCredentials attribute.";
const VALID_VALUE_HINT: &str = " Have the server send the header with a valid value.";
const SCHEMES: &str = "chrome, chrome-experimental-site-token-provider, chrome-extension, chrome-untrusted, data, \
                       http, https, isolated-app";
const CANNOT_PARSE: &str = "Cannot parse Access-Control-Allow-% response header field in preflight response.";

/// The message for the evaluation's first cause.
pub(super) fn message(request: &Request, evaluation: &Evaluation) -> Option<ConsoleMessage> {
    let cause = evaluation.causes.first()?;
    if let Some(error) = unprinted(request, evaluation) {
        return Some(ConsoleMessage { error, parameter: String::new(), text: String::new() });
    }
    let error = error_name(request, cause)?;
    let parameter = parameter(request, cause).unwrap_or_default();
    let text = own_sentence(request, evaluation, &cause.kind)
        .filter(|_| cause.phase == Phase::Request)
        .unwrap_or_else(|| {
            let prefix = prefix(request, evaluation);
            let preflight = if speaks_of_access_check(cause) {
                "Response to preflight request doesn't pass access control check: "
            } else {
                ""
            };
            [prefix.as_str(), preflight, &reason(request, cause)].concat()
        });
    // The protocol decodes the parameter as UTF-8 and gives nothing where it isn't.
    let parameter = std::str::from_utf8(parameter.as_bytes()).unwrap_or_default().to_owned();
    Some(ConsoleMessage { error, parameter, text })
}

/// What ends a preflight that goes out although the page has refused the redirect: of Local Network Access the protocol still
/// tells, the console of nothing (seen).
fn unprinted(request: &Request, evaluation: &Evaluation) -> Option<String> {
    let [refused, end, ..] = evaluation.causes.as_slice() else { return None };
    let is_late = matches!(refused.kind, CauseKind::RedirectEmbeddedCredentials { .. });
    let is_network = matches!(end.kind, CauseKind::Network(_)) && end.phase == Phase::Preflight;
    (is_late && is_network).then(|| error_name(request, end)).flatten()
}

/// The name in the browser's protocol (`corsErrorStatus.corsError`).
fn error_name(request: &Request, cause: &Cause) -> Option<String> {
    let name = match &cause.kind {
        CauseKind::SameOriginMode { .. } if cause.phase == Phase::Request => "DisallowedByMode",
        CauseKind::NoCorsRedirectMode { .. } => "NoCorsRedirectModeNotFollow",
        CauseKind::SchemeNotSupported { .. } => "CorsDisabledScheme",
        CauseKind::AllowOriginMissing { .. } => "MissingAllowOriginHeader",
        CauseKind::AllowOriginMultiple { .. } => "MultipleAllowOriginValues",
        CauseKind::AllowOriginInvalid { .. } => "InvalidAllowOriginValue",
        CauseKind::AllowOriginMismatch { .. } => "AllowOriginMismatch",
        CauseKind::AllowOriginWildcardWithCredentials { .. } => "WildcardOriginNotAllowed",
        CauseKind::AllowCredentialsNotTrue { .. } => "InvalidAllowCredentials",
        CauseKind::PreflightRedirected { .. } => "PreflightDisallowedRedirect",
        CauseKind::PreflightStatusNotOk { .. } => "PreflightInvalidStatus",
        CauseKind::PreflightAllowMethodsInvalid { .. } => "InvalidAllowMethodsPreflightResponse",
        CauseKind::PreflightAllowHeadersInvalid { .. } => "InvalidAllowHeadersPreflightResponse",
        CauseKind::PreflightMethodNotAllowed { .. } => "MethodDisallowedByPreflightResponse",
        CauseKind::PreflightHeaderNotAllowed { .. } => "HeaderDisallowedByPreflightResponse",
        CauseKind::RedirectLocationHasCredentials { .. } => "RedirectContainsCredentials",
        CauseKind::Network(network) if network.error == NetworkError::LocalNetworkAccess => {
            local_network_access(request, cause.phase).0
        }
        _ => return None,
    };
    let check = is_access_check(&cause.kind) && cause.phase == Phase::Preflight;
    Some(if check { ["Preflight", name].concat() } else { name.to_owned() })
}

fn is_access_check(kind: &CauseKind) -> bool {
    matches!(
        kind,
        CauseKind::AllowOriginMissing { .. }
            | CauseKind::AllowOriginMultiple { .. }
            | CauseKind::AllowOriginInvalid { .. }
            | CauseKind::AllowOriginMismatch { .. }
            | CauseKind::AllowOriginWildcardWithCredentials { .. }
            | CauseKind::AllowCredentialsNotTrue { .. }
    )
}

fn speaks_of_access_check(cause: &Cause) -> bool {
    cause.phase == Phase::Preflight
        && (is_access_check(&cause.kind)
            || matches!(
                cause.kind,
                CauseKind::PreflightStatusNotOk { .. } | CauseKind::PreflightRedirected { .. }
            ))
}

/// `failedParameter`, as bytes.
fn parameter(request: &Request, cause: &Cause) -> Option<ByteString> {
    match &cause.kind {
        CauseKind::AllowOriginMultiple { value, .. }
        | CauseKind::AllowOriginInvalid { value, .. }
        | CauseKind::AllowOriginMismatch { value, .. } => Some(value.clone()),
        CauseKind::AllowCredentialsNotTrue { value } => value.clone(),
        CauseKind::PreflightMethodNotAllowed { method, .. } => Some(method.as_str().into()),
        // Any of the missing ones may be named; the order is that of a hash map in the browser.
        CauseKind::PreflightHeaderNotAllowed { names, .. } => names.first().map(|name| name.as_str().into()),
        // Named where the fetch API raises the error itself.
        CauseKind::SchemeNotSupported { scheme, .. }
            if request.initiator == Initiator::Fetch && cause.phase == Phase::Request =>
        {
            Some(scheme.as_str().into())
        }
        _ => None,
    }
}

/// The console prints controls and bytes from 0x80 on as escapes.
fn printed(value: &ByteString) -> String {
    value
        .as_bytes()
        .iter()
        .map(
            |&byte| {
                if matches!(byte, 0x20..0x7F) {
                    char::from(byte).to_string()
                } else {
                    format!("\\u{byte:04X}")
                }
            },
        )
        .collect()
}

fn kind_of_request(initiator: Initiator) -> &'static str {
    match initiator {
        Initiator::Fetch => "fetch",
        Initiator::Xhr => "XMLHttpRequest",
        Initiator::Script | Initiator::Module | Initiator::Worker => "script",
        Initiator::Image => "image",
        Initiator::Stylesheet => "CSS stylesheet",
        Initiator::Font => "font",
        Initiator::Media => "video",
        Initiator::Preload => "link element resource",
        Initiator::EventSource | Initiator::Beacon => "resource",
    }
}

fn prefix(request: &Request, evaluation: &Evaluation) -> String {
    let first = first_url(request);
    // A redirect that leads to a scheme the browser has no CORS for is the last URL, though nothing goes there.
    let refused = evaluation.causes.first().and_then(|cause| match &cause.kind {
        CauseKind::SchemeNotSupported { url, .. } => url.as_deref(),
        _ => None,
    });
    let last = match refused.or(evaluation.urls.last().map(String::as_str)) {
        None => first.clone(),
        // The first hop's URL is printed like the first.
        Some(_) if evaluation.urls.len() == 1 && refused.is_none() => first.clone(),
        Some(url) if url.contains('#') => url.to_owned(),
        Some(url) => with_fragment(url, evaluation.fragment.as_deref()),
    };
    let redirected = if first == last { String::new() } else { fill("(redirected from '%') ", &[&first]) };
    let arguments = [kind_of_request(request.initiator), &last, &redirected, &request.origin.serialise()];
    fill("Access to % at '%' %from origin '%' has been blocked by CORS policy: ", &arguments)
}

/// The URL the page asked for. An element with `crossorigin` takes user name and password off before it asks (seen).
fn first_url(request: &Request) -> String {
    let fragment = request.fragment.as_deref();
    if request.initiator.is_element() {
        with_fragment(&request.url.without_credentials(), fragment)
    } else {
        with_fragment(request.url.as_str(), fragment)
    }
}

fn with_fragment(url: &str, fragment: Option<&str>) -> String {
    fragment.map_or_else(|| url.to_owned(), |fragment| [url, "#", fragment].concat())
}

fn reason(request: &Request, cause: &Cause) -> String {
    let xhr = request.initiator == Initiator::Xhr;
    let credentials = if xhr { CREDENTIALS_HINT } else { "" };
    let valid = if request.initiator == Initiator::Fetch { VALID_VALUE_HINT } else { "" };
    let none = String::new;
    let (template, argument, hint) = match &cause.kind {
        CauseKind::SameOriginMode { .. } => {
            ("Cross origin requests are not allowed by request mode.", none(), "")
        }
        CauseKind::AllowOriginWildcardWithCredentials { .. } => (
            "The value of the 'Access-Control-Allow-Origin' header in the response must not be the wildcard '*' when \
             the request's credentials mode is 'include'.%%",
            none(),
            credentials,
        ),
        CauseKind::AllowOriginMissing { .. } => {
            ("No 'Access-Control-Allow-Origin' header is present on the requested resource.", none(), "")
        }
        CauseKind::AllowOriginMultiple { value, .. } => (
            "The 'Access-Control-Allow-Origin' header contains multiple values '%', but only one is allowed.%",
            printed(value),
            valid,
        ),
        CauseKind::AllowOriginInvalid { value, .. } => (
            "The 'Access-Control-Allow-Origin' header contains the invalid value '%'.%",
            printed(value),
            valid,
        ),
        CauseKind::AllowOriginMismatch { value, .. } => (
            "The 'Access-Control-Allow-Origin' header has a value '%' that is not equal to the supplied origin.%",
            printed(value),
            valid,
        ),
        CauseKind::AllowCredentialsNotTrue { value } => (
            "The value of the 'Access-Control-Allow-Credentials' header in the response is '%' which must be 'true' \
             when the request's credentials mode is 'include'.%",
            printed(&value.clone().unwrap_or_default()),
            credentials,
        ),
        CauseKind::SchemeNotSupported { .. } => {
            ("Cross origin requests are only supported for protocol schemes: %.", SCHEMES.to_owned(), "")
        }
        CauseKind::PreflightStatusNotOk { .. } => ("It does not have HTTP ok status.", none(), ""),
        CauseKind::PreflightRedirected { .. } => {
            ("Redirect is not allowed for a preflight request.", none(), "")
        }
        CauseKind::PreflightAllowMethodsInvalid { .. } => (CANNOT_PARSE, "Methods".to_owned(), ""),
        CauseKind::PreflightAllowHeadersInvalid { .. } => (CANNOT_PARSE, "Headers".to_owned(), ""),
        CauseKind::PreflightMethodNotAllowed { method, .. } => (
            "Method % is not allowed by Access-Control-Allow-Methods in preflight response.",
            method.clone(),
            "",
        ),
        CauseKind::PreflightHeaderNotAllowed { names, .. } => (
            "Request header field % is not allowed by Access-Control-Allow-Headers in preflight response.",
            names.first().cloned().unwrap_or_default(),
            "",
        ),
        // The browser leaves the parameter empty (seen).
        CauseKind::RedirectLocationHasCredentials { .. } => (
            "Redirect location '' contains a username and password, which is disallowed for cross-origin requests.",
            none(),
            "",
        ),
        CauseKind::Network(_) => return local_network_access(request, cause.phase).1,
        _ => return none(),
    };
    fill(template, &[&argument, hint])
}

/// What the fetch API prints itself, before the network service is asked.
fn own_sentence(request: &Request, evaluation: &Evaluation, kind: &CauseKind) -> Option<String> {
    if request.initiator != Initiator::Fetch {
        return None;
    }
    let url = evaluation.urls.last().map_or(request.url.as_str(), String::as_str);
    let url = with_fragment(url, evaluation.fragment.as_deref());
    let sentence = match kind {
        CauseKind::SameOriginMode { origin, .. } => fill(
            "Request mode is \"same-origin\" but the URL's origin is not same as the request origin %.",
            &[origin],
        ),
        CauseKind::SchemeNotSupported { scheme, .. } => fill("URL scheme \"%\" is not supported.", &[scheme]),
        CauseKind::NoCorsRedirectMode { .. } => {
            "Request mode is \"no-cors\" but the redirect mode is not \"follow\".".to_owned()
        }
        _ => return None,
    };
    Some(fill("Fetch API cannot load %. %", &[&url, &sentence]))
}

/// Which of its three names Local Network Access gets, and its sentence. What address a name stands for is not known
/// here: only a private address written out is taken for `local`, everything else for `loopback`.
fn local_network_access(request: &Request, phase: Phase) -> (&'static str, String) {
    let private = |ip: std::net::Ipv4Addr| ip.is_private() || ip.is_link_local();
    let host = request.url.host().unwrap_or_default();
    let local = (host.starts_with('[') && host != "[::1]") || host::ipv4(host).is_some_and(private);
    let space = if local { "local" } else { "loopback" };
    // A preflight is made without what the page expects (seen).
    let asked = phase != Phase::Preflight;
    let is_wrong = |target: &&str| asked && *target != "unknown" && *target != space;
    let expected = request.target_address_space.as_deref().filter(is_wrong);
    if let Some(target) = expected {
        let sentence = fill(
            "Request had a target IP address space of `%` yet the resource is in address space `%`.",
            &[target, space],
        );
        ("InvalidLocalNetworkAccess", sentence)
    } else if request.origin.is_trustworthy() {
        let sentence =
            fill("Permission was denied for this request to access the `%` address space.", &[space]);
        ("LocalNetworkAccessPermissionDenied", sentence)
    } else {
        let sentence = fill(
            "The request client is not a secure context and the resource is in more-private address space `%`.",
            &[space],
        );
        ("InsecureLocalNetwork", sentence)
    }
}
