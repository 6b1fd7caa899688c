//! *HTTP-redirect fetch* (`concept-http-redirect-fetch`): may the redirect be followed, and what changes on the way.

use super::cache::PreflightCache;
use super::cors_check::{CheckStep, cors_check};
use super::machine::{Fetch, Next, Tainting};
use super::profile::{Location, RedirectCount, Refusal};
use super::{Cause, CauseKind, Evidence, Outcome, Phase, Profile, StepId};
use crate::model::{ByteString, Credentials, Mode, Origin, Received, RedirectMode, Request, Url};

/// At most so many redirects are followed (step 7).
pub const LIMIT: u32 = 20;

/// *Redirect status*.
#[must_use]
pub fn is_redirect_status(status: u16) -> bool {
    matches!(status, 301 | 302 | 303 | 307 | 308)
}

/// The request as it stands before the redirect.
struct Hop<'a> {
    pub request: &'a Request,
    pub current: &'a Url,
    pub tainting: Tainting,
    pub followed: u32,
    pub status: u16,
    pub location: &'a Location,
    pub has_stream: bool,
}

/// Whether the redirect may be followed, where to, and the steps that were taken.
struct Redirect {
    pub target: Option<Url>,
    pub failures: Vec<(CauseKind, StepId)>,
    pub steps: Vec<CheckStep>,
    /// Why the call fails whatever the target answers.
    pub late: Option<CauseKind>,
    /// What holds only once the target's preflight has passed.
    pub waiting: Vec<(CauseKind, StepId)>,
}

/// Steps 3 to 11. All failing conditions are found, as far as there is a URL to test.
fn check(hop: &Hop<'_>, profile: &dyn Profile) -> Redirect {
    let mut found =
        Redirect { target: None, failures: Vec::new(), steps: Vec::new(), late: None, waiting: Vec::new() };
    let counts = profile.redirect_count(hop.request);
    // Steps 3 to 5; the caller has handled an absent Location.
    let value = match hop.location {
        Location::Value(value) => value.clone(),
        Location::Failure(value) => return found.invalid(value.clone()),
        Location::Absent => return found,
    };
    let Some(target) = parse(hop.current, &value, profile) else { return found.invalid(value) };
    // Step 6.
    if !target.is_http()
        && let Some(kind) = profile.redirect_scheme_fault(&target, hop.request, hop.tainting)
    {
        found.fail(StepId::RedirectScheme, Evidence::Text(target.scheme().to_owned()), kind);
    }
    // Step 7.
    if counts == RedirectCount::InTurn {
        found.count(hop, profile);
    }
    // Steps 9 and 10.
    if let Some(step) = forbids_credentials(hop.request, hop.tainting, &target) {
        let kind = CauseKind::RedirectLocationHasCredentials { location: value };
        if profile.rechecks_redirects() && hop.tainting == Tainting::Basic {
            found.waiting.push((kind, step));
        } else {
            found.fail(step, Evidence::None, kind);
        }
    } else if target.includes_credentials() {
        let kind = CauseKind::RedirectEmbeddedCredentials { location: value };
        match profile.refuses_embedded_credentials(hop.request) {
            Refusal::Never => {}
            Refusal::AtOnce => found.fail(StepId::RedirectCredentials, Evidence::None, kind),
            Refusal::Late => found.late = Some(kind),
        }
    }
    if counts == RedirectCount::Last {
        found.count(hop, profile);
    }
    // Step 11.
    if hop.status != 303 && hop.has_stream {
        let kind = CauseKind::RedirectStreamBody { status: hop.status };
        found.fail(StepId::RedirectStream, Evidence::Number(hop.status.into()), kind);
    }
    if found.failures.is_empty() {
        found.steps.push((StepId::RedirectFollow, Outcome::Pass, Evidence::Text(target.as_str().to_owned())));
        found.target = Some(target);
    }
    found
}

/// Steps 9 and 10: which of them refuses the user name or password of this target, if one does.
pub(super) fn forbids_credentials(request: &Request, tainting: Tainting, target: &Url) -> Option<StepId> {
    let cross_origin = !request.origin.same_origin(&Origin::of(target));
    match (tainting, request.mode) {
        _ if !target.includes_credentials() => None,
        (_, Mode::Cors) if cross_origin => Some(StepId::RedirectCredentials),
        (Tainting::Cors, _) => Some(StepId::RedirectCredentialsTainted),
        _ => None,
    }
}

/// Why the network stops at where a `Location` leads, before anything else of the answer is looked at. The stack that
/// parses a `Location` also refuses contradictory ones, whatever the status.
pub(super) fn stopped(
    current: &Url,
    redirects: bool,
    location: &Location,
    (mode, profile): (RedirectMode, &dyn Profile),
) -> Option<CauseKind> {
    let (value, target, mode) = match location {
        // They are so in any mode.
        Location::Failure(value) => (value, None, RedirectMode::Follow),
        Location::Value(value) if redirects => (value, parse(current, value, profile), mode),
        _ => return None,
    };
    profile.stops_at(target.as_ref(), mode).then(|| match target {
        None => CauseKind::RedirectLocationInvalid { location: value.clone() },
        Some(target) => CauseKind::RedirectUnsafeScheme { scheme: target.scheme().to_owned() },
    })
}

