//! *HTTP fetch* (`concept-http-fetch`) from the request's own message on: the CORS check, redirects, and what script
//! gets.

use super::cache::PreflightCache;
use super::corp::{self, Corp};
use super::cors_check::cors_check;
use super::machine::{Awaiting, Fetch, Next, Tainting};
use super::origin_header::request_origin_header;
use super::profile::{Location, RedirectCount};
use super::trace::{Evidence, Outcome, ResponseType};
use super::{CauseKind, NetworkCause, Phase, StepId, exposure, redirect};
use crate::model::{Answer, AnswerSource, Kind, NetworkError, Origin, Outgoing, Received, RedirectMode};

/// Whether a `Location` says anything.
fn leads(location: &Location) -> bool {
    match location {
        Location::Absent => false,
        // An empty one leads to the URL it came from.
        Location::Value(_) => true,
        Location::Failure(value) => !value.as_bytes().is_empty(),
    }
}

/// Which answer is unknown when a 304 doesn't repeat the CORS headers; `explain` has the words.
pub const STORED_RESPONSE: &str = "stored-response";

impl Fetch {
    /// HTTP-network-or-cache fetch, as far as the message itself goes: its `Origin`.
    pub(super) fn send_request(&mut self) -> Next {
        if !self.waiting.is_empty() {
            // The redirect is not followed after all: the failure belongs to the hop that answered it.
            self.run.hop = self.run.hop.saturating_sub(1);
            for cause in std::mem::take(&mut self.waiting) {
                self.run.step(cause.step, Outcome::Fail, Some(cause.exchange), Evidence::None);
                self.run.found.causes.push(cause);
            }
            return self.done();
        }
        let mut headers = self.headers.clone();
        let origin = request_origin_header(
            &self.request,
            self.profile,
            &self.method,
            &self.urls,
            (self.tainting, self.origin()),
        );
        let before = self.sent_origin.take().filter(|_| self.profile.origin_goes_on());
        self.sent_origin = origin.or(before);
        if let Some(origin) = &self.sent_origin {
            headers.append("Origin", origin.as_str());
        }
        self.awaiting = Awaiting::Response;
        let outgoing = Outgoing {
            kind: Kind::Request,
            hop: self.hop(),
            method: self.method.clone(),
            // No message carries a URL's user name and password.
            url: self.current().without_credentials(),
            headers,
        };
        self.send(outgoing)
    }

