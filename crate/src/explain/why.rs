//! Why this request was held to the rule it failed: facts, in the order a reader needs them. Words are in
//! `words/because.rs`.

use super::compare::{Difference, differences, only_difference};
use super::gateway::{Gateway, gateway};
use super::needs::{header_reasons, method_reasons, needs_preflight};
use super::pairing::captured;
use crate::capture::{Judgement, OpaquePage, Source};
use crate::fetch::{Cause, CauseKind, NetworkCause, Phase};
use crate::fix::login_redirect;
use crate::model::{Answer, AnswerSource, NetworkError, Origin, Received, Url, UrlChange};

/// One reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// The answer is an error page, maybe of a proxy or gateway that the request never got beyond.
    ErrorStatus { status: u16, gateway: Option<Gateway> },
    /// The preflight was refused for want of credentials it never carries.
    PreflightCarriesNoCredentials { status: u16 },
    /// The server has no route for OPTIONS here; the methods that it lists in `Allow`.
    OptionsNotRouted { status: u16, allow: Option<String> },
    /// The server failed while it answered the preflight.
    PreflightServerError { status: u16 },
    /// The page and the URL differ in origin, maybe in one thing only.
    CrossOrigin { page: String, target: String, only: Option<Difference> },
    /// The value has to be the origin, byte for byte.
    MustBeExactly { expected: String, differences: Vec<Difference> },
    /// Each line is a value, and only one may be there.
    OneLineOnly { lines: usize },
    /// Redirects led on from another origin, so the browser sends `Origin: null`.
    NullSinceRedirect { from: String, to: String },
    /// A redirect led to what looks like a login page: nobody wanted to read that.
    LoginPage { page: String },
    /// The page itself has no origin to name, and what kind of page that shows to be.
    OpaquePage(Option<OpaquePage>),
    /// The answer was stored, maybe for a page of another origin or for a request without `Origin`.
    StoredForOther,
    /// There had to be a preflight, for these reasons.
    NeedsPreflight(Vec<Why>),
    /// The method asks for a preflight.
    Method(String),
    /// These headers of the page ask for one.
    Headers(Vec<String>),
    /// The values of these headers, which need none with others, ask for one.
    HeaderValues(Vec<String>),
    /// The body's type asks for one.
    ContentType(String),
    /// The sum of values asks for one.
    TotalSize,
    /// An upload listener asks for one.
    UploadListener,
    /// A stream body asks for one.
    StreamBody,
    /// The method is listed, in another case.
    MethodCase { asked: String, listed: String },
    /// Credentials are included.
    CredentialsIncluded,
    /// `*` was listed and means nothing special here.
    WildcardIsLiteral,
    /// `true` spelled otherwise.
    CredentialsSpelling(String),
    /// Redirect responses are checked like all others.
    RedirectsAreChecked,
    /// A preflight's redirect is never followed; how the target differs, where one change of the URL mends it.
    RedirectTo { location: String, change: UrlChange },
    /// The browser itself redirected to `https`, as the host once asked it to.
    Hsts { target: String },
    /// It looks like CORS to script, and isn't.
    NotCors(NetworkCause),
    /// Local Network Access stopped a page that can't even ask for leave.
    LocalNetworkNeedsTls,
    /// What the rule of this code is for; nothing else is to be said.
    Rule(&'static str),
    /// Something a library adds without being asked.
    AddedBy { header: String, library: &'static str },
    /// The script that made the call, and the line.
    CalledFrom { script: String, line: u32 },
}

/// The reasons behind a cause, the real problem first.
#[must_use]
pub fn why(judgement: &Judgement, cause: &Cause, source: Option<&Source>) -> Vec<Why> {
    // Once is enough.
    let first = judgement.evaluation.causes.first().filter(|first| *first == cause);
    let login = first.and_then(|cause| login_redirect(&judgement.evaluation, cause));
    let login = login.map(|login| Why::LoginPage { page: login.page.to_owned() });
    login.into_iter().chain(of_rule(judgement, cause, source)).collect()
}

/// A page over `http` that browsers don't trust as they do this machine's own.
fn came_in_the_clear(page: &Origin) -> bool {
    !page.is_trustworthy() && matches!(page, Origin::Tuple { scheme, .. } if scheme == "http")
}

/// Why this rule, and why it is not met.
fn of_rule(judgement: &Judgement, cause: &Cause, source: Option<&Source>) -> Vec<Why> {
    use CauseKind as K;
    match &cause.kind {
        K::AllowOriginMissing { expected } => {
            let mut reasons = status_reasons(judgement, cause);
            reasons.extend(null_origin(judgement, cause, expected));
            reasons.extend(stored(received(judgement, cause)).then_some(Why::StoredForOther));
            reasons.extend(cross_origin(judgement, cause));
            reasons.extend(place(judgement, cause));
            reasons
        }
        K::AllowOriginMultiple { lines, expected, .. } => {
            let mut reasons = Vec::new();
            if *lines > 1 {
                reasons.push(Why::OneLineOnly { lines: *lines });
            }
            let list = (*lines == 1).then_some(Difference::List).into_iter().collect();
            reasons.push(Why::MustBeExactly { expected: expected.clone(), differences: list });
            reasons.extend(null_origin(judgement, cause, expected));
            reasons
        }
        K::AllowOriginInvalid { value, expected } | K::AllowOriginMismatch { value, expected } => {
            let differences = differences(expected, value);
            let other_host = differences.iter().any(|difference| matches!(difference, Difference::Host));
            let mut reasons = vec![Why::MustBeExactly { expected: expected.clone(), differences }];
            reasons.extend(null_origin(judgement, cause, expected));
            reasons.extend((other_host && stored(received(judgement, cause))).then_some(Why::StoredForOther));
            reasons
        }
        K::AllowOriginWildcardWithCredentials { expected } => {
            let mut reasons = vec![Why::CredentialsIncluded];
            reasons.push(Why::MustBeExactly { expected: expected.clone(), differences: Vec::new() });
            reasons.extend(null_origin(judgement, cause, expected));
            reasons
        }
        K::AllowCredentialsNotTrue { value } => {
            let spelled = value.as_ref().map(|value| Why::CredentialsSpelling(value.to_isomorphic()));
            let mut reasons = vec![Why::CredentialsIncluded];
            reasons.extend(spelled);
            reasons
        }
        K::PreflightRedirected { location, .. } => redirected(judgement, cause, &location.to_isomorphic()),
        K::PreflightStatusNotOk { .. } => {
            let mut reasons = status_reasons(judgement, cause);
            reasons.extend(needs_preflight(judgement));
            reasons
        }
        K::PreflightAllowMethodsInvalid { .. } | K::PreflightAllowHeadersInvalid { .. } => {
            needs_preflight(judgement).into_iter().collect()
        }
        K::PreflightMethodNotAllowed { method, allowed, wildcard_is_literal } => {
            method_reasons(method, allowed, *wildcard_is_literal)
        }
        K::PreflightHeaderNotAllowed { names, wildcard_is_literal, .. } => {
            let mut reasons = header_reasons(judgement, names, *wildcard_is_literal);
            reasons.extend(called_from(source));
            reasons
        }
        K::Network(NetworkCause { error: NetworkError::LocalNetworkAccess, .. })
            if came_in_the_clear(&judgement.request.origin) =>
        {
            vec![Why::LocalNetworkNeedsTls]
        }
        K::Network(network) => vec![Why::NotCors(network.clone())],
        K::SameOriginMode { origin, target } => {
            vec![differ(origin.clone(), target.clone())]
        }
        K::PreflightAuthorizationNotListed { .. } => {
            vec![Why::Headers(vec!["authorization".to_owned()]), Why::Rule(cause.kind.code())]
        }
        kind => vec![Why::Rule(kind.code())],
    }
}

/// The response a cause is about.
pub fn received<'a>(judgement: &'a Judgement, cause: &Cause) -> Option<&'a Received> {
    match &captured(judgement, cause.exchange)?.received {
        Answer::Received(received) => Some(received),
        _ => None,
    }
}

