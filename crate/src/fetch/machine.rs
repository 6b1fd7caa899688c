//! The algorithms in the order they run, as a machine without I/O: it says what to send, takes what came back, and goes
//! on until the call has ended. Time is passed in.

use super::cache::{CacheKey, Needs, PreflightCache};
use super::cors_check::{CheckStep, cors_check};
use super::origin_header::{request_origin_header, serialize_request_origin};
use super::preflight::{self, Asked};
use super::profile::Location;
use super::trace::{Evaluation, Evidence, Outcome, PreflightReason, PreflightState, ResponseType, Step};
use super::{
    Cause, CauseKind, NetworkCause, Phase, Profile, StepId, Verdict, arguments, exposure, forbidden, method,
    redirect, safelist,
};
use crate::model::{
    Answer, AnswerSource, Credentials, HeaderList, Initiator, Kind, Mode, Origin, Outgoing, Received,
    RedirectMode, Request,
};
use url::Url;

/// *Response tainting*.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tainting {
    /// Same origin so far.
    Basic,
    /// The CORS protocol is in force, for good.
    Cors,
    /// Mode `no-cors` crossed an origin.
    Opaque,
}

/// What the machine wants.
#[derive(Debug, Clone, PartialEq)]
pub enum Next {
    /// Send this and call [`Fetch::respond`] with what comes back.
    Send(Outgoing),
    /// The call has ended.
    Done(Box<Evaluation>),
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Awaiting {
    Nothing,
    Preflight(Asked),
    Response,
}

/// One run of *fetch* for a request under a profile.
pub struct Fetch {
    profile: &'static dyn Profile,
    request: Request,
    /// The request's method, headers and body, which redirects change.
    method: String,
    headers: HeaderList,
    has_stream: bool,
    urls: Vec<Url>,
    tainting: Tainting,
    /// A preflight was made or covered on this hop, so a failure clears its cache entries.
    preflighted: Option<CacheKey>,
    awaiting: Awaiting,
    run: Evaluation,
}

impl Fetch {
    /// Starts *fetch*: the page's arguments first, then main fetch.
    pub fn start(
        request: Request,
        profile: &'static dyn Profile,
        cache: &mut PreflightCache,
        now: f64,
    ) -> (Self, Next) {
        let refused = arguments::check(&request);
        let (mut headers, dropped) = forbidden::apply_guard(&request.headers, request.mode);
        if request.initiator == Initiator::Xhr || profile.combines_request_headers() {
            headers = combined(&headers);
        }
        let method = method::normalize(&request.method);
        let body = request.body.as_ref().filter(|_| !matches!(method.as_str(), "GET" | "HEAD"));
        // Request constructor, 37.4: the body's type is a header like any other from here on.
        if let Some(content_type) = body.and_then(|body| body.content_type.clone()) {
            if !headers.contains("content-type") {
                headers.append("Content-Type", content_type);
            }
        }
        // Fetch, step 12.
        if !headers.contains("accept") {
            headers.append("Accept", "*/*");
        }
        let mut fetch = Self {
            profile,
            method,
            headers,
            has_stream: request.has_stream_body(),
            urls: vec![request.url.clone()],
            tainting: Tainting::Basic,
            preflighted: None,
            awaiting: Awaiting::Nothing,
            run: Evaluation::started(dropped),
            request,
        };
        if !refused.is_empty() {
            for (kind, step) in refused {
                fetch.step(step, Outcome::Fail, None, Evidence::None);
                fetch.fail(kind, step, Phase::Request);
            }
            let next = fetch.done();
            return (fetch, next);
        }
        let next = fetch.main_fetch(cache, now);
        (fetch, next)
    }

    /// Takes what came back for the last message.
    pub fn respond(&mut self, answer: &Answer, cache: &mut PreflightCache, now: f64) -> Next {
        match std::mem::replace(&mut self.awaiting, Awaiting::Nothing) {
            Awaiting::Nothing => self.done(),
            Awaiting::Preflight(asked) => match answer {
                Answer::Received(answer) => self.preflight_answered(&asked, answer, cache, now),
                other => self.no_response(other, Phase::Preflight),
            },
            Awaiting::Response => match answer {
                Answer::Received(answer) => self.answered(answer, cache, now),
                other => self.no_response(other, Phase::Response),
            },
        }
    }