    /// HTTP fetch from step 4.4 on: the CORS check, then redirects, then what script gets.
    pub(super) fn answered(&mut self, answer: &Received, cache: &mut PreflightCache, now: f64) -> Next {
        let location = self.profile.location(&answer.headers);
        let redirects = answer.source != AnswerSource::ServiceWorker
            && self.profile.is_redirect(&self.request, answer.status, &location);
        if self.run.is_refused() && !redirects {
            return self.done();
        }
        if redirects {
            self.note_target(&location);
        }
        let by = (self.request.redirect, self.profile);
        let limit = self.profile.redirect_limit(&self.request);
        if redirects
            && matches!(location, Location::Value(_))
            && self.hop() >= limit
            && self.profile.redirect_count(&self.request) == RedirectCount::First
        {
            let kind = CauseKind::RedirectTooMany { limit };
            return self.failed_step(StepId::RedirectCount, kind, Phase::Redirect);
        }
        if let Some(kind) = redirect::stopped(self.current(), redirects, &location, by) {
            return self.failed_step(StepId::RedirectLocation, kind, Phase::Redirect);
        }
        // 4.4. A service worker's response is not checked.
        if self.tainting == Tainting::Cors && answer.source != AnswerSource::ServiceWorker {
            // A redirect without a Location is returned as it is, so its check is the final one.
            let on_the_way = redirects && leads(&location);
            let phase = if on_the_way { Phase::Redirect } else { Phase::Response };
            if let Some(ended) = self.check_response(answer, phase, cache) {
                return ended;
            }
        }
        // 5.
        if self.tainting == Tainting::Opaque {
            match corp::check(&answer.headers, &self.request, self.current()) {
                Corp::Allowed => {}
                Corp::Blocked => {
                    let error = NetworkError::Corp;
                    let kind = CauseKind::Network(NetworkCause { error, text: None });
                    return self.failed_step(StepId::HttpCorp, kind, Phase::Response);
                }
                Corp::Unknown => {
                    let kind = CauseKind::FactUnknown { fact: "site" };
                    return self.failed_step(StepId::HttpCorp, kind, Phase::Response);
                }
            }
        }
        // 6.
        if redirects {
            match self.request.redirect {
                RedirectMode::Error => {
                    if self.profile.checks_location_before_mode()
                        && let Location::Value(value) = &location
                        && let Some(target) = redirect::parse(self.current(), value, self.profile)
                        && let Some(step) =
                            redirect::forbids_credentials(&self.request, self.tainting, &target)
                    {
                        let kind = CauseKind::RedirectLocationHasCredentials { location: value.clone() };
                        return self.failed_step(step, kind, Phase::Redirect);
                    }
                    let kind = CauseKind::RedirectModeError { status: answer.status };
                    return self.failed_step(StepId::HttpRedirectMode, kind, Phase::Redirect);
                }
                RedirectMode::Manual => {
                    self.run.step(
                        StepId::HttpRedirectMode,
                        Outcome::Info,
                        self.run.last_exchange(),
                        Evidence::None,
                    );
                    return self.succeed(answer, ResponseType::OpaqueRedirect);
                }
                RedirectMode::Follow if location != Location::Absent => {
                    return self.follow(answer, &location, cache, now);
                }
                RedirectMode::Follow => {}
            }
        }
        let is_home = self.request.origin.same_origin(&Origin::of(self.current()));
        if self.tainting == Tainting::Cors && !is_home && self.profile.asks_again(&self.request, answer) {
            let origin = self.request.origin.serialise();
            let found = cors_check(&answer.headers, &origin, self.credentialed(), self.profile);
            if !found.failures.is_empty() {
                self.run.steps(found.steps);
                return self.fail_all(found.failures, Phase::Response, cache);
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

    /// Notes where a redirect leads.
    pub(super) fn note_target(&mut self, location: &Location) {
        if let Location::Value(value) = location {
            self.run.found.target = match redirect::parse(self.current(), value, self.profile) {
                Some(url) => url.as_str().to_owned(),
                None => self.profile.location_text(value).unwrap_or_default(),
            };
        }
    }

    /// Gives the end of the call where the check doesn't let it go on.
    pub(super) fn check_response(
        &mut self,
        answer: &Received,
        phase: Phase,
        cache: &mut PreflightCache,
    ) -> Option<Next> {
        // A 304 that confirmed a stored response freshens it, and the check is made on the two together. A 304 seldom
        // repeats the CORS headers, so the stored response's are what would count.
        let confirmed = answer.source == AnswerSource::Revalidated
            && answer.status == 304
            && !answer.headers.contains(super::names::ALLOW_ORIGIN);
        if confirmed && self.profile.revalidated_skips_check() {
            self.run.step(
                StepId::HttpCorsCheck,
                Outcome::Info,
                self.run.last_exchange(),
                Evidence::Number(304),
            );
            return None;
        }
        if confirmed {
            return Some(self.no_response(&Answer::Unknown(STORED_RESPONSE.to_owned()), phase, cache));
        }
        let found = cors_check(&answer.headers, self.origin(), self.credentialed(), self.profile);
        self.run.steps(found.steps);
        if found.failures.is_empty() {
            return None;
        }
        Some(self.fail_all(found.failures, phase, cache))
    }

    pub(super) fn succeed(&mut self, answer: &Received, response_type: ResponseType) -> Next {
        self.run.found.response_type = Some(response_type);
        let by = (&self.request, self.profile);
        let (exposed, hidden) = exposure::split(&answer.headers, response_type, self.credentialed(), by);
        self.run.step(
            StepId::MainExposed,
            Outcome::Info,
            self.run.last_exchange(),
            Evidence::Names(exposed.clone()),
        );
        self.run.found.exposed = exposed;
        self.run.found.hidden = hidden;
        self.done()
    }

    pub(super) fn no_response(&mut self, answer: &Answer, phase: Phase, cache: &mut PreflightCache) -> Next {
        let kind = match answer {
            Answer::Failed { error, text } => {
                CauseKind::Network(NetworkCause { error: *error, text: text.clone() })
            }
            Answer::Unknown(why) => {
                self.run.found.needs = self.run.found.sent.last().cloned();
                CauseKind::AnswerUnknown { why: why.clone() }
            }
            Answer::Received(_) => return self.done(),
        };
        let outcome = if self.run.found.needs.is_some() { Outcome::Info } else { Outcome::Fail };
        let step = match answer {
            // These stop a request before it goes out.
            Answer::Failed { error: NetworkError::Csp | NetworkError::MixedContent, .. } => {
                StepId::MainBlocked
            }
            _ => StepId::NetworkResponse,
        };
        self.run.step(step, outcome, self.run.last_exchange(), Evidence::None);
        self.run.fail(kind, step, phase);
        self.clear_cache(cache);
        self.done()
    }

    /// Ends the call with these.
    pub(super) fn fail_all(
        &mut self,
        failures: Vec<(CauseKind, StepId)>,
        phase: Phase,
        cache: &mut PreflightCache,
    ) -> Next {
        for (kind, step) in failures {
            self.run.fail(kind, step, phase);
        }
        self.clear_cache(cache);
        self.done()
    }
}
