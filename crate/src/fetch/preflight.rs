//! *CORS-preflight fetch* (`cors-preflight-fetch-0`): the request as it goes out, and the checks of its answer.

use super::cause::names;
use super::cors_check::{CheckStep, cors_check};
use super::extract::{self, Extracted};
use super::profile::{Location, PreflightCheck};
use super::safelist::UnsafeNames;
use super::{CauseKind, Evidence, Outcome, Profile, StepId, method, redirect};
use crate::model::{HeaderList, Kind, Origin, Outgoing, Received, RedirectMode, Url};

/// The request being asked for, as far as its preflight is concerned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Asked {
    pub method: String,
    pub names: UnsafeNames,
    /// Whether some header was unsafe when the call began.
    pub once_unsafe: bool,
    pub credentialed: bool,
    pub forced: bool,
    pub origin: String,
    pub redirect: RedirectMode,
}

/// Steps 1 to 5: `OPTIONS` without credentials and without the page's own headers.
pub(super) fn request(asked: &Asked, url: &str, hop: u32) -> Outgoing {
    let mut headers = HeaderList::default();
    headers.append("Accept", "*/*");
    headers.append("Access-Control-Request-Method", asked.method.as_str());
    if !asked.names.names.is_empty() {
        // Joined by `,` without a space.
        let names: Vec<&str> = asked.names.names.iter().map(String::as_str).collect();
        headers.append("Access-Control-Request-Headers", names.join(",").as_str());
    }
    headers.append("Origin", asked.origin.as_str());
    Outgoing { kind: Kind::Preflight, hop, method: "OPTIONS".to_owned(), url: url.to_owned(), headers }
}

/// What the checks of step 7 found: every failing condition, in the order in which the engine meets them.
#[derive(Debug, Clone, Default)]
pub(super) struct PreflightChecks {
    pub failures: Vec<(CauseKind, StepId)>,
    pub steps: Vec<CheckStep>,
    /// The answer's lists, for the cache; meaningful when nothing failed.
    pub methods: Vec<String>,
    pub headers: Option<Extracted>,
}

/// Step 7. The standard stops at the first failure; here every check that can be made is made.
pub(super) fn check(asked: &Asked, url: &Url, answer: &Received, profile: &dyn Profile) -> PreflightChecks {
    let mut checks = PreflightChecks::default();
    let methods = extract::tokens(&answer.headers, names::ALLOW_METHODS);
    let headers = extract::tokens(&answer.headers, names::ALLOW_HEADERS);
    let location = profile.location(&answer.headers);
    let redirects =
        redirect::is_redirect_status(answer.status) && profile.preflight_redirects(asked.redirect);
    let target = match &location {
        Location::Value(value) | Location::Failure(value) if redirects => Some(value),
        _ => None,
    };
    let is_home = asked.origin == Origin::of(url).serialise();
    // Contradictory lines are so in any mode.
    let parses = profile.stops_at(None, RedirectMode::Follow);
    let by = (asked.redirect, profile);
    let stopped = parses.then(|| redirect::stopped(url, redirects, &location, by)).flatten();
    let is_stopped = stopped.is_some();
    if let Some(kind) = stopped {
        checks.fail(StepId::PreflightResponse, Evidence::Number(answer.status.into()), kind);
    }
    for check in profile.preflight_order() {
        match check {
            // A redirect is never followed (step 6), and its status is no ok status (step 7).
            PreflightCheck::Redirect => {
                if let Some(location) = target.filter(|_| !is_stopped).cloned() {
                    let to = url.follow(location.as_bytes()).filter(Url::is_http);
                    let kind = CauseKind::PreflightRedirected { status: answer.status, location };
                    let status = Evidence::Number(answer.status.into());
                    checks.fail(StepId::PreflightResponse, status, kind);
                    if let Some(to) = to.filter(|_| profile.preflights_for_page()) {
                        checks.taken_along(asked, (url, &to), answer, profile);
                    }
                }
            }
            // The check is made for the request asked for: with its credentials mode, though the preflight had none.
            PreflightCheck::Cors if profile.preflights_for_page() && is_home => {}
            PreflightCheck::Cors => {
                let found = cors_check(&answer.headers, &asked.origin, asked.credentialed, profile);
                checks.steps.extend(found.steps);
                checks.failures.extend(found.failures);
            }
            PreflightCheck::Status => checks.status(answer.status, target.is_some()),
            PreflightCheck::MethodsSyntax => checks.syntax(answer, names::ALLOW_METHODS, &methods),
            PreflightCheck::HeadersSyntax => checks.syntax(answer, names::ALLOW_HEADERS, &headers),
            PreflightCheck::Method => checks.method(asked, &methods, profile),
            PreflightCheck::Authorization => checks.authorization(asked, &headers, profile),
            PreflightCheck::Headers => checks.headers(asked, &headers),
        }
    }
    // The answer to a redirect says nothing about the answer that has to take its place.
    if target.is_some() {
        checks.failures.retain(|(kind, _)| {
            !matches!(
                kind,
                CauseKind::PreflightMethodNotAllowed { .. } | CauseKind::PreflightHeaderNotAllowed { .. }
            )
        });
    }
    // 7.4: a forced preflight needs no list for its method.
    checks.methods = match &methods {
        Extracted::Absent if asked.forced && !profile.forced_preflight_needs_list() => {
            vec![asked.method.clone()]
        }
        list => list.values().to_vec(),
    };
    checks.headers = Some(headers);
    checks
}