    /// Goes on as if the preflight just asked for had been answered from the cache: for a recording that shows none.
    pub fn preflight_was_cached(&mut self) -> Option<Next> {
        let Awaiting::Preflight(_) = &self.awaiting else { return None };
        self.awaiting = Awaiting::Nothing;
        self.run.sent.pop();
        if self.hop() == 0 {
            self.run.preflight = PreflightState::Cached;
        }
        Some(self.send_request())
    }

    /// *Main fetch*, step 12: which way this URL is fetched.
    fn main_fetch(&mut self, cache: &mut PreflightCache, now: f64) -> Next {
        let url = self.current().clone();
        let same_origin = self.request.origin.same_origin(&Origin::of(&url));
        self.run.urls.push(url.to_string());
        self.run.origins.push(serialize_request_origin(&self.request.origin, &self.urls));
        let phase = if self.hop() == 0 { Phase::Request } else { Phase::Redirect };
        if same_origin && self.tainting == Tainting::Basic {
            self.step(StepId::MainSameOrigin, Outcome::Pass, None, Evidence::Text(self.request.origin.to_string()));
            return self.send_request();
        }
        if url.scheme() == "data" {
            self.step(StepId::MainSameOrigin, Outcome::Pass, None, Evidence::Text("data".to_owned()));
            self.run.response_type = Some(ResponseType::Basic);
            return self.done();
        }
        match self.request.mode {
            Mode::SameOrigin => {
                let kind = CauseKind::SameOriginMode {
                    origin: self.request.origin.to_string(),
                    target: Origin::of(&url).to_string(),
                };
                self.failed_step(StepId::MainSameOriginMode, kind, phase)
            }
            Mode::NoCors if self.request.redirect != RedirectMode::Follow => {
                let kind = CauseKind::NoCorsRedirectMode { redirect: self.request.redirect.as_str() };
                self.failed_step(StepId::MainNoCorsRedirect, kind, phase)
            }
            Mode::NoCors => {
                self.tainting = Tainting::Opaque;
                self.step(StepId::MainNoCors, Outcome::Pass, None, Evidence::None);
                self.send_request()
            }
            Mode::Cors if !matches!(url.scheme(), "http" | "https") => {
                let kind = CauseKind::SchemeNotSupported { scheme: url.scheme().to_owned() };
                self.failed_step(StepId::MainScheme, kind, phase)
            }
            Mode::Cors => {
                self.tainting = Tainting::Cors;
                self.cors(&url, cache, now)
            }
        }
    }

    /// Main fetch 12, the two CORS branches, and HTTP fetch 4.1: is a preflight needed, and does the cache spare it?
    fn cors(&mut self, url: &Url, cache: &mut PreflightCache, now: f64) -> Next {
        let asked = self.asked();
        let reasons = self.reasons(&asked);
        if self.hop() == 0 {
            self.run.preflight_because.clone_from(&reasons);
        }
        if reasons.is_empty() {
            self.preflighted = None;
            self.step(StepId::MainCors, Outcome::Pass, None, Evidence::None);
            return self.send_request();
        }
        let names = asked.names.names.clone();
        self.step(StepId::MainPreflight, Outcome::Info, None, Evidence::Names(names));
        let key = self.cache_key(url);
        let needs = Needs {
            method: &asked.method,
            names: &asked.names,
            forced: asked.forced,
            credentialed: asked.credentialed,
            cache: self.request.cache,
        };
        let covered = cache.covers(&key, needs, self.profile.cache_rules(), now);
        self.preflighted = Some(key);
        if covered {
            self.step(StepId::CacheMatch, Outcome::Pass, None, Evidence::None);
            if self.hop() == 0 {
                self.run.preflight = PreflightState::Cached;
            }
            return self.send_request();
        }
        if self.hop() == 0 {
            self.run.preflight = PreflightState::Sent;
        }
        let outgoing = preflight::request(&asked, url.as_str(), self.hop());
        self.awaiting = Awaiting::Preflight(asked);
        self.send(outgoing)
    }

