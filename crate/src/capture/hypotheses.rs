//! Every value that the unknown facts may have, run, and held against what the browser was seen to do.

use super::address_space::{ELSEWHERE, FACT, UNSET, ended_by_option};
use super::facts::crosses;
use super::replay::replay;
use super::{Clues, Mention};
use crate::fetch::{CauseKind, Evaluation, Phase, Profile, Verdict};
use crate::model::{
    Answer, Body, Credentials, Fact, Initiator, Kind, Mode, Observed, RedirectMode, Request, Scenario,
};

/// A fact and the value taken for it.
pub type Taken = (&'static str, &'static str);

/// One set of values for the unknown facts, and the run under it.
pub struct Hypothesis {
    /// The request with these values.
    pub request: Request,
    /// The values.
    pub taken: Vec<Taken>,
    /// The run.
    pub evaluation: Evaluation,
    /// It is among those that one is chosen from.
    pub in_pool: bool,
}

/// Every hypothesis that was run, and what became of the choice.
pub struct Weighed {
    /// In the order they were run.
    pub all: Vec<Hypothesis>,
    /// The first of the pool.
    pub chosen: usize,
    /// One of the pool that gives another verdict.
    pub open: Option<usize>,
}

/// Runs everything worth running, and chooses.
#[must_use]
pub fn weigh(scenario: &Scenario, settled: Request, clues: &Clues, profile: &'static dyn Profile) -> Weighed {
    let observed = scenario.observed.unwrap_or(Observed::Unknown);
    let default = settled.credentials;
    let mut all = candidates(scenario, settled, clues, profile);
    let mut some_fit = false;
    for one in &mut all {
        one.in_pool = is_possible(&one.request) && fits(&one.evaluation, scenario, observed, clues);
        some_fit |= one.in_pool;
    }
    let mut some_follow = false;
    for one in &mut all {
        // Nothing fits: the first, which has the platform's defaults, is shown as a contradiction.
        one.in_pool |= !some_fit;
        some_follow |= one.in_pool
            && one.request.redirect == RedirectMode::Follow
            && one.request.credentials == default
            && !may_not_follow(&one.evaluation);
    }
    let (mut chosen, mut open) = (None, None);
    for (at, one) in all.iter_mut().enumerate() {
        // Another redirect mode than the default needs a failure that following the redirect doesn't explain, unless it
        // takes other credentials than the default for that.
        if observed == Observed::Blocked && some_follow && one.request.redirect != RedirectMode::Follow {
            one.in_pool = false;
        }
        let verdict = one.evaluation.verdict;
        match chosen {
            None if one.in_pool => chosen = Some((at, verdict)),
            Some((_, its)) if one.in_pool && open.is_none() && its != verdict => open = Some(at),
            _ => {}
        }
    }
    let mut weighed = Weighed { chosen: chosen.map_or(0, |(at, _)| at), all, open };
    if let Some(mention) = clues.option_may_end_it {
        weigh_option(&mut weighed, mention, scenario, clues, profile);
    }
    weighed
}

/// What is chosen looks like what an option does that is in no entry: where a script mentions that, one verdict is as good
/// as the other. An option alone explains nothing, so it is never chosen itself.
fn weigh_option(
    weighed: &mut Weighed,
    mention: Mention,
    scenario: &Scenario,
    clues: &Clues,
    profile: &'static dyn Profile,
) {
    let Some(default) = weighed.all.first() else { return };
    let request = default.request.clone();
    let Some(evaluation) = ended_by_option(&request, scenario, clues, profile) else { return };
    let mut taken = default.taken.clone();
    taken.insert(0, (FACT, ELSEWHERE));
    for one in &mut weighed.all {
        one.taken.insert(0, (FACT, UNSET));
    }
    if mention == Mention::Absent {
        return;
    }
    let in_pool = mention == Mention::Found;
    let verdict = weighed.all.get(weighed.chosen).map(|chosen| chosen.evaluation.verdict);
    if in_pool && verdict != Some(Verdict::Undetermined) && verdict != Some(evaluation.verdict) {
        weighed.open.get_or_insert(weighed.all.len());
    }
    weighed.all.push(Hypothesis { request, taken, evaluation, in_pool });
}

