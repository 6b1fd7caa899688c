//! *Main fetch* (`concept-main-fetch`), step 12: which way a URL is fetched, and whether a preflight comes first.

use super::cache::{CacheKey, Keeps, KeptFor, Needs, PreflightCache};
use super::machine::{Awaiting, Fetch, Next, Tainting};
use super::origin_header::{is_tainted, serialize_request_origin};
use super::preflight::{self, Asked};
use super::trace::{Evidence, Outcome, PreflightReason, PreflightState, ResponseType};
use super::{CauseKind, Phase, StepId, method, safelist};
use crate::model::{CacheMode, Mode, Origin, Received, RedirectMode, Url};

/// What makes a request conditional (*HTTP-network-or-cache fetch*, where the cache mode becomes `no-store`).
const CONDITIONAL: [&str; 5] =
    ["if-match", "if-none-match", "if-modified-since", "if-unmodified-since", "if-range"];

impl Fetch {
    /// *Main fetch*, step 12: which way this URL is fetched.
    pub(super) fn main_fetch(&mut self, cache: &mut PreflightCache, now: f64) -> Next {
        let mut url = self.current().clone();
        let same_origin = self.request.origin.same_origin(&Origin::of(&url));
        let at_home = same_origin && self.tainting == Tainting::Basic;
        if url.includes_credentials()
            && !self
                .profile
                .carries_url_credentials(&self.request, self.request.mode == Mode::Cors && !at_home)
        {
            url = Url::parse(&url.without_credentials()).unwrap_or(url);
            self.urls.pop();
            self.urls.push(url.clone());
        }
        self.run.found.urls.push(url.as_str().to_owned());
        self.run.found.origins.push(serialize_request_origin(&self.request.origin, &self.urls));
        let phase = if self.hop() == 0 { Phase::Request } else { Phase::Redirect };
        if at_home {
            self.run.step(
                StepId::MainSameOrigin,
                Outcome::Pass,
                None,
                Evidence::Text(self.request.origin.serialise()),
            );
            return self.send_request();
        }
        if url.scheme() == "data" && self.profile.fetches_data_first(&self.request) {
            self.run.step(StepId::MainSameOrigin, Outcome::Pass, None, Evidence::Text("data".to_owned()));
            self.run.found.response_type = Some(ResponseType::Basic);
            // Scheme fetch: the response has its type and nothing else.
            let names = self.profile.data_url_headers(&self.request);
            self.run.found.exposed = names.iter().map(|name| (*name).to_owned()).collect();
            return self.done();
        }
        match self.request.mode {
            Mode::SameOrigin => {
                let kind = CauseKind::SameOriginMode {
                    origin: self.request.origin.serialise(),
                    target: Origin::of(&url).serialise(),
                };
                // The redirect is not followed: the failure belongs to the hop that answered it.
                self.run.hop = self.run.hop.saturating_sub(1);
                self.failed_step(StepId::MainSameOriginMode, kind, phase)
            }
            Mode::NoCors if self.request.redirect != RedirectMode::Follow => {
                let kind = CauseKind::NoCorsRedirectMode { redirect: self.request.redirect.as_str() };
                self.failed_step(StepId::MainNoCorsRedirect, kind, phase)
            }
            // Scheme fetch. A redirect leads here only where the profile lets it.
            Mode::NoCors if !url.is_http() && self.hop() > 0 => {
                self.run.step(StepId::MainNoCors, Outcome::Pass, None, Evidence::None);
                self.run.found.response_type = Some(ResponseType::Opaque);
                self.done()
            }
            // Of the schemes that lead elsewhere none is known here.
            Mode::NoCors | Mode::Cors if !url.is_http() => {
                let kind = CauseKind::SchemeNotSupported { scheme: url.scheme().to_owned(), url: None };
                self.failed_step(StepId::MainScheme, kind, phase)
            }
            Mode::NoCors => {
                self.tainting = Tainting::Opaque;
                self.run.step(StepId::MainNoCors, Outcome::Pass, None, Evidence::None);
                self.send_request()
            }
            Mode::Cors => {
                self.tainting = Tainting::Cors;
                self.cors(&url, cache, now)
            }
        }
    }

    /// Main fetch 12, the two CORS branches, and HTTP fetch 4.1: is a preflight needed, and does the cache spare it?
    pub(super) fn cors(&mut self, url: &Url, cache: &mut PreflightCache, now: f64) -> Next {
        let asked = self.asked();
        let reasons = self.reasons(&asked);
        if self.hop() == 0 {
            self.run.found.preflight_because.clone_from(&reasons);
        }
        if reasons.is_empty() && !(self.profile.preflights_go_on() && (self.preflighted || asked.once_unsafe))
        {
            self.run.step(StepId::MainCors, Outcome::Pass, None, Evidence::None);
            return self.send_request();
        }
        // Where it is the only unsafe one, it stays so.
        self.type_stays |= self.profile.skips_removed_headers()
            && !(asked.once_unsafe || asked.forced)
            && asked.names.names.iter().any(|name| name == "content-type");
        let names = asked.names.names.clone();
        self.run.step(StepId::MainPreflight, Outcome::Info, None, Evidence::Names(names));
        let rules = self.profile.cache_rules();
        let key = self.cache_key();
        let needs = Needs {
            method: &asked.method,
            names: &asked.names,
            forced: asked.forced,
            credentialed: asked.credentialed,
            cache: self.request.cache,
            passes_by: self.request.cache == CacheMode::Default
                && CONDITIONAL.iter().any(|name| self.headers.contains(name))
                && (rules.passed_by_conditional)(&self.request),
        };
        self.preflighted = true;
        if key.is_some_and(|key| cache.covers(&key, needs, rules, now)) {
            self.run.step(StepId::CacheMatch, Outcome::Pass, None, Evidence::None);
            if self.hop() == 0 {
                self.run.found.preflight = PreflightState::Cached;
            }
            return self.send_request();
        }
        if self.hop() == 0 {
            self.run.found.preflight = PreflightState::Sent;
        }
        let outgoing = preflight::request(&asked, &url.without_credentials(), self.hop());
        self.awaiting = Awaiting::Preflight(asked);
        self.send(outgoing)
    }

