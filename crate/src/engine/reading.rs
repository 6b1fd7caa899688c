//! The other way round: from what a console prints to what it speaks of. There is no second list of texts: each engine's
//! own are made with marks in the places of what differs, and held against the line.

use super::{ENGINES, profile};
use crate::fetch::{
    Cause, CauseKind, Evaluation, Evidence, NetworkCause, Outcome, Phase, PreflightState, Step, StepId,
    Verdict,
};
use crate::model::{
    CacheMode, Credentials, Engine, HeaderList, Initiator, Mode, NetworkError, Origin, RedirectMode,
    ReferrerPolicy, Request, Url, Word,
};
use std::collections::HashMap;
use std::sync::OnceLock;

/// What a line of a console says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// Whose console prints this.
    pub engine: Engine,
    /// Its name for it, or ours where it has none.
    pub error: String,
    /// Where in the call, if the text tells.
    pub phase: Option<Phase>,
    /// Codes of what it may speak of: more than one where the browser has one text for them.
    pub codes: Vec<&'static str>,
    /// What it names (`url`, `redirected-from`, `origin`, `value`, `method`, `header`, `status`, `scheme`) and how.
    pub named: Vec<(&'static str, String)>,
}

/// Marks and what they stand for. None is part of another, or of any text.
const MARKS: &[(&str, &str)] = &[
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

/// A code, and where in the call.
type Meaning = (&'static str, Option<Phase>);

/// A text with places for what differs.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Pattern {
    engine: Engine,
    error: String,
    /// What the texts of this form were made for.
    meanings: Vec<Meaning>,
    /// Literals and what stands between them: one more literal than places.
    literals: Vec<String>,
    places: Vec<&'static str>,
    /// It says why; otherwise it goes with another line that does.
    is_reason: bool,
}

/// What consoles and pages say beside the CORS protocol: a phrase, whose it is, and the code, where it tells.
const PHRASES: &[(&str, Option<Engine>, Option<&str>)] = &[
    ("violates the following Content Security Policy directive", Some(Engine::Chromium), Some("network-csp")),
    ("The page's settings blocked the loading of a resource", Some(Engine::Firefox), Some("network-csp")),
    ("because it does not appear in the connect-src directive", Some(Engine::Webkit), Some("network-csp")),
    ("Mixed Content: The page at", Some(Engine::Chromium), Some("network-mixed-content")),
    ("Blocked loading mixed active content", Some(Engine::Firefox), Some("network-mixed-content")),
    ("was not allowed to display insecure content", Some(Engine::Webkit), Some("network-mixed-content")),
    ("requested insecure content from", Some(Engine::Webkit), Some("network-mixed-content")),
    ("due to access control checks", Some(Engine::Webkit), None),
    ("Failed to fetch", Some(Engine::Chromium), None),
    ("NetworkError when attempting to fetch resource", Some(Engine::Firefox), None),
    ("Load failed", Some(Engine::Webkit), None),
    ("net::ERR_FAILED", Some(Engine::Chromium), None),
    // What a library makes of any of these.
    ("Network Error", None, None),
];

/// What a phrase of a text says that speaks of no CORS check: whose it is, and its code, where it tells why.
#[must_use]
pub fn read_phrase(text: &str) -> Option<(Option<Engine>, Option<&'static str>)> {
    let text = plain(text);
    PHRASES.iter().find(|(phrase, ..)| text.contains(phrase)).map(|(_, engine, code)| (*engine, *code))
}

/// Reads what somebody copied from a console, which may be several lines, with what devtools print beside them.
#[must_use]
pub fn read_console(text: &str) -> Option<Reading> {
    let patterns = patterns();
    let lines: Vec<String> = text.lines().map(plain).collect();
    // The first line that says why counts, as browsers go on with what came of it; one that only says that it failed comes
    // after any that says more. A window may have broken a line into several.
    let best = |line: &String| {
        let fitting = patterns.iter().filter(|pattern| pattern.is_reason);
        let read = fitting.filter_map(|pattern| Some((pattern, pattern.matches(line)?)));
        read.max_by_key(|(pattern, _)| pattern.weight())
    };
    let mut found: Vec<(&Pattern, Vec<String>)> = lines.iter().filter_map(best).collect();
    if found.is_empty() {
        found.extend(best(&plain(text)));
    }
    let telling = found.iter().position(|(pattern, _)| !pattern.is_vague()).unwrap_or_default();
    if telling >= found.len() {
        return None;
    }
    let (pattern, values) = found.swap_remove(telling);
    let mut named: Vec<(&'static str, String)> = Vec::new();
    let mut add = |pattern: &Pattern, values: Vec<String>| {
        for (what, value) in pattern.places.iter().zip(values) {
            // Of two URLs the last was asked last.
            let what = if *what == "url" && named.iter().any(|(other, _)| *other == "url") {
                "redirected-from"
            } else {
                what
            };
            if !value.is_empty() && !named.iter().any(|(_, other)| *other == value) {
                named.push((what, value));
            }
        }
    };
    add(pattern, values);
    // A second line names the request.
    for other in patterns.iter().filter(|other| !other.is_reason && other.engine == pattern.engine) {
        if let Some(values) = lines.iter().find_map(|line| other.matches(line)) {
            add(other, values);
            break;
        }
    }
    let phases = pattern.meanings.first().and_then(|(_, phase)| *phase);
    Some(Reading {
        engine: pattern.engine,
        error: pattern.error.clone(),
        phase: phases.filter(|phase| pattern.meanings.iter().all(|(_, other)| *other == Some(*phase))),
        codes: codes(pattern, &named),
        named,
    })
}

/// The codes, the likelier first, as far as what is named tells.
fn codes(pattern: &Pattern, named: &[(&'static str, String)]) -> Vec<&'static str> {
    let mut codes: Vec<&'static str> = Vec::new();
    for (code, _) in &pattern.meanings {
        if !codes.contains(code) {
            codes.push(code);
        }
    }
    let value = |what| named.iter().find(|(other, _)| *other == what).map(|(_, value)| value.as_str());
    let first = if value("value").is_some_and(|value| Origin::parse(value).is_ok()) {
        "allow-origin-mismatch"
    } else if value("status").is_some_and(|status| status.starts_with('3')) {
        "preflight-redirected"
    } else if pattern.is_vague() {
        VAGUE
    } else {
        return codes;
    };
    codes.sort_by_key(|code| *code != first);
    codes
}

/// White space as one blank each, quotes as typewriters have them.
fn plain(text: &str) -> String {
    let mut plain = String::new();
    for word in text.split_whitespace() {
        if !plain.is_empty() {
            plain.push(' ');
        }
        plain.extend(word.chars().map(|letter| match letter {
            '‘' | '’' => '\'',
            '“' | '”' => '"',
            other => other,
        }));
    }
    plain
}

impl Pattern {
    /// From a text with marks in it.
    fn of(engine: Engine, error: String, meanings: Vec<Meaning>, text: &str, is_reason: bool) -> Self {
        let (mut literals, mut places) = (vec![String::new()], Vec::new());
        let text = plain(text);
        let mut rest = text.as_str();
        while let Some(letter) = rest.chars().next() {
            let mark = MARKS.iter().find(|(mark, _)| rest.starts_with(mark));
            let length = match mark {
                Some((mark, what)) => {
                    places.push(*what);
                    literals.push(String::new());
                    mark.len()
                }
                None => {
                    if let Some(literal) = literals.last_mut() {
                        literal.push(letter);
                    }
                    letter.len_utf8()
                }
            };
            rest = rest.get(length..).unwrap_or_default();
        }
        Self { engine, error, meanings, literals, places, is_reason }
    }

    /// It says that a request failed, and not why.
    fn is_vague(&self) -> bool {
        self.meanings.iter().any(|(code, _)| *code == VAGUE)
    }

    /// How much of it is fixed.
    fn weight(&self) -> usize {
        self.literals.iter().map(String::len).sum()
    }

    /// What stands in its places, where a line has it; in front of it and behind it may be more.
    fn matches(&self, line: &str) -> Option<Vec<String>> {
        let (first, others) = self.literals.split_first()?;
        let mut rest = if first.is_empty() { line } else { line.split_once(first.as_str())?.1 };
        let mut values = Vec::new();
        for (index, literal) in others.iter().enumerate() {
            let is_last = index + 1 == others.len();
            let (value, behind) = if literal.is_empty() && is_last {
                (rest, "")
            } else if literal.is_empty() {
                // Two marks side by side: the second takes all.
                ("", rest)
            } else {
                rest.split_once(literal.as_str())?
            };
            values.push(value.to_owned());
            rest = behind;
        }
        Some(values)
    }
}

/// Every text of every engine, made when it is first asked for.
fn patterns() -> &'static [Pattern] {
    static PATTERNS: OnceLock<Vec<Pattern>> = OnceLock::new();
    PATTERNS.get_or_init(made)
}

/// What has no name of its own.
const VAGUE: &str = "network-other";

/// A text with less in it that is fixed would fit everything.
const LEAST: usize = 12;

fn made() -> Vec<Pattern> {
    let mut meanings: HashMap<(Engine, bool, String), (String, Vec<Meaning>)> = HashMap::new();
    for (request, evaluation) in probes() {
        let meaning = match evaluation.causes.first() {
            Some(cause) => (cause.kind.code(), Some(cause.phase)),
            None => ("authorization-under-wildcard", None),
        };
        for engine in ENGINES {
            let Some(said) = profile(*engine).console(&request, &evaluation) else { continue };
            for (index, line) in said.text.lines().enumerate() {
                let (_, found) = meanings
                    .entry((*engine, index == 0, line.to_owned()))
                    .or_insert_with(|| (said.error.clone(), Vec::new()));
                if !found.contains(&meaning) {
                    found.push(meaning);
                }
            }
        }
    }
    let mut found: Vec<Pattern> = Vec::new();
    let mut all: Vec<_> = meanings.into_iter().collect();
    all.sort_by(|one, other| (&one.0.2, one.0.1).cmp(&(&other.0.2, other.0.1)));
    for ((engine, is_reason, text), (error, meanings)) in all {
        let pattern = Pattern::of(engine, error, meanings, &text, is_reason);
        if pattern.weight() < LEAST {
            continue;
        }
        let same = |other: &&mut Pattern| {
            (other.engine, other.is_reason, &other.literals) == (engine, is_reason, &pattern.literals)
        };
        match found.iter_mut().find(same) {
            Some(other) => other.meanings.extend(pattern.meanings),
            None => found.push(pattern),
        }
    }
    // What is a reason of its own in one place is none where it only goes with another.
    let reasons: Vec<_> = found.iter().filter(|one| one.is_reason).map(|one| one.literals.clone()).collect();
    found.retain(|one| one.is_reason || !reasons.contains(&one.literals));
    found
}

/// Calls that end in every way that some console has a text for.
fn probes() -> Vec<(Request, Evaluation)> {
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

/// Where a redirect led, and the modes in which that is told: it makes a difference to redirects and schemes only.
fn targets(kind: &CauseKind) -> &'static [(&'static str, &'static [Mode])] {
    const CORS: &[Mode] = &[Mode::Cors];
    const ALL: &[Mode] = &[Mode::Cors, Mode::NoCors, Mode::SameOrigin];
    match kind {
        CauseKind::RedirectUnsafeScheme { .. } => {
            &[(LAST, ALL), ("file:///marked", ALL), ("blob:http://page.invalid/marked", ALL)]
        }
        CauseKind::SameOriginMode { .. }
        | CauseKind::SchemeNotSupported { .. }
        | CauseKind::NoCorsRedirectMode { .. } => &[(LAST, ALL)],
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