/// Every set of values worth running, the platform's defaults first.
fn candidates(
    scenario: &Scenario,
    settled: Request,
    clues: &Clues,
    profile: &'static dyn Profile,
) -> Vec<Hypothesis> {
    let input = &scenario.request;
    // Only the CORS protocol asks for the credentials mode.
    let by_cors = settled.mode == Mode::Cors
        && (scenario.exchanges.len() > 1 || crosses(&settled.origin, &settled.url));
    let default = settled.credentials;
    let other = match default {
        Credentials::Include => Credentials::SameOrigin,
        Credentials::SameOrigin | Credentials::Omit => Credentials::Include,
    };
    // Fonts and beacons leave no choice.
    let chosen = matches!(known(input.initiator), Some(Initiator::Font | Initiator::Beacon));
    let both: &[Credentials] =
        if by_cors && !chosen && known(input.credentials).is_none() { &[default, other] } else { &[default] };
    let by_credentials = both.len() > 1;
    // Redirect mode and mode are for script to choose by `fetch` only.
    let by_fetch = known(input.initiator).is_none_or(|initiator| initiator == Initiator::Fetch);
    let by_redirect = by_fetch && known(input.redirect).is_none() && ends_with_redirect(scenario, profile);
    let all = [RedirectMode::Follow, RedirectMode::Error, RedirectMode::Manual];
    let redirects = if by_redirect { &all } else { std::slice::from_ref(&settled.redirect) };
    // Nothing shows the mode, and script got what CORS may have refused, or a redirect ended what it may not have.
    let by_mode = by_cors
        && by_fetch
        && input.mode == Some(Fact::Unknown)
        && scenario.observed != Some(Observed::Blocked)
        && scenario.exchanges.iter().all(|exchange| exchange.sent.kind == Kind::Request);
    // Nor here, and what ended it is no matter of CORS.
    let by_end = by_fetch && known(input.mode).is_none() && clues.not_cors;
    let scripts: &[Initiator] =
        if clues.may_be_module { &[Initiator::Script, Initiator::Module] } else { &[settled.initiator] };
    let mut found = Vec::new();
    for redirect in redirects {
        for initiator in scripts {
            for credentials in both {
                let mut request = settled.clone();
                let mut taken = Vec::new();
                if clues.may_be_module {
                    request.initiator = *initiator;
                    taken.push(("initiator", initiator.as_str()));
                }
                if by_credentials {
                    request.credentials = *credentials;
                    taken.push(("credentials", credentials.as_str()));
                }
                if by_redirect {
                    request.redirect = *redirect;
                    taken.push(("redirect", redirect.as_str()));
                }
                found.push(run(scenario, request, taken, profile));
            }
        }
    }
    let has = |verdict| found.iter().any(|one| one.evaluation.verdict == verdict);
    if (by_mode && !has(Verdict::Allowed)) || (by_end && !has(Verdict::Failed)) {
        let at_home = by_end && !crosses(&settled.origin, &settled.url);
        let mode = if at_home { Mode::SameOrigin } else { Mode::NoCors };
        found.push(run(scenario, Request { mode, ..settled }, vec![("mode", mode.as_str())], profile));
    }
    found
}

fn known<T: Copy>(field: Option<Fact<T>>) -> Option<T> {
    field.and_then(Fact::known)
}

/// The last thing captured is a redirect, and what becomes of it is a matter of the redirect mode.
fn ends_with_redirect(scenario: &Scenario, profile: &dyn Profile) -> bool {
    let of_preflights = !profile.preflight_redirects(RedirectMode::Error);
    scenario.exchanges.last().is_some_and(|exchange| {
        (exchange.sent.kind == Kind::Request || of_preflights)
            && matches!(&exchange.received, Answer::Received(answer)
                if crate::fetch::is_redirect_status(answer.status))
    })
}

fn run(
    scenario: &Scenario,
    mut request: Request,
    mut taken: Vec<Taken>,
    profile: &'static dyn Profile,
) -> Hypothesis {
    let mut evaluation = replay(&request, &scenario.exchanges, profile, true);
    let preflight_seen = scenario.exchanges.first().is_some_and(|first| first.sent.kind == Kind::Preflight);
    let preflight_asked = evaluation.sent.first().is_some_and(|first| first.kind == Kind::Preflight);
    // A preflight that neither method nor headers ask for was forced; only an upload listener or a stream does that.
    if preflight_seen && !preflight_asked {
        request.upload_listeners = true;
        if !matches!(request.method.as_str(), "GET" | "HEAD") {
            request.body.get_or_insert(Body { content_type: None, stream: false });
        }
        evaluation = replay(&request, &scenario.exchanges, profile, true);
        taken.push(("uploadListeners", "true"));
    }
    Hypothesis { request, taken, evaluation, in_pool: false }
}

/// What has no body to stream, and is preflighted for an upload listener, is no `fetch`, which alone has a redirect mode.
fn is_possible(request: &Request) -> bool {
    !request.upload_listeners || request.body.is_some() || request.redirect == RedirectMode::Follow
}

/// Whether a run is what the browser was seen to do.
fn fits(evaluation: &Evaluation, scenario: &Scenario, observed: Observed, clues: &Clues) -> bool {
    let sends = |kind, hop| evaluation.sent.iter().any(|sent| sent.kind == kind && sent.hop == hop);
    let unsent = clues.provisional.as_ref().filter(|_| clues.never_sent);
    if unsent.is_some_and(|unsent| observed == Observed::Blocked && sends(Kind::Request, unsent.hop)) {
        return false;
    }
    // What was seen to go out last must go out.
    if scenario.exchanges.last().is_some_and(|last| !sends(last.sent.kind, last.sent.hop)) {
        return false;
    }
    match observed {
        Observed::Unknown => true,
        Observed::Allowed => evaluation.verdict == Verdict::Allowed,
        Observed::Blocked if clues.not_cors => evaluation.verdict == Verdict::Failed,
        Observed::Blocked => {
            matches!(evaluation.verdict, Verdict::Blocked | Verdict::Failed | Verdict::Rejected)
        }
    }
}

/// A redirect that is followed to a scheme without CORS has an entry for where it led (seen in Chromium), so where the
/// redirect is the last entry, it may as well not have been followed. Nor is it said of who asks in mode `same-origin`.
fn may_not_follow(evaluation: &Evaluation) -> bool {
    evaluation.causes.first().is_some_and(|cause| {
        cause.phase == Phase::Redirect
            && matches!(cause.kind, CauseKind::SchemeNotSupported { .. } | CauseKind::SameOriginMode { .. })
    })
}

/// Two runs end alike: the same verdict, for the same first reason at the same place.
#[must_use]
pub fn same_result(one: &Hypothesis, other: &Hypothesis) -> bool {
    let place =
        |run: &Evaluation| run.causes.first().map(|cause| (cause.kind.code(), cause.phase, cause.hop));
    one.evaluation.verdict == other.evaluation.verdict && place(&one.evaluation) == place(&other.evaluation)
}

/// The value that a hypothesis takes for a fact.
#[must_use]
pub fn value_of(hypothesis: &Hypothesis, fact: &str) -> Option<&'static str> {
    hypothesis.taken.iter().find(|(name, _)| *name == fact).map(|(_, value)| *value)
}