impl PreflightChecks {
    fn pass(&mut self, id: StepId, evidence: Evidence) {
        self.steps.push((id, Outcome::Pass, evidence));
    }

    fn fail(&mut self, id: StepId, evidence: Evidence, kind: CauseKind) {
        self.steps.push((id, Outcome::Fail, evidence));
        self.failures.push((kind, id));
    }

    /// The check of an answer that a redirect takes along to where it leads, as a request's would be there.
    fn taken_along(
        &mut self,
        asked: &Asked,
        (from, to): (&Url, &Url),
        answer: &Received,
        profile: &dyn Profile,
    ) {
        let (left, reached) = (Origin::of(from), Origin::of(to));
        let was_home = asked.origin == left.serialise();
        if was_home && left == reached {
            return;
        }
        let origin = if was_home || left == reached { asked.origin.as_str() } else { "null" };
        let found = cors_check(&answer.headers, origin, asked.credentialed, profile);
        self.steps.extend(found.steps);
        self.failures.extend(found.failures);
    }

    fn status(&mut self, status: u16, redirected: bool) {
        let evidence = Evidence::Number(status.into());
        if (200..=299).contains(&status) {
            self.pass(StepId::PreflightResponse, evidence);
        } else if !redirected {
            self.fail(StepId::PreflightResponse, evidence, CauseKind::PreflightStatusNotOk { status });
        }
    }

    /// 7.3: either list failing is fatal, also where it isn't needed.
    fn syntax(&mut self, answer: &Received, name: &'static str, list: &Extracted) {
        if *list != Extracted::Failure {
            return;
        }
        let value = answer.headers.get(name).unwrap_or_default();
        let kind = if name == names::ALLOW_METHODS {
            CauseKind::PreflightAllowMethodsInvalid { value: value.clone() }
        } else {
            CauseKind::PreflightAllowHeadersInvalid { value: value.clone() }
        };
        self.fail(StepId::PreflightSyntax, Evidence::Value(value), kind);
    }

    /// 7.5: byte for byte; `*` counts without credentials only.
    fn method(&mut self, asked: &Asked, list: &Extracted, profile: &dyn Profile) {
        if *list == Extracted::Failure {
            return;
        }
        let listed = list.values();
        let allowed = method::is_safelisted(&asked.method)
            || (asked.forced && *list == Extracted::Absent && !profile.forced_preflight_needs_list())
            || listed.contains(&asked.method)
            || (!asked.credentialed && is_wildcard(listed));
        let evidence = Evidence::Text(asked.method.clone());
        if allowed {
            self.pass(StepId::PreflightMethod, evidence);
        } else {
            let kind = CauseKind::PreflightMethodNotAllowed {
                method: asked.method.clone(),
                allowed: listed.to_vec(),
                wildcard_is_literal: asked.credentialed && is_wildcard(listed),
            };
            self.fail(StepId::PreflightMethod, evidence, kind);
        }
    }

    /// 7.6: `*` never covers `Authorization`.
    fn authorization(&mut self, asked: &Asked, list: &Extracted, profile: &dyn Profile) {
        let only_wildcard = !asked.credentialed && is_wildcard(list.values());
        let is_asked = lists(&asked.names.names, "authorization");
        if !is_asked || !only_wildcard || lists(list.values(), "authorization") {
            return;
        }
        if profile.wildcard_covers_authorization() {
            if self.failures.is_empty() {
                self.steps.push((StepId::PreflightAuthorization, Outcome::Info, Evidence::None));
            }
            return;
        }
        let allowed = list.values().to_vec();
        self.fail(
            StepId::PreflightAuthorization,
            Evidence::Names(allowed.clone()),
            CauseKind::PreflightAuthorizationNotListed { allowed },
        );
    }

    /// 7.7, and 7.6 where there is no wildcard that could be mistaken: every name must be listed, in any case.
    fn headers(&mut self, asked: &Asked, list: &Extracted) {
        if *list == Extracted::Failure {
            return;
        }
        let listed = list.values();
        let wildcard = is_wildcard(listed);
        let missing: Vec<String> = if wildcard && !asked.credentialed {
            Vec::new()
        } else {
            asked.names.names.iter().filter(|name| !lists(listed, name)).cloned().collect()
        };
        if missing.is_empty() {
            if !asked.names.names.is_empty() {
                self.pass(StepId::PreflightHeaders, Evidence::Names(asked.names.names.clone()));
            }
            return;
        }
        let kind = CauseKind::PreflightHeaderNotAllowed {
            names: missing.clone(),
            allowed: listed.to_vec(),
            wildcard_is_literal: asked.credentialed && wildcard,
        };
        self.fail(StepId::PreflightHeaders, Evidence::Names(missing), kind);
    }
}

fn is_wildcard(list: &[String]) -> bool {
    list.iter().any(|item| item == "*")
}

fn lists(list: &[String], name: &str) -> bool {
    list.iter().any(|item| item.eq_ignore_ascii_case(name))
}