/// The URL of a `Location`.
pub(super) fn parse(base: &Url, location: &ByteString, profile: &dyn Profile) -> Option<Url> {
    match profile.location_text(location) {
        Some(text) => base.join(&text),
        None => base.follow(location.as_bytes()),
    }
}

impl Fetch {
    /// HTTP-redirect fetch.
    pub(super) fn follow(
        &mut self,
        answer: &Received,
        location: &Location,
        cache: &mut PreflightCache,
        now: f64,
    ) -> Next {
        let current = self.current().clone();
        let status = answer.status;
        let hop = Hop {
            request: &self.request,
            current: &current,
            tainting: self.tainting,
            followed: self.hop(),
            status,
            location,
            has_stream: self.has_stream,
        };
        let found = check(&hop, self.profile);
        self.run.steps(found.steps);
        let Some(target) = found.target else {
            return self.fail_all(found.failures, Phase::Redirect, cache);
        };
        if let Some(kind) = found.late {
            self.run.refuse(kind, StepId::RedirectCredentials);
        }
        self.wait(found.waiting);
        if self.profile.rechecks_redirects() {
            self.recheck(answer);
        }
        // Location URL, step 4: a URL without a fragment takes over the one before.
        if let Some(fragment) = target.fragment() {
            self.run.found.fragment = Some(fragment.to_owned());
        }
        let target = target.without_fragment();
        self.removed.clear();
        // 12.
        let cross_origin = Origin::of(&current) != Origin::of(&target);
        if self.profile.becomes_get(status, &self.method, cross_origin) {
            let exchange = self.run.last_exchange();
            self.run.step(
                StepId::RedirectMethod,
                Outcome::Info,
                exchange,
                Evidence::Text(self.method.clone()),
            );
            "GET".clone_into(&mut self.method);
            self.has_stream = false;
            self.removed.extend(BODY_HEADERS);
        }
        // 13.
        if cross_origin {
            self.removed.push("authorization");
        }
        if cross_origin && self.headers.contains("authorization") {
            self.run.step(
                StepId::RedirectAuthorization,
                Outcome::Info,
                self.run.last_exchange(),
                Evidence::None,
            );
        }
        self.headers.retain(|name| {
            !self.removed.contains(&name) && !self.profile.drops_on_redirect(&self.request, name, &target)
        });
        self.sent_origin = self.sent_origin.take().filter(|_| !cross_origin);
        // 18 and 22.
        self.urls.push(target);
        self.run.hop += 1;
        self.main_fetch(cache, now)
    }

    /// The check of a redirect once more, with the credentials that the request began with.
    fn recheck(&mut self, answer: &Received) {
        let began_at_home =
            self.urls.first().is_some_and(|url| self.request.origin.same_origin(&Origin::of(url)));
        if self.tainting == Tainting::Cors
            && began_at_home
            && self.request.credentials == Credentials::SameOrigin
        {
            let found = cors_check(&answer.headers, self.origin(), true, self.profile);
            self.wait(found.failures);
        }
    }

    /// Keeps failures of this redirect until the next message is due.
    fn wait(&mut self, failures: Vec<(CauseKind, StepId)>) {
        let (hop, exchange) = (self.hop(), self.run.last_exchange().unwrap_or_default());
        for (kind, step) in failures {
            self.waiting.push(Cause { kind, phase: Phase::Redirect, hop, exchange, step });
        }
    }
}

impl Redirect {
    fn fail(&mut self, id: StepId, evidence: Evidence, kind: CauseKind) {
        self.steps.push((id, Outcome::Fail, evidence));
        self.failures.push((kind, id));
    }

    fn count(&mut self, hop: &Hop<'_>, profile: &dyn Profile) {
        let limit = profile.redirect_limit(hop.request);
        if hop.followed >= limit {
            self.fail(StepId::RedirectCount, Evidence::Number(limit), CauseKind::RedirectTooMany { limit });
        }
    }

    fn invalid(mut self, location: ByteString) -> Self {
        let kind = CauseKind::RedirectLocationInvalid { location: location.clone() };
        self.fail(StepId::RedirectLocation, Evidence::Value(location), kind);
        self
    }
}

/// Step 12: whether method and body are given up.
#[must_use]
pub fn becomes_get(status: u16, method: &str) -> bool {
    match status {
        301 | 302 => method == "POST",
        303 => !matches!(method, "GET" | "HEAD"),
        _ => false,
    }
}

/// Step 12.2: *request-body-header names*.
const BODY_HEADERS: [&str; 4] = ["content-encoding", "content-language", "content-location", "content-type"];