    fn asked(&self) -> Asked {
        Asked {
            method: self.method.clone(),
            names: safelist::unsafe_names(&self.headers, self.profile),
            authorization: self.headers.contains("authorization"),
            credentialed: self.credentialed(),
            // The flag is the request's and survives redirects, also one that drops the body.
            forced: self.profile.forces_preflight(&self.request),
            origin: serialize_request_origin(&self.request.origin, &self.urls),
        }
    }

    fn reasons(&self, asked: &Asked) -> Vec<PreflightReason> {
        let mut reasons = Vec::new();
        if asked.forced {
            let stream = self.request.has_stream_body();
            reasons.push(if stream { PreflightReason::StreamBody } else { PreflightReason::UploadListener });
        }
        if !method::is_safelisted(&asked.method) {
            reasons.push(PreflightReason::Method);
        }
        if !asked.names.by_total.is_empty() {
            reasons.push(PreflightReason::TotalSize);
        }
        let own = asked.names.names.iter().filter(|name| !asked.names.by_total.contains(name));
        reasons.extend(own.cloned().map(PreflightReason::Header));
        reasons
    }

    fn cache_key(&self, url: &Url) -> CacheKey {
        let origin = if self.profile.cache_rules().keyed_by_page {
            self.request.origin.to_string()
        } else {
            serialize_request_origin(&self.request.origin, &self.urls)
        };
        CacheKey { partition: self.request.top_level_site.clone(), origin, url: url.to_string() }
    }

    /// CORS-preflight fetch, step 7 and after.
    fn preflight_answered(
        &mut self,
        asked: &Asked,
        answer: &Received,
        cache: &mut PreflightCache,
        now: f64,
    ) -> Next {
        let checks = preflight::check(asked, self.current(), answer, self.profile);
        self.steps(checks.steps);
        if !checks.failures.is_empty() {
            return self.fail_all(checks.failures, Phase::Preflight, cache);
        }
        let max_age = self.profile.max_age(&answer.headers);
        let seconds = u32::try_from(max_age).unwrap_or(u32::MAX);
        self.step(StepId::PreflightMaxAge, Outcome::Info, self.last_exchange(), Evidence::Number(seconds));
        if let (Some(key), Some(headers)) = (&self.preflighted, &checks.headers) {
            let rules = self.profile.cache_rules();
            cache.store(key, asked.credentialed, &checks.methods, headers, max_age, (rules, now));
        }
        self.send_request()
    }

    /// HTTP-network-or-cache fetch, as far as the message itself goes: its `Origin`.
    fn send_request(&mut self) -> Next {
        let mut headers = self.headers.clone();
        if let Some(origin) = request_origin_header(&self.request, &self.method, &self.urls, self.tainting) {
            headers.append("Origin", origin.as_str());
        }
        self.awaiting = Awaiting::Response;
        let outgoing = Outgoing {
            kind: Kind::Request,
            hop: self.hop(),
            method: self.method.clone(),
            url: self.current().to_string(),
            headers,
        };
        self.send(outgoing)
    }

    /// HTTP fetch from step 4.4 on: the CORS check, then redirects, then what script gets.
    fn answered(&mut self, answer: &Received, cache: &mut PreflightCache, now: f64) -> Next {
        let location = self.profile.location(&answer.headers);
        let redirects = redirect::is_redirect_status(answer.status)
            && answer.source != AnswerSource::ServiceWorker
            && !(location == Location::Absent && self.profile.redirect_needs_location());
        // 4.4. A service worker's response is not checked.
        if self.tainting == Tainting::Cors && answer.source != AnswerSource::ServiceWorker {
            // A redirect without a Location is returned as it is, so its check is the final one.
            let on_the_way = redirects && location != Location::Absent;
            let phase = if on_the_way { Phase::Redirect } else { Phase::Response };
            if let Some(ended) = self.check_response(answer, phase, cache) {
                return ended;
            }
        }
        // 6.
        if redirects {
            match self.request.redirect {
                RedirectMode::Error => {
                    let kind = CauseKind::RedirectModeError { status: answer.status };
                    return self.failed_step(StepId::HttpRedirectMode, kind, Phase::Redirect);
                }
                RedirectMode::Manual => {
                    self.step(StepId::HttpRedirectMode, Outcome::Info, self.last_exchange(), Evidence::None);
                    return self.succeed(answer, ResponseType::OpaqueRedirect);
                }
                RedirectMode::Follow if location != Location::Absent => {
                    return self.follow(answer.status, &location, cache, now);
                }
                RedirectMode::Follow => {}
            }
        }
        // Main fetch 14.
        let response_type = match self.tainting {
            Tainting::Basic => ResponseType::Basic,
            Tainting::Cors => ResponseType::Cors,
            Tainting::Opaque => ResponseType::Opaque,
        };
        self.succeed(answer, response_type)
    }

