//! *HTTP fetch* (`concept-http-fetch`) from the request's own message on: the CORS check, redirects, and what script
//! gets.

use super::cache::PreflightCache;
use super::corp::{self, Corp};
use super::cors_check::cors_check;
use super::machine::{Awaiting, Fetch, Next, Tainting};
use super::origin_header::request_origin_header;
use super::profile::Location;
use super::trace::{Evidence, Outcome, ResponseType};
use super::{CauseKind, NetworkCause, Phase, StepId, exposure, redirect};
use crate::model::{
    Answer, AnswerSource, ByteString, Kind, NetworkError, Origin, Outgoing, Received, RedirectMode,
};

/// Which answer is unknown when a 304 doesn't repeat the CORS headers; `explain` has the words.
pub const STORED_RESPONSE: &str = "stored-response";

impl Fetch {
    /// HTTP-network-or-cache fetch, as far as the message itself goes: its `Origin`.
    pub(super) fn send_request(&mut self) -> Next {
        let mut headers = self.headers.clone();
        let origin = request_origin_header(
            &self.request,
            self.profile,
            &self.method,
            self.current(),
            (self.tainting, self.origin()),
        );
        if let Some(origin) = origin {
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
        if let Some(kind) = self.refused.take() {
            return self.failed_step(StepId::RedirectCredentials, kind, Phase::Redirect);
        }
        let location = self.profile.location(&answer.headers);
        let redirects = redirect::is_redirect_status(answer.status)
            && answer.source != AnswerSource::ServiceWorker
            && !(location == Location::Absent && self.profile.redirect_needs_location(self.request.redirect));
        // The network stack that parses a Location also refuses a contradictory one, whatever the status.
        let read = redirects || matches!(location, Location::Failure(_));
        if let (true, Some(location)) = (read, self.unreadable(&location)) {
            let kind = CauseKind::RedirectLocationInvalid { location };
            return self.failed_step(StepId::RedirectLocation, kind, Phase::Redirect);
        }
        // 4.4. A service worker's response is not checked.
        if self.tainting == Tainting::Cors && answer.source != AnswerSource::ServiceWorker {
            // A redirect without a Location is returned as it is, so its check is the final one.
            let on_the_way = redirects && location != Location::Absent;
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
                        && let Some(target) = self.profile.follow(self.current(), value)
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

    /// The `Location`, where it can't be read and the engine tries that first.
    fn unreadable(&self, location: &Location) -> Option<ByteString> {
        match location {
            _ if !self.profile.parses_location_first() => None,
            Location::Value(value) => {
                self.profile.follow(self.current(), value).is_none().then(|| value.clone())
            }
            Location::Failure(value) => Some(value.clone()),
            Location::Absent => None,
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

    /// HTTP-redirect fetch.
    pub(super) fn follow(
        &mut self,
        status: u16,
        location: &Location,
        cache: &mut PreflightCache,
        now: f64,
    ) -> Next {
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
        self.run.steps(found.steps);
        let Some(target) = found.target else {
            return self.fail_all(found.failures, Phase::Redirect, cache);
        };
        self.refused = found.late;
        // Location URL, step 4: a URL without a fragment takes over the one before.
        if let Some(fragment) = target.fragment() {
            self.run.found.fragment = Some(fragment.to_owned());
        }
        let target = target.without_fragment();
        // 12.
        if redirect::becomes_get(status, &self.method) {
            let exchange = self.run.last_exchange();
            self.run.step(
                StepId::RedirectMethod,
                Outcome::Info,
                exchange,
                Evidence::Text(self.method.clone()),
            );
            "GET".clone_into(&mut self.method);
            self.has_stream = false;
            redirect::drop_body_headers(&mut self.headers);
        }
        // 13.
        if Origin::of(&current) != Origin::of(&target) && self.headers.contains("authorization") {
            self.run.step(
                StepId::RedirectAuthorization,
                Outcome::Info,
                self.run.last_exchange(),
                Evidence::None,
            );
            self.headers.delete("authorization");
        }
        self.headers.retain(|name| !self.profile.drops_on_redirect(&self.request, name, &target));
        // 18 and 22.
        self.urls.push(target);
        self.run.hop += 1;
        self.main_fetch(cache, now)
    }

    pub(super) fn succeed(&mut self, answer: &Received, response_type: ResponseType) -> Next {
        self.run.found.response_type = Some(response_type);
        let (exposed, hidden) = exposure::split(&answer.headers, response_type, self.credentialed());
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
