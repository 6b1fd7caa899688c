//! Calls that end in every way that some console has a text for, with marks in the places of what differs.

use crate::fetch::{
    Cause, CauseKind, Evaluation, Evidence, NetworkCause, Outcome, Phase, PreflightState, Step, StepId,
    Verdict,
};
use crate::model::{
    CacheMode, Credentials, HeaderList, Initiator, Mode, NetworkError, Origin, RedirectMode, ReferrerPolicy,
    Request, Url, Word,
};

/// Marks and what they stand for. None is part of another, or of any text.
pub(super) const MARKS: &[(&str, &str)] = &[
    ("http://first.invalid/x", "url"),
    ("http://10.0.0.1/x", "url"),
    ("http://last.invalid/y", "url"),
    ("file:///marked", "url"),
    ("blob:http://page.invalid/marked", "url"),
    ("http://page.invalid", "origin"),
    ("https://page.invalid", "origin"),
    ("marked value", "value"),
    ("MARKED-METHOD", "method"),
    ("marked-header", "header"),
    ("marked-scheme", "scheme"),
    ("marked-failure", "reason"),
    ("597", "status"),
];
const FIRST: &str = "http://first.invalid/x";
const PRIVATE: &str = "http://10.0.0.1/x";
const LAST: &str = "http://last.invalid/y";
const STATUS: u16 = 597;
/// No token, so that lists have something to name.
const VALUE: &str = "marked value";
const METHOD: &str = "MARKED-METHOD";
const HEADER: &str = "marked-header";
const SCHEME: &str = "marked-scheme";

/// Calls that end in every way that some console has a text for.
pub(super) fn probes() -> Vec<(Request, Evaluation)> {
    let mut found = Vec::new();
    let Some(request) = request(FIRST) else { return found };
    for (kind, step, phases) in kinds() {
        for phase in phases {
            for initiator in Initiator::VALUES {
                // Nothing else has a redirect mode.
                if matches!(kind, CauseKind::NoCorsRedirectMode { .. }) && *initiator != Initiator::Fetch {
                    continue;
                }
                for urls in [vec![FIRST.to_owned()], vec![FIRST.to_owned(), LAST.to_owned()]] {
                    for (target, modes) in targets(&kind) {
                        for mode in *modes {
                            let request = Request { initiator: *initiator, mode: *mode, ..request.clone() };
                            let mut evaluation =
                                evaluation(vec![cause(kind.clone(), *phase, step)], urls.clone());
                            (*target).clone_into(&mut evaluation.target);
                            found.push((request, evaluation));
                        }
                    }
                }
            }
        }
    }
    found.extend(local_networks());
    let mut warned = request;
    warned.headers.append("Authorization", VALUE);
    let mut evaluation = evaluation(Vec::new(), vec![FIRST.to_owned()]);
    evaluation.trace.push(step(StepId::PreflightAuthorization, Outcome::Info));
    found.push((warned, evaluation));
    found
}

/// Where a redirect led, and the modes in which that is told: it makes a difference to redirects to other schemes only.
fn targets(kind: &CauseKind) -> &'static [(&'static str, &'static [Mode])] {
    const CORS: &[Mode] = &[Mode::Cors];
    const ALL: &[Mode] = &[Mode::Cors, Mode::NoCors, Mode::SameOrigin];
    match kind {
        CauseKind::RedirectUnsafeScheme { .. } => {
            &[(LAST, ALL), ("file:///marked", ALL), ("blob:http://page.invalid/marked", ALL)]
        }
        _ => &[(LAST, CORS)],
    }
}

/// The failures of Local Network Access have a text for each combination of what was expected and what was found.
fn local_networks() -> Vec<(Request, Evaluation)> {
    let mut found = Vec::new();
    let kind = CauseKind::Network(NetworkCause { error: NetworkError::LocalNetworkAccess, text: None });
    for url in [FIRST, PRIVATE] {
        for origin in ["http://page.invalid", "https://page.invalid"] {
            for expected in [None, Some("public"), Some("local"), Some("loopback")] {
                for initiator in Initiator::VALUES {
                    let Some(mut request) = request(url) else { continue };
                    request.initiator = *initiator;
                    request.origin = Origin::parse(origin).unwrap_or(Origin::Opaque);
                    request.target_address_space = expected.map(str::to_owned);
                    for urls in [vec![url.to_owned()], vec![url.to_owned(), LAST.to_owned()]] {
                        let cause = cause(kind.clone(), Phase::Request, StepId::MainCors);
                        found.push((request.clone(), evaluation(vec![cause], urls)));
                    }
                }
            }
        }
    }
    found
}

type Phases = &'static [Phase];