/// What the status says about the missing headers.
fn status_reasons(judgement: &Judgement, cause: &Cause) -> Vec<Why> {
    let Some(received) = received(judgement, cause) else { return Vec::new() };
    let status = received.status;
    let reason = match (cause.phase, status) {
        (Phase::Preflight, 401 | 403 | 407) => Why::PreflightCarriesNoCredentials { status },
        (Phase::Preflight, 404 | 405 | 501) => {
            Why::OptionsNotRouted { status, allow: received.get("Allow").map(|value| value.to_isomorphic()) }
        }
        (Phase::Preflight, 500..) => Why::PreflightServerError { status },
        (Phase::Response, 400..) => Why::ErrorStatus { status, gateway: gateway(received) },
        _ => return Vec::new(),
    };
    vec![reason]
}

/// Since when the browser calls the page's origin `null`.
fn null_origin(judgement: &Judgement, cause: &Cause, expected: &str) -> Option<Why> {
    if expected != "null" {
        return None;
    }
    if judgement.request.origin == Origin::Opaque {
        return Some(Why::OpaquePage(judgement.clues.opaque_page));
    }
    let run = &judgement.evaluation;
    let hops = (0..=cause.hop).filter_map(|hop| usize::try_from(hop).ok());
    let first = hops.into_iter().find(|hop| run.origins.get(*hop).is_some_and(|origin| origin == "null"))?;
    let from = run.urls.get(first.checked_sub(1)?)?;
    let to = run.urls.get(first)?;
    Some(Why::NullSinceRedirect { from: origin_of(from), to: origin_of(to) })
}

