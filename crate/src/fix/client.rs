//! What the page has to ask for otherwise.

use super::attempt::Attempt;
use super::login::login_redirect;
use super::{Fix, Place, Rank, Way};
use crate::capture::Judgement;
use crate::fetch::{Cause, CauseKind, Phase, PreflightState};
use crate::model::{Credentials, Exchange, Initiator, Mode, Request, Url, UrlChange};

/// One change of the request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RequestChange {
    /// The method in upper case.
    Method(String),
    /// Another URL: where the redirects lead, or the same without user name and password.
    Url(String),
    /// Mode `cors`.
    Cors,
    /// Without credentials.
    NoCredentials,
    /// Without these headers.
    WithoutHeaders(Vec<String>),
}

/// Headers that say nothing to most servers, or nothing that a request could say.
const NEEDLESS: &[&str] = &[
    "access-control-allow-credentials",
    "access-control-allow-headers",
    "access-control-allow-methods",
    "access-control-allow-origin",
    "cache-control",
    "pragma",
    "x-requested-with",
];

/// The changes that help. The page may be to blame, or may do without what the server doesn't allow.
#[must_use]
pub fn fixes(judgement: &Judgement) -> Vec<(Rank, Fix)> {
    let Some(cause) = judgement.evaluation.causes.first() else { return Vec::new() };
    changes(judgement, cause)
        .into_iter()
        .filter_map(|(rank, change)| Some((rank, proven(judgement, change)?)))
        .collect()
}

fn changes(judgement: &Judgement, cause: &Cause) -> Vec<(Rank, RequestChange)> {
    use CauseKind as K;
    let request = &judgement.request;
    match &cause.kind {
        K::PreflightMethodNotAllowed { method, allowed, .. } => {
            let upper = method.to_ascii_uppercase();
            let is_case = upper != *method && allowed.contains(&upper);
            is_case.then_some((Rank::Fault, RequestChange::Method(upper))).into_iter().collect()
        }
        K::PreflightHeaderNotAllowed { names, .. } => {
            let needless = names.iter().all(|name| NEEDLESS.contains(&name.as_str()));
            needless
                .then(|| (Rank::WayAround, RequestChange::WithoutHeaders(names.clone())))
                .into_iter()
                .collect()
        }
        K::AllowOriginWildcardWithCredentials { .. } | K::AllowCredentialsNotTrue { .. } => {
            vec![(Rank::WayAround, RequestChange::NoCredentials)]
        }
        K::PreflightRedirected { location, .. } => {
            let asked = hop_url(judgement, cause.hop);
            let target = asked.as_ref().and_then(|asked| asked.join(&location.to_isomorphic()));
            let (Some(asked), Some(target)) = (asked, target) else { return Vec::new() };
            let change = UrlChange::between(&asked, &target);
            let follows = target.is_http() && !target.includes_credentials() && change != UrlChange::Login;
            let small = matches!(change, UrlChange::TrailingSlash | UrlChange::ToHttps | UrlChange::Www);
            let rank = if small { Rank::Fault } else { Rank::WayAround };
            follows.then(|| (rank, RequestChange::Url(target.as_str().to_owned()))).into_iter().collect()
        }
        K::SameOriginMode { .. } | K::NoCorsMethod { .. } | K::NoCorsRedirectMode { .. }
            if cause.phase == Phase::Request && request.initiator == Initiator::Fetch =>
        {
            vec![(Rank::Fault, RequestChange::Cors)]
        }
        K::UrlHasCredentials => vec![(Rank::Fault, RequestChange::Url(request.url.without_credentials()))],
        // Nobody wants a login page in place of what was asked for.
        _ if login_redirect(&judgement.evaluation, cause).is_some() => Vec::new(),
        _ if cause.hop > 0 && is_tainted(judgement, cause) => hop_url(judgement, cause.hop)
            .map(|url| (Rank::WayAround, RequestChange::Url(url.as_str().to_owned())))
            .into_iter()
            .collect(),
        _ => Vec::new(),
    }
}

/// A redirect made the page's origin `null`.
fn is_tainted(judgement: &Judgement, cause: &Cause) -> bool {
    let origins = &judgement.evaluation.origins;
    let at = |hop: u32| origins.get(usize::try_from(hop).unwrap_or_default()).map(String::as_str);
    at(cause.hop) == Some("null") && at(0) != Some("null")
}

fn hop_url(judgement: &Judgement, hop: u32) -> Option<Url> {
    Url::parse(judgement.evaluation.urls.get(usize::try_from(hop).ok()?)?)
}

/// The change made, and the call replayed with the answers that were seen. One that nobody saw may need edits.
fn proven(judgement: &Judgement, change: RequestChange) -> Option<Fix> {
    let mut request = judgement.request.clone();
    let mut exchanges = judgement.scenario.exchanges.clone();
    match &change {
        RequestChange::Method(method) => request.method.clone_from(method),
        RequestChange::Cors => request.mode = Mode::Cors,
        RequestChange::NoCredentials => request.credentials = without_credentials(&request),
        RequestChange::WithoutHeaders(names) => {
            request.headers.retain(|name| !names.iter().any(|other| other == name));
        }
        RequestChange::Url(url) => {
            let from = judgement.evaluation.urls.iter().position(|other| other == url);
            request.url = Url::parse(url)?;
            exchanges = from.map_or_else(Vec::new, |hop| from_hop(&exchanges, hop));
        }
    }
    let cached = judgement.evaluation.preflight == PreflightState::Cached;
    let attempt = Attempt::new(&request, &exchanges, cached);
    let unseen = |attempt: &Attempt<'_>, place: Place| !attempt.is_captured(place);
    let proven = attempt.solve(judgement.engine, &unseen)?;
    Some(Fix { way: Way::Client(change), edits: proven.edits, sent: proven.sent, proven_in: proven.engines })
}

/// What `fetch` and `XMLHttpRequest` do unless they are told otherwise; a beacon can't.
fn without_credentials(request: &Request) -> Credentials {
    if request.initiator == Initiator::Beacon { request.credentials } else { Credentials::SameOrigin }
}

/// The answers of a hop and of those behind it, as those of a call that begins there.
fn from_hop(exchanges: &[Exchange], hop: usize) -> Vec<Exchange> {
    let hop = u32::try_from(hop).unwrap_or(u32::MAX);
    let mut kept: Vec<Exchange> = exchanges.iter().filter(|one| one.sent.hop >= hop).cloned().collect();
    for exchange in &mut kept {
        exchange.sent.hop -= hop;
    }
    kept
}