fn kinds() -> Vec<(CauseKind, StepId, Phases)> {
    const CHECKS: Phases = &[Phase::Preflight, Phase::Response, Phase::Redirect];
    const PREFLIGHT: Phases = &[Phase::Preflight];
    const REDIRECT: Phases = &[Phase::Redirect];
    const BEFORE: Phases = &[Phase::Request, Phase::Redirect];
    const REQUEST: Phases = &[Phase::Request];
    let expected = || "http://page.invalid".to_owned();
    let location = || LAST.into();
    let network = |phases| {
        let text = Some("marked-failure".to_owned());
        (CauseKind::Network(NetworkCause { error: NetworkError::Other, text }), StepId::MainCors, phases)
    };
    let unsafe_scheme = |scheme: &str| {
        (CauseKind::RedirectUnsafeScheme { scheme: scheme.to_owned() }, StepId::RedirectFollow, REDIRECT)
    };
    vec![
        (CauseKind::AllowOriginMissing { expected: expected() }, StepId::CheckMissing, CHECKS),
        (
            CauseKind::AllowOriginMultiple { value: VALUE.into(), expected: expected(), lines: 2 },
            StepId::CheckOrigin,
            CHECKS,
        ),
        (
            CauseKind::AllowOriginInvalid { value: VALUE.into(), expected: expected() },
            StepId::CheckOrigin,
            CHECKS,
        ),
        (
            CauseKind::AllowOriginMismatch { value: VALUE.into(), expected: expected() },
            StepId::CheckOrigin,
            CHECKS,
        ),
        (CauseKind::AllowOriginWildcardWithCredentials { expected: expected() }, StepId::CheckOrigin, CHECKS),
        (
            CauseKind::AllowCredentialsNotTrue { value: Some(VALUE.into()) },
            StepId::CheckCredentialsMissing,
            CHECKS,
        ),
        (CauseKind::PreflightStatusNotOk { status: STATUS }, StepId::MainPreflight, PREFLIGHT),
        (
            CauseKind::PreflightRedirected { status: STATUS, location: location() },
            StepId::MainPreflight,
            PREFLIGHT,
        ),
        (CauseKind::PreflightAllowMethodsInvalid { value: VALUE.into() }, StepId::MainPreflight, PREFLIGHT),
        (CauseKind::PreflightAllowHeadersInvalid { value: VALUE.into() }, StepId::MainPreflight, PREFLIGHT),
        (
            CauseKind::PreflightMethodNotAllowed {
                method: METHOD.to_owned(),
                allowed: Vec::new(),
                wildcard_is_literal: false,
            },
            StepId::MainPreflight,
            PREFLIGHT,
        ),
        (
            CauseKind::PreflightHeaderNotAllowed {
                names: vec![HEADER.to_owned()],
                allowed: Vec::new(),
                wildcard_is_literal: false,
            },
            StepId::MainPreflight,
            PREFLIGHT,
        ),
        (
            CauseKind::SameOriginMode { origin: expected(), target: "http://first.invalid".to_owned() },
            StepId::MainSameOrigin,
            BEFORE,
        ),
        (CauseKind::NoCorsRedirectMode { redirect: "error" }, StepId::MainCors, REQUEST),
        (CauseKind::SchemeNotSupported { scheme: SCHEME.to_owned(), url: None }, StepId::MainCors, REQUEST),
        (
            CauseKind::SchemeNotSupported { scheme: SCHEME.to_owned(), url: Some(LAST.to_owned()) },
            StepId::MainCors,
            REDIRECT,
        ),
        (
            CauseKind::RedirectLocationHasCredentials { location: location() },
            StepId::RedirectFollow,
            REDIRECT,
        ),
        (CauseKind::RedirectLocationInvalid { location: location() }, StepId::RedirectFollow, REDIRECT),
        (CauseKind::RedirectTooMany { limit: 20 }, StepId::RedirectFollow, REDIRECT),
        (CauseKind::RedirectModeError { status: STATUS }, StepId::RedirectFollow, REDIRECT),
        unsafe_scheme("ftp"),
        unsafe_scheme("file"),
        unsafe_scheme("blob"),
        unsafe_scheme(SCHEME),
        network(PREFLIGHT),
        network(&[Phase::Response]),
    ]
}

fn cause(kind: CauseKind, phase: Phase, step: StepId) -> Cause {
    Cause { kind, phase, hop: 0, exchange: 0, step }
}

fn step(id: StepId, outcome: Outcome) -> Step {
    Step { id, outcome, hop: 0, exchange: None, evidence: Evidence::None }
}

fn request(url: &str) -> Option<Request> {
    let mut headers = HeaderList::default();
    headers.append(HEADER, VALUE);
    Some(Request {
        url: Url::parse(url)?,
        fragment: None,
        origin: Origin::parse("http://page.invalid").ok()?,
        method: METHOD.to_owned(),
        headers,
        mode: Mode::Cors,
        credentials: Credentials::Include,
        redirect: RedirectMode::Follow,
        body: None,
        upload_listeners: false,
        worker: false,
        cache: CacheMode::Default,
        referrer_policy: ReferrerPolicy::Empty,
        top_level_site: None,
        target_address_space: None,
        initiator: Initiator::Fetch,
    })
}

fn evaluation(causes: Vec<Cause>, urls: Vec<String>) -> Evaluation {
    Evaluation {
        verdict: Verdict::Blocked,
        response_type: None,
        causes,
        // The CORS protocol is in force.
        trace: vec![step(StepId::MainCors, Outcome::Info)],
        sent: Vec::new(),
        statuses: vec![STATUS],
        needs: None,
        exposed: Vec::new(),
        hidden: Vec::new(),
        preflight: PreflightState::Sent,
        preflight_because: Vec::new(),
        credentialed: true,
        dropped: Vec::new(),
        origins: Vec::new(),
        urls,
        target: LAST.to_owned(),
        fragment: None,
    }
}
