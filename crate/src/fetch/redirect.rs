//! *HTTP-redirect fetch* (`concept-http-redirect-fetch`): may the redirect be followed, and what changes on the way.

use super::machine::Tainting;
use super::profile::{Location, Refusal};
use super::{CauseKind, Evidence, Outcome, Profile, StepId};
use crate::fetch::cors_check::CheckStep;
use crate::model::{ByteString, Mode, Origin, Request, Url};

/// At most so many redirects are followed (step 7).
pub const LIMIT: u32 = 20;

/// *Redirect status*.
#[must_use]
pub fn is_redirect_status(status: u16) -> bool {
    matches!(status, 301 | 302 | 303 | 307 | 308)
}

/// The request as it stands before the redirect.
pub(super) struct Hop<'a> {
    pub request: &'a Request,
    pub current: &'a Url,
    pub tainting: Tainting,
    pub followed: u32,
    pub status: u16,
    pub location: &'a Location,
    pub has_stream: bool,
}

/// Whether the redirect may be followed, where to, and the steps that were taken.
pub(super) struct Redirect {
    pub target: Option<Url>,
    pub failures: Vec<(CauseKind, StepId)>,
    pub steps: Vec<CheckStep>,
    /// Why the call fails whatever the target answers.
    pub late: Option<CauseKind>,
}

/// Steps 3 to 11. All failing conditions are found, as far as there is a URL to test.
pub(super) fn target(hop: &Hop<'_>, profile: &dyn Profile) -> Redirect {
    let mut found = Redirect { target: None, failures: Vec::new(), steps: Vec::new(), late: None };
    // Steps 3 to 5; the caller has handled an absent Location.
    let value = match hop.location {
        Location::Value(value) => value.clone(),
        Location::Failure(value) => return found.invalid(value.clone()),
        Location::Absent => return found,
    };
    let Some(target) = parse(hop.current, &value, profile) else { return found.invalid(value) };
    // Step 6.
    if !target.is_http() {
        let kind = profile.redirect_scheme_fault(&target, hop.request.mode, hop.tainting);
        found.fail(StepId::RedirectScheme, Evidence::Text(target.scheme().to_owned()), kind);
    }
    // Step 7.
    let limit = profile.redirect_limit(hop.request);
    if hop.followed >= limit {
        found.fail(StepId::RedirectCount, Evidence::Number(limit), CauseKind::RedirectTooMany { limit });
    }
    // Steps 9 and 10.
    if let Some(step) = forbids_credentials(hop.request, hop.tainting, &target) {
        let kind = CauseKind::RedirectLocationHasCredentials { location: value };
        found.fail(step, Evidence::None, kind);
    } else if target.includes_credentials() {
        let kind = CauseKind::RedirectEmbeddedCredentials { location: value };
        match profile.refuses_embedded_credentials(hop.request) {
            Refusal::Never => {}
            Refusal::AtOnce => found.fail(StepId::RedirectCredentials, Evidence::None, kind),
            Refusal::Late => found.late = Some(kind),
        }
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
    profile: &dyn Profile,
) -> Option<CauseKind> {
    let (value, target) = match location {
        Location::Failure(value) => (value, None),
        Location::Value(value) if redirects => (value, parse(current, value, profile)),
        _ => return None,
    };
    profile.stops_at(target.as_ref()).then(|| match target {
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

impl Redirect {
    fn fail(&mut self, id: StepId, evidence: Evidence, kind: CauseKind) {
        self.steps.push((id, Outcome::Fail, evidence));
        self.failures.push((kind, id));
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
pub(super) const BODY_HEADERS: [&str; 4] =
    ["content-encoding", "content-language", "content-location", "content-type"];
