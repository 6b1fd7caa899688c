//! What Firefox names and prints. The texts were recorded from the browser; the names are the keys of its texts, and its
//! console service gives them with their digits.
//!
//! Its CORS code listens to a network channel, and there are up to two of them: the preflight's and the request's own.
//! Each prints why its check failed, and each prints that the request did not succeed when it ends without an answer,
//! as the request's own does after every failed preflight. So one failure has up to three lines.

use super::super::template::fill;
use super::schemes::refused_verb;
use crate::fetch::{Cause, CauseKind, ConsoleMessage, Evaluation, Evidence, Outcome, Phase, StepId};
use crate::model::{
    ByteString, Initiator, Mode, Origin, RedirectMode, Request, Url, decimal, is_token, text,
};

/// The key of a text, and the text: `%` stands for the parameter.
type Reason = &'static (&'static str, &'static str);

const DID_NOT_SUCCEED: Reason =
    &("CORSDidNotSucceed2", "CORS request did not succeed). Status code: (null).");
const MISMATCH: Reason =
    &("CORSAllowOriginNotMatchingOrigin", "CORS header ‘Access-Control-Allow-Origin’ does not match ‘%’).");
const NOT_HTTP: Reason = &("CORSRequestNotHttp", "CORS request not http).");
const WILDCARD: Reason = &(
    "CORSNotSupportingCredentials",
    "Credential is not supported if the CORS header ‘Access-Control-Allow-Origin’ is ‘*’).",
);
const PREFLIGHT_STATUS: Reason =
    &("CORSPreflightDidNotSucceed3", "CORS preflight response did not succeed). Status code: %.");
const EXTERNAL_REDIRECT: Reason =
    &("CORSExternalRedirectNotAllowed", "CORS request external redirect not allowed).");
const BLOCKED: &str = "Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at %. (Reason: ";
const WARNING: &str = "Cross-Origin Request Warning: The Same Origin Policy will disallow reading the remote \
                       resource at % soon. (Reason: When the `Access-Control-Allow-Headers` is `*`, the \
                       `Authorization` header is not covered. To include the `Authorization` header, it must be \
                       explicitly listed in CORS header `Access-Control-Allow-Headers`).";

/// All that is printed for a call.
pub(super) fn message(request: &Request, evaluation: &Evaluation) -> Option<ConsoleMessage> {
    let mut lines = Lines { first: None, text: String::new() };
    let mut fragment = request.fragment.clone();
    for step in &evaluation.trace {
        if step.id == StepId::RedirectFollow
            && let Evidence::Text(target) = &step.evidence
            && let Some((_, brought)) = text::split_at(target, "#")
        {
            fragment = Some(brought.to_owned());
        }
        // `*` was taken for `Authorization`.
        if (step.id, step.outcome) == (StepId::PreflightAuthorization, Outcome::Info) {
            let mut url = evaluation.urls.get(step.hop as usize).cloned().unwrap_or_default();
            add_fragment(&mut url, &fragment);
            // Each header that script set counts as one, though they are sent as one; `XMLHttpRequest` joins them first.
            let set = if request.initiator == Initiator::Xhr { 1 } else { usize::MAX };
            for _ in request.headers.lines("authorization").take(set) {
                lines.push(&fill(WARNING, &[&url]));
            }
        }
    }
    if let Some(cause) = evaluation.causes.first() {
        failure(&mut lines, request, evaluation, cause);
    }
    let warned = !lines.text.is_empty();
    let (error, parameter) =
        lines.first.or_else(|| warned.then(|| ("CORSAllowHeaderFromPreflightDeprecation", String::new())))?;
    Some(ConsoleMessage { error: error.to_owned(), parameter, text: lines.text })
}

struct Lines {
    /// Key and parameter of the first failure.
    first: Option<(&'static str, String)>,
    text: String,
}

impl Lines {
    fn push(&mut self, line: &str) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text.push_str(line);
    }

    /// The page is told by its origin: its whole URL, which the browser prints, is not known here.
    fn security_error(&mut self, from: &str, verb: &str, url: &str) {
        self.push(&fill("Security Error: Content at % may not % %.", &[from, verb, url]));
        self.first.get_or_insert(("SOP", String::new()));
    }