    /// Gives the end of the call where the check doesn't let it go on.
    fn check_response(&mut self, answer: &Received, phase: Phase, cache: &mut PreflightCache) -> Option<Next> {
        // A 304 that confirmed a stored response freshens it, and the check is made on the two together. A 304 seldom
        // repeats the CORS headers, so the stored response's are what would count.
        let confirmed = answer.source == AnswerSource::Revalidated
            && !answer.headers.contains(super::names::ALLOW_ORIGIN);
        if confirmed && self.profile.revalidated_skips_check() {
            self.step(StepId::HttpCorsCheck, Outcome::Info, self.last_exchange(), Evidence::Number(304));
            return None;
        }
        if confirmed {
            let why = "the stored response that the 304 confirmed".to_owned();
            return Some(self.no_response(&Answer::Unknown(why), phase));
        }
        let origin = serialize_request_origin(&self.request.origin, &self.urls);
        let found = cors_check(&answer.headers, &origin, self.credentialed(), self.profile);
        self.steps(found.steps);
        if found.failures.is_empty() {
            return None;
        }
        Some(self.fail_all(found.failures, phase, cache))
    }

    /// HTTP-redirect fetch.
    fn follow(&mut self, status: u16, location: &Location, cache: &mut PreflightCache, now: f64) -> Next {
        let current = self.current().clone();
        let hop = redirect::Hop {
            request: &self.request,
            current: &current,
            tainting: self.tainting,
            followed: self.hop(),
            status,
            location,
            has_stream: self.has_stream,
        };
        let found = redirect::target(&hop, self.profile);
        self.steps(found.steps);
        let Some(mut target) = found.target else {
            return self.fail_all(found.failures, Phase::Redirect, cache);
        };
        target.set_fragment(None);
        // 12.
        if redirect::becomes_get(status, &self.method) {
            let exchange = self.last_exchange();
            self.step(StepId::RedirectMethod, Outcome::Info, exchange, Evidence::Text(self.method.clone()));
            "GET".clone_into(&mut self.method);
            self.has_stream = false;
            redirect::drop_body_headers(&mut self.headers);
        }
        // 13.
        if Origin::of(&current) != Origin::of(&target) && self.headers.contains("authorization") {
            self.step(StepId::RedirectAuthorization, Outcome::Info, self.last_exchange(), Evidence::None);
            self.headers.delete("authorization");
        }
        // 18 and 22.
        self.urls.push(target);
        self.main_fetch(cache, now)
    }

    fn succeed(&mut self, answer: &Received, response_type: ResponseType) -> Next {
        self.run.response_type = Some(response_type);
        let (exposed, hidden) = exposure::split(&answer.headers, response_type, self.credentialed());
        self.step(StepId::MainExposed, Outcome::Info, self.last_exchange(), Evidence::Names(exposed.clone()));
        self.run.exposed = exposed;
        self.run.hidden = hidden;
        self.done()
    }