fn cross_origin(judgement: &Judgement, cause: &Cause) -> Option<Why> {
    let url = judgement.evaluation.urls.get(usize::try_from(cause.hop).ok()?)?;
    let (page, target) = (judgement.request.origin.serialise(), origin_of(url));
    (page != target && page != "null").then(|| differ(page, target))
}

fn differ(page: String, target: String) -> Why {
    let only = only_difference(&page, &target);
    Why::CrossOrigin { page, target, only }
}

/// Where in a script the call was made, without what the script's URL carries in its query.
fn called_from(source: Option<&Source>) -> Option<Why> {
    let (script, line, _) = source?.initiator.as_ref()?;
    let script = script.split(['?', '#']).next().unwrap_or_default().to_owned();
    Some(Why::CalledFrom { script, line: *line })
}

/// Why the message was there to be checked at all.
fn place(judgement: &Judgement, cause: &Cause) -> Vec<Why> {
    match cause.phase {
        Phase::Preflight => needs_preflight(judgement).into_iter().collect(),
        Phase::Redirect => vec![Why::RedirectsAreChecked],
        Phase::Request | Phase::Response => Vec::new(),
    }
}

fn redirected(judgement: &Judgement, cause: &Cause, location: &str) -> Vec<Why> {
    let asked = usize::try_from(cause.hop).ok().and_then(|hop| judgement.evaluation.urls.get(hop));
    let Some(asked) = asked.and_then(|url| Url::parse(url)) else { return Vec::new() };
    let target = asked.join(location);
    let change = target.as_ref().map_or(UrlChange::Other, |target| UrlChange::between(&asked, target));
    let shown = target.map_or_else(|| location.to_owned(), |target| target.as_str().to_owned());
    let by_browser = received(judgement, cause).is_some_and(is_hsts);
    let mut reasons = if by_browser {
        vec![Why::Hsts { target: shown }]
    } else {
        vec![Why::RedirectTo { location: shown, change }]
    };
    reasons.extend(needs_preflight(judgement));
    reasons
}

/// A redirect that the browser made up itself, because the host wants to be asked by `https` only.
fn is_hsts(received: &Received) -> bool {
    received.get("Non-Authoritative-Reason").is_some_and(|reason| reason.as_bytes() == b"HSTS")
}

/// The answer was stored somewhere, maybe for another page.
fn stored(received: Option<&Received>) -> bool {
    received.is_some_and(|received| {
        let age = received.get("age").map(|age| age.to_isomorphic());
        received.source == AnswerSource::HttpCache || age.is_some_and(|age| age.trim_ascii() != "0")
    })
}

fn origin_of(url: &str) -> String {
    Url::parse(url).map_or_else(|| url.to_owned(), |url| Origin::of(&url).serialise())
}