    fn blocked(&mut self, url: &str, reason: Reason, parameter: String) {
        // One text has the URL in quotes.
        let quoted = ["‘", url, "’"].concat();
        let mut line = fill(BLOCKED, &[if reason.0 == WILDCARD.0 { &quoted } else { url }]);
        line.push_str(&fill(reason.1, &[&parameter]));
        self.push(&line);
        self.first.get_or_insert((reason.0, parameter));
    }
}

fn failure(lines: &mut Lines, request: &Request, evaluation: &Evaluation, cause: &Cause) {
    let status = || decimal(evaluation.statuses.get(cause.exchange).copied().unwrap_or_default().into());
    let mut url = evaluation.urls.last().cloned().unwrap_or_default();
    add_fragment(&mut url, &evaluation.fragment);
    let page = request.origin.serialise();
    match (&cause.kind, cause.phase) {
        (CauseKind::SameOriginMode { .. }, _) if !url.starts_with("javascript:") => {
            lines.security_error(&page, "load data from", &url);
        }
        (CauseKind::SchemeNotSupported { .. }, _) => match Url::parse(&url).as_ref().and_then(refused_verb) {
            Some(verb) => lines.security_error(&page, verb, &url),
            None if request.mode == Mode::Cors => lines.blocked(&url, NOT_HTTP, String::new()),
            None => {}
        },
        // `XMLHttpRequest` doesn't pass it on.
        (CauseKind::RedirectUnsafeScheme { .. }, _)
            if request.mode == Mode::Cors && request.initiator != Initiator::Xhr =>
        {
            let mut target = evaluation.target.clone();
            if !target.contains('#') {
                add_fragment(&mut target, &evaluation.fragment);
            }
            if let Some(verb) = Url::parse(&target).as_ref().and_then(refused_verb) {
                // What a page's source is shown of is a URL of its own.
                let shown = target.strip_prefix("view-source:").and_then(Url::parse);
                let shown = shown.map(|inner| ["view-source:", inner.as_str()].concat());
                lines.security_error(&url, verb, &shown.unwrap_or(target));
            }
        }
        _ => {}
    }
    let mut print = |reason: Reason, parameter: String| lines.blocked(&url, reason, parameter);
    let check = if let Some((reason, parameter)) = reason(cause, status) {
        print(reason, parameter);
        true
    } else {
        false
    };
    let is_away = is_foreign(request, &url);
    match (&cause.kind, cause.phase) {
        (CauseKind::PreflightRedirected { location, .. }, _) if leads_to_http(&url, location) => {
            // The redirect is refused, and its answer is then taken like any other.
            print(EXTERNAL_REDIRECT, String::new());
            let next =
                evaluation.causes.get(1).filter(|next| is_check(next)).and_then(|next| reason(next, status));
            let (reason, parameter) = next.unwrap_or_else(|| (PREFLIGHT_STATUS, status()));
            print(reason, parameter);
        }
        // It is no longer at home.
        (CauseKind::PreflightRedirected { .. }, Phase::Preflight) => print(DID_NOT_SUCCEED, String::new()),
        (
            CauseKind::Network(_)
            | CauseKind::RedirectLocationInvalid { .. }
            | CauseKind::RedirectUnsafeScheme { .. },
            Phase::Preflight,
        ) if is_away => print(DID_NOT_SUCCEED, String::new()),
        // A redirect that its own check refuses.
        (_, Phase::Preflight) if check && evaluation.causes.iter().any(is_redirect) => {
            print(DID_NOT_SUCCEED, String::new());
        }
        _ => {}
    }
    let leaves = matches!(cause.kind, CauseKind::RedirectLocationHasCredentials { .. });
    let in_force =
        request.mode == Mode::Cors && (leaves || evaluation.urls.iter().any(|url| is_foreign(request, url)));
    let unanswered = match (&cause.kind, cause.phase) {
        (_, Phase::Preflight) => true,
        (CauseKind::RedirectModeError { .. } | CauseKind::SameOriginMode { .. }, _) => false,
        (_, Phase::Redirect) => !check || request.redirect == RedirectMode::Follow,
        (CauseKind::Network(_), _) => true,
        _ => false,
    };
    if unanswered && in_force {
        print(DID_NOT_SUCCEED, String::new());
    }
}

