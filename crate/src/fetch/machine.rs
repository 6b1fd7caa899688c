//! The algorithms in the order they run, as a machine without I/O: it says what to send, takes what came back, and goes
//! on until the call has ended. Time is passed in.

use super::cache::PreflightCache;
use super::preflight::Asked;
use super::run::Run;
use super::trace::{Evaluation, Evidence, Outcome, PreflightState};
use super::{Cause, CauseKind, NetworkCause, Phase, Profile, StepId, arguments, forbidden, method};
use crate::model::{
    Answer, AnswerSource, Credentials, HeaderList, Initiator, NetworkError, Outgoing, Request, Url,
};

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
pub(super) enum Awaiting {
    Nothing,
    Preflight(Asked),
    Response,
}

/// One run of *fetch* for a request under a profile.
pub struct Fetch {
    pub(super) profile: &'static dyn Profile,
    pub(super) request: Request,
    /// The request's method, headers and body, which redirects change.
    pub(super) method: String,
    pub(super) headers: HeaderList,
    /// The headers before any redirect.
    pub(super) first_headers: HeaderList,
    /// Lower-case names of the headers that the last redirect took away.
    pub(super) removed: Vec<&'static str>,
    /// The body's type, which is not among the first headers, is asked for whatever becomes of it.
    pub(super) type_stays: bool,
    pub(super) has_stream: bool,
    pub(super) urls: Vec<Url>,
    pub(super) tainting: Tainting,
    /// The `Origin` of the last message, where it had one.
    pub(super) sent_origin: Option<String>,
    /// Failures that hold once the next message is due.
    pub(super) waiting: Vec<Cause>,
    /// A preflight was made or covered on some hop, so a failure clears the cache entries of the last.
    pub(super) preflighted: bool,
    pub(super) awaiting: Awaiting,
    pub(super) run: Run,
}

impl Fetch {
    /// Starts *fetch*: the page's arguments first, then main fetch.
    pub fn start(
        request: Request,
        profile: &'static dyn Profile,
        cache: &mut PreflightCache,
        now: f64,
    ) -> (Self, Next) {
        let mut request = request;
        profile.adapt(&mut request);
        let mut refused = arguments::check(&request);
        // Who sends no streams at all has nothing against their mode.
        if profile.blocks(&request) {
            refused.retain(|(kind, _)| *kind != CauseKind::StreamBodyNeedsCors);
        }
        let (mut headers, dropped) = forbidden::apply_guard(&request.headers, request.mode);
        if request.initiator == Initiator::Xhr || profile.combines_request_headers() {
            headers = combined(&headers);
        }
        let method = method::normalize(&request.method);
        // `send()` of XMLHttpRequest, step 3.
        if request.initiator == Initiator::Xhr && matches!(method.as_str(), "GET" | "HEAD") {
            request.body = None;
        }
        cache.forget_opaque(profile.cache_rules().kept_for);
        let body = request.body.as_ref().filter(|_| !matches!(method.as_str(), "GET" | "HEAD"));
        let own_headers = (request.initiator != Initiator::Fetch && profile.skips_removed_headers())
            .then(|| headers.clone());
        // Request constructor, 37.4: the body's type is a header like any other from here on.
        if let Some(content_type) = body.and_then(|body| body.content_type.clone())
            && !headers.contains("content-type")
        {
            headers.append("Content-Type", content_type);
        }
        // Fetch, step 12.
        if !headers.contains("accept") {
            headers.append("Accept", "*/*");
        }
        let mut fetch = Self {
            profile,
            method,
            first_headers: own_headers.unwrap_or_else(|| headers.clone()),
            removed: Vec::new(),
            type_stays: false,
            headers,
            has_stream: request.has_stream_body(),
            urls: vec![request.url.clone()],
            tainting: Tainting::Basic,
            sent_origin: None,
            waiting: Vec::new(),
            preflighted: false,
            awaiting: Awaiting::Nothing,
            run: Run::new(dropped),
            request,
        };
        fetch.run.found.fragment.clone_from(&fetch.request.fragment);
        if !refused.is_empty() {
            for (kind, step) in refused {
                fetch.run.step(step, Outcome::Fail, None, Evidence::None);
                fetch.run.fail(kind, step, Phase::Request);
            }
            let next = fetch.done();
            return (fetch, next);
        }
        if fetch.profile.blocks(&fetch.request) {
            let error = NetworkError::BlockedByClient;
            let kind = CauseKind::Network(NetworkCause { error, text: None });
            let next = fetch.failed_step(StepId::MainBlocked, kind, Phase::Request);
            return (fetch, next);
        }
        let next = fetch.main_fetch(cache, now);
        (fetch, next)
    }

    /// Takes what came back for the last message.
    pub fn respond(&mut self, answer: &Answer, cache: &mut PreflightCache, now: f64) -> Next {
        self.run.found.statuses.push(match answer {
            Answer::Received(answer) => answer.status,
            Answer::Failed { .. } | Answer::Unknown(_) => 0,
        });
        let refused = match answer {
            Answer::Received(received) if received.source == AnswerSource::Network => {
                self.profile.answer_failure(&self.request, received)
            }
            _ => None,
        };
        let failed =
            refused.map(|text| Answer::Failed { error: NetworkError::Other, text: Some(text.to_owned()) });
        let answer = failed.as_ref().unwrap_or(answer);
        match std::mem::replace(&mut self.awaiting, Awaiting::Nothing) {
            Awaiting::Nothing => self.done(),
            Awaiting::Preflight(asked) => match answer {
                Answer::Received(answer) => self.preflight_answered(&asked, answer, cache, now),
                other => self.no_response(other, Phase::Preflight, cache),
            },
            Awaiting::Response => match answer {
                Answer::Received(answer) => self.answered(answer, cache, now),
                other => self.no_response(other, Phase::Response, cache),
            },
        }
    }

    /// Goes on without the preflight just asked for, for a recording that shows none: `state` says why, an answer from
    /// the cache, or a service worker that took the request (HTTP fetch asks it first, in step 3).
    pub fn skip_preflight(&mut self, state: PreflightState) -> Option<Next> {
        let Awaiting::Preflight(_) = &self.awaiting else {
            return None;
        };
        self.awaiting = Awaiting::Nothing;
        self.run.found.sent.pop();
        if self.hop() == 0 {
            self.run.found.preflight = state;
        }
        Some(self.send_request())
    }

    pub(super) fn failed_step(&mut self, id: StepId, kind: CauseKind, phase: Phase) -> Next {
        let exchange = (phase != Phase::Request).then(|| self.run.last_exchange()).flatten();
        self.run.step(id, Outcome::Fail, exchange, Evidence::None);
        self.run.fail(kind, id, phase);
        self.done()
    }

    pub(super) fn send(&mut self, outgoing: Outgoing) -> Next {
        self.run.found.sent.push(outgoing.clone());
        Next::Send(outgoing)
    }

    pub(super) fn done(&mut self) -> Next {
        let credentialed = self.credentialed();
        Next::Done(Box::new(self.run.finish(credentialed)))
    }

    pub(super) fn hop(&self) -> u32 {
        self.run.hop
    }

    /// The byte-serialised request origin on this hop.
    pub(super) fn origin(&self) -> &str {
        self.run.found.origins.last().map_or("null", String::as_str)
    }

    pub(super) fn current(&self) -> &Url {
        self.urls.last().unwrap_or(&self.request.url)
    }

    /// Whether credentials go out with the request (HTTP-network-or-cache fetch, 8.3), which is also what the checks
    /// ask for under tainting `cors`.
    #[must_use]
    pub fn credentialed(&self) -> bool {
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