    fn no_response(&mut self, answer: &Answer, phase: Phase) -> Next {
        let kind = match answer {
            Answer::Failed { error, text } => {
                CauseKind::Network(NetworkCause { error: *error, text: text.clone() })
            }
            Answer::Unknown(why) => {
                self.run.needs = self.run.sent.last().cloned();
                CauseKind::AnswerUnknown { why: why.clone() }
            }
            Answer::Received(_) => return self.done(),
        };
        let outcome = if self.run.needs.is_some() { Outcome::Info } else { Outcome::Fail };
        self.step(StepId::NetworkResponse, outcome, self.last_exchange(), Evidence::None);
        self.fail(kind, StepId::NetworkResponse, phase);
        self.done()
    }

    /// *Clear cache entries* goes with a network error of a preflighted call (main fetch 12).
    fn fail_all(&mut self, failures: Vec<(CauseKind, StepId)>, phase: Phase, cache: &mut PreflightCache) -> Next {
        for (kind, step) in failures {
            self.fail(kind, step, phase);
        }
        if let Some(key) = self.preflighted.take().filter(|_| self.profile.cache_rules().failure_clears) {
            cache.remove(&key);
        }
        self.done()
    }

    fn failed_step(&mut self, id: StepId, kind: CauseKind, phase: Phase) -> Next {
        let exchange = (phase != Phase::Request).then(|| self.last_exchange()).flatten();
        self.step(id, Outcome::Fail, exchange, Evidence::None);
        self.fail(kind, id, phase);
        self.done()
    }

    fn send(&mut self, outgoing: Outgoing) -> Next {
        self.run.sent.push(outgoing.clone());
        Next::Send(outgoing)
    }

    fn done(&mut self) -> Next {
        Next::Done(Box::new(self.finish()))
    }

    fn finish(&mut self) -> Evaluation {
        self.run.credentialed = self.credentialed();
        if let Some(first) = self.run.causes.first() {
            self.run.verdict = first.kind.verdict();
        }
        std::mem::replace(&mut self.run, Evaluation::started(Vec::new()))
    }

    fn fail(&mut self, kind: CauseKind, step: StepId, phase: Phase) {
        let exchange = self.run.sent.len().saturating_sub(1);
        self.run.causes.push(Cause { kind, phase, hop: self.hop(), exchange, step });
    }

    fn step(&mut self, id: StepId, outcome: Outcome, exchange: Option<usize>, evidence: Evidence) {
        self.run.trace.push(Step { id, outcome, hop: self.hop(), exchange, evidence });
    }

    fn steps(&mut self, steps: Vec<CheckStep>) {
        let exchange = self.last_exchange();
        for (id, outcome, evidence) in steps {
            self.step(id, outcome, exchange, evidence);
        }
    }

    fn last_exchange(&self) -> Option<usize> {
        self.run.sent.len().checked_sub(1)
    }

    fn hop(&self) -> u32 {
        u32::try_from(self.urls.len().saturating_sub(1)).unwrap_or(u32::MAX)
    }

    fn current(&self) -> &Url {
        self.urls.last().unwrap_or(&self.request.url)
    }

    /// Whether credentials go out with the request (HTTP-network-or-cache fetch, 8.3), which is also what the checks
    /// ask for under tainting `cors`.
    fn credentialed(&self) -> bool {
        match self.request.credentials {
            Credentials::Include => true,
            Credentials::SameOrigin => self.tainting == Tainting::Basic,
            Credentials::Omit => false,
        }
    }
}

/// `setRequestHeader()` of XMLHttpRequest combines values of one name by `, `.
fn combined(headers: &HeaderList) -> HeaderList {
    let mut list = HeaderList::default();
    for header in headers.iter() {
        let name = header.name.to_isomorphic();
        if !list.contains(&name) {
            list.append(&name, headers.get(&name).unwrap_or_default());
        }
    }
    list
}

impl Evaluation {
    fn started(dropped: Vec<String>) -> Self {
        Self {
            verdict: Verdict::Allowed,
            response_type: None,
            causes: Vec::new(),
            trace: Vec::new(),
            sent: Vec::new(),
            needs: None,
            exposed: Vec::new(),
            hidden: Vec::new(),
            preflight: PreflightState::NotNeeded,
            preflight_because: Vec::new(),
            credentialed: false,
            dropped,
            origins: Vec::new(),
            urls: Vec::new(),
        }
    }
}