    pub(super) fn asked(&self) -> Asked {
        let headers = if self.profile.preflights_go_on() { &self.first_headers } else { &self.headers };
        let mut names = safelist::unsafe_names(headers, self.profile);
        let once_unsafe = !names.names.is_empty();
        if self.profile.preflights_go_on() {
            if self.profile.skips_removed_headers() {
                names.names.retain(|name| !self.removed.contains(&name.as_str()));
            }
            // The type that the body implies is the only one not among the first headers.
            let now = safelist::unsafe_names(&self.headers, self.profile).names;
            let unsafe_now = now.iter().any(|name| name == "content-type");
            if self.type_stays || (unsafe_now && !self.first_headers.contains("content-type")) {
                safelist::insert(&mut names.names, "content-type".to_owned());
            }
        }
        Asked {
            method: self.method.clone(),
            names,
            once_unsafe,
            credentialed: self.credentialed(),
            // The flag is the request's and survives redirects, also one that drops the body.
            forced: self.profile.forces_preflight(&self.request),
            origin: if self.profile.preflights_for_page() {
                self.request.origin.serialise()
            } else {
                self.origin().to_owned()
            },
            redirect: self.request.redirect,
        }
    }

    pub(super) fn reasons(&self, asked: &Asked) -> Vec<PreflightReason> {
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

    /// What the cache keeps an answer by on this hop; nothing where it keeps none.
    fn cache_key(&self) -> Option<CacheKey> {
        let kept_for = self.profile.cache_rules().kept_for;
        let page = self.request.origin.serialise();
        let tainted = is_tainted(&self.request.origin, &self.urls);
        if kept_for == KeptFor::Renewed && tainted {
            return None;
        }
        let tainted = tainted && kept_for == KeptFor::Tainted && page != "null";
        let origin = if kept_for == KeptFor::Page { page } else { self.origin().to_owned() };
        // Two URLs that differ in their fragments are two URLs.
        let mut url = self.current().as_str().to_owned();
        if let Some(fragment) = &self.run.found.fragment {
            url.push('#');
            url.push_str(fragment);
        }
        Some(CacheKey { partition: self.request.top_level_site.clone(), origin, tainted, url })
    }

    /// *Clear cache entries*, which goes with a network error of a call that was preflighted on some hop (main fetch 12).
    pub(super) fn clear_cache(&self, cache: &mut PreflightCache) {
        let clears = match self.profile.cache_rules().keeps {
            Keeps::Items => self.preflighted,
            Keeps::Names => true,
            Keeps::Answers => false,
        };
        if clears && let Some(key) = self.cache_key() {
            cache.remove(&key);
        }
    }

    /// CORS-preflight fetch, step 7 and after.
    pub(super) fn preflight_answered(
        &mut self,
        asked: &Asked,
        answer: &Received,
        cache: &mut PreflightCache,
        now: f64,
    ) -> Next {
        self.note_target(&self.profile.location(&answer.headers));
        let checks = preflight::check(asked, self.current(), answer, self.profile);
        self.run.steps(checks.steps);
        let rules = self.profile.cache_rules();
        let refusal = |(kind, _): &(CauseKind, StepId)| {
            matches!(
                kind,
                CauseKind::PreflightMethodNotAllowed { .. } | CauseKind::PreflightHeaderNotAllowed { .. }
            )
        };
        let kept =
            checks.failures.is_empty() || (rules.keeps_refusals && checks.failures.iter().all(refusal));
        if kept && !rules.unkept.contains(&self.request.cache) {
            let max_age = self.profile.max_age(&answer.headers);
            if let (Some(key), Some(headers)) = (self.cache_key(), &checks.headers) {
                cache.store(&key, asked.credentialed, &checks.methods, headers, max_age, (rules, now));
            }
        }
        if !checks.failures.is_empty() {
            return self.fail_all(checks.failures, Phase::Preflight, cache);
        }
        let max_age = self.profile.max_age(&answer.headers);
        let seconds = u32::try_from(max_age).unwrap_or(u32::MAX);
        self.run.step(
            StepId::PreflightMaxAge,
            Outcome::Info,
            self.run.last_exchange(),
            Evidence::Number(seconds),
        );
        self.send_request()
    }
}