fn add_fragment(url: &mut String, fragment: &Option<String>) {
    if let Some(fragment) = fragment {
        url.push('#');
        url.push_str(fragment);
    }
}

/// Why a check of an answer failed, with the text's parameter.
fn reason(cause: &Cause, status: impl Fn() -> String) -> Option<(Reason, String)> {
    Some(match &cause.kind {
        CauseKind::AllowOriginMultiple { .. } => (
            &(
                "CORSMultipleAllowOriginNotAllowed",
                "Multiple CORS header ‘Access-Control-Allow-Origin’ not allowed).",
            ),
            String::new(),
        ),
        CauseKind::AllowOriginMissing { .. } => (
            &(
                "CORSMissingAllowOrigin2",
                "CORS header ‘Access-Control-Allow-Origin’ missing). Status code: %.",
            ),
            status(),
        ),
        CauseKind::AllowOriginWildcardWithCredentials { .. } => (WILDCARD, String::new()),
        CauseKind::AllowOriginInvalid { value, .. } | CauseKind::AllowOriginMismatch { value, .. } => {
            (MISMATCH, printed(value.as_bytes()))
        }
        CauseKind::AllowCredentialsNotTrue { .. } => (
            &(
                "CORSMissingAllowCredentials",
                "expected ‘true’ in CORS header ‘Access-Control-Allow-Credentials’).",
            ),
            String::new(),
        ),
        CauseKind::PreflightStatusNotOk { .. } => (PREFLIGHT_STATUS, status()),
        CauseKind::PreflightAllowMethodsInvalid { value } => (
            &("CORSInvalidAllowMethod", "invalid token ‘%’ in CORS header ‘Access-Control-Allow-Methods’)."),
            bad_item(value),
        ),
        CauseKind::PreflightMethodNotAllowed { .. } => (
            &("CORSMethodNotFound", "Did not find method in CORS header ‘Access-Control-Allow-Methods’)."),
            String::new(),
        ),
        CauseKind::PreflightAllowHeadersInvalid { value } => (
            &("CORSInvalidAllowHeader", "invalid token ‘%’ in CORS header ‘Access-Control-Allow-Headers’)."),
            bad_item(value),
        ),
        CauseKind::PreflightHeaderNotAllowed { names, .. } => (
            &(
                "CORSMissingAllowHeaderFromPreflight2",
                "header ‘%’ is not allowed according to header ‘Access-Control-Allow-Headers’ from CORS preflight \
                 response).",
            ),
            names.first().cloned().unwrap_or_default(),
        ),
        _ => return None,
    })
}

/// The first item that is no token.
fn bad_item(list: &ByteString) -> String {
    let items = list.as_bytes().split(|byte| *byte == b',').map(<[u8]>::trim_ascii);
    items.filter(|item| !item.is_empty()).find(|item| !is_token(item)).map(printed).unwrap_or_default()
}

fn printed(value: &[u8]) -> String {
    String::from_utf8_lossy(value).into_owned()
}

/// Whether the CORS check found it.
fn is_check(cause: &Cause) -> bool {
    matches!(cause.step, StepId::CheckMissing | StepId::CheckOrigin | StepId::CheckCredentialsMissing)
}

fn is_redirect(cause: &Cause) -> bool {
    matches!(cause.kind, CauseKind::PreflightRedirected { .. })
}

fn leads_to_http(from: &str, location: &ByteString) -> bool {
    Url::parse(from)
        .and_then(|url| url.join(&location.to_isomorphic()))
        .is_some_and(|url| url.is_http() && !url.includes_credentials())
}

fn is_foreign(request: &Request, url: &str) -> bool {
    Url::parse(url).is_some_and(|url| !request.origin.same_origin(&Origin::of(&url)))
}
