//! From a scenario with unknown facts to a judgement: every value the facts may have is run, and what the browser was
//! seen to do picks among them.

use super::facts::{assume, crosses};
use super::replay::replay;
use super::{Alternative, Assumption, Clues, Judgement, Reason};
use crate::engine::{self, PROFILED};
use crate::fetch::{Cause, CauseKind, Evaluation, Phase, PreflightState, Profile, StepId, Verdict};
use crate::model::{
    Answer, Body, Credentials, Engine, Exchange, Fact, Kind, Mode, Observed, RedirectMode, Request, Scenario,
};

/// What judging decides; a list needs no more than this.
#[derive(Debug, Clone, PartialEq)]
pub struct Decision {
    /// The request as the decision took it.
    pub request: Request,
    /// The run.
    pub evaluation: Evaluation,
    /// What was taken for granted.
    pub assumptions: Vec<Assumption>,
    /// Our verdict against the browser's.
    pub agrees: Option<bool>,
}

type Taken = (&'static str, &'static str);

/// One set of values for the unknown facts, and the run under it.
struct Hypothesis {
    request: Request,
    taken: Vec<Taken>,
    evaluation: Evaluation,
    /// It is among those that one is chosen from.
    in_pool: bool,
}

/// Every hypothesis that was run, and what became of the choice.
struct Weighed {
    all: Vec<Hypothesis>,
    chosen: usize,
    /// One of the pool that gives another verdict.
    open: Option<usize>,
}

/// Judges a scenario under one engine.
///
/// # Errors
/// A sentence that names the field: the request is malformed, or there is no profile for the engine.
pub fn judge(scenario: &Scenario, clues: &Clues, engine: Engine) -> Result<Judgement, String> {
    let profile = engine::profile(engine)
        .ok_or_else(|| format!("field `engine`: there is no profile for `{}` yet", engine.as_str()))?;
    let weighed = weigh(scenario, scenario.request.settle()?, clues, profile);
    let alternatives = alternatives(&weighed);
    let decision = conclude(weighed, scenario, clues).ok_or("field `request`: no way to read it")?;
    Ok(Judgement {
        engine,
        others: other_engines(&decision.request, &scenario.exchanges, &decision.evaluation, engine),
        scenario: scenario.clone(),
        request: decision.request,
        evaluation: decision.evaluation,
        assumptions: decision.assumptions,
        alternatives,
        observed: scenario.observed.unwrap_or(Observed::Unknown),
        agrees: decision.agrees,
        clues: clues.clone(),
    })
}

/// The same answers under every other engine there is a profile for. A preflight that the asked engine took from its
/// cache is taken so in all.
pub fn other_engines(
    request: &Request,
    exchanges: &[Exchange],
    evaluation: &Evaluation,
    engine: Engine,
) -> Vec<(Engine, Evaluation)> {
    let cached = evaluation.preflight == PreflightState::Cached;
    let mut others = Vec::new();
    for other in PROFILED {
        if *other != engine
            && let Some(profile) = engine::profile(*other)
        {
            others.push((*other, replay(request, exchanges, profile, cached)));
        }
    }
    others
}

/// Judges a scenario as far as a list needs it. `settled` is the scenario's request.
#[must_use]
pub fn decide(
    scenario: &Scenario,
    settled: Request,
    clues: &Clues,
    profile: &'static dyn Profile,
) -> Option<Decision> {
    conclude(weigh(scenario, settled, clues, profile), scenario, clues)
}

/// Runs everything worth running, and chooses.
fn weigh(scenario: &Scenario, settled: Request, clues: &Clues, profile: &'static dyn Profile) -> Weighed {
    let observed = scenario.observed.unwrap_or(Observed::Unknown);
    let mut all = candidates(scenario, settled, profile);
    let mut some_fit = false;
    for one in &mut all {
        one.in_pool = fits(&one.evaluation, observed, clues);
        some_fit |= one.in_pool;
    }
    let mut some_follow = false;
    for one in &mut all {
        // Nothing fits: the first, which has the platform's defaults, is shown as a contradiction.
        one.in_pool |= !some_fit;
        some_follow |= one.in_pool && one.request.redirect == RedirectMode::Follow;
    }
    let (mut chosen, mut open) = (None, None);
    for (at, one) in all.iter_mut().enumerate() {
        // Another redirect mode than the default needs a failure that following the redirect doesn't explain.
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
    Weighed { chosen: chosen.map_or(0, |(at, _)| at), all, open }
}

/// What other values would give, as far as it differs.
fn alternatives(Weighed { all, chosen: at, open }: &Weighed) -> Vec<Alternative> {
    let mut found = Vec::new();
    let Some(chosen) = all.get(*at) else { return found };
    let alternative = |from: &Hypothesis, to: &Hypothesis, of: &Hypothesis| Alternative {
        assume: differences(from, to),
        verdict: of.evaluation.verdict,
        cause: of.evaluation.causes.first().cloned(),
    };
    if let Some(other) = open.and_then(|open| all.get(open)) {
        found.push(alternative(other, chosen, chosen));
    }
    for (number, other) in all.iter().enumerate() {
        if number != *at && !same_result(chosen, other) {
            found.push(alternative(chosen, other, other));
        }
    }
    found
}

/// Two runs end alike: the same verdict, for the same first reason at the same place.
fn same_result(one: &Hypothesis, other: &Hypothesis) -> bool {
    let place =
        |run: &Evaluation| run.causes.first().map(|cause| (cause.kind.code(), cause.phase, cause.hop));
    one.evaluation.verdict == other.evaluation.verdict && place(&one.evaluation) == place(&other.evaluation)
}

fn conclude(mut weighed: Weighed, scenario: &Scenario, clues: &Clues) -> Option<Decision> {
    let chosen = weighed.all.get(weighed.chosen)?;
    let mut assumptions = clues.settled.clone();
    for (fact, value) in &chosen.taken {
        assumptions.push(assume(fact, value, reason(fact, chosen, &weighed.all, clues)));
    }
    if chosen.evaluation.preflight == PreflightState::Cached
        && !assumptions.iter().any(|assumption| assumption.fact == "preflight")
    {
        assumptions.push(assume("preflight", "cached", Reason::NoPreflightSeen));
    }
    let open = weighed.open.and_then(|open| weighed.all.get(open)).map(|other| undetermined(chosen, other));
    let Hypothesis { request, mut evaluation, .. } = weighed.all.swap_remove(weighed.chosen);
    if let Some(cause) = open {
        evaluation.verdict = Verdict::Undetermined;
        evaluation.response_type = None;
        evaluation.exposed = Vec::new();
        evaluation.hidden = Vec::new();
        evaluation.causes.insert(0, cause);
    }
    let agrees = agreement(evaluation.verdict, scenario.observed.unwrap_or(Observed::Unknown));
    Some(Decision { request, evaluation, assumptions, agrees })
}

/// Every set of values worth running, the platform's defaults first.
fn candidates(scenario: &Scenario, settled: Request, profile: &'static dyn Profile) -> Vec<Hypothesis> {
    let input = &scenario.request;
    // Only the CORS protocol asks for the credentials mode.
    let crosses = settled.mode == Mode::Cors
        && (scenario.exchanges.len() > 1 || crosses(&settled.origin, &settled.url));
    let default = settled.credentials;
    let other = match default {
        Credentials::Include => Credentials::SameOrigin,
        Credentials::SameOrigin | Credentials::Omit => Credentials::Include,
    };
    let both: &[Credentials] =
        if crosses && known(input.credentials).is_none() { &[default, other] } else { &[default] };
    let by_credentials = both.len() > 1;
    let by_redirect = known(input.redirect).is_none() && ends_with_redirect(scenario);
    let all = [RedirectMode::Follow, RedirectMode::Error, RedirectMode::Manual];
    let redirects = if by_redirect { &all } else { std::slice::from_ref(&settled.redirect) };
    let mut found = Vec::new();
    for redirect in redirects {
        for credentials in both {
            let mut request = settled.clone();
            let mut taken = Vec::new();
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
    found
}

fn known<T: Copy>(field: Option<Fact<T>>) -> Option<T> {
    field.and_then(Fact::known)
}

/// The last thing captured is a redirect that leads on.
fn ends_with_redirect(scenario: &Scenario) -> bool {
    scenario.exchanges.last().is_some_and(|exchange| {
        exchange.sent.kind == Kind::Request
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
    if preflight_seen && !preflight_asked && !matches!(request.method.as_str(), "GET" | "HEAD") {
        request.upload_listeners = true;
        request.body.get_or_insert(Body { content_type: None, stream: false });
        evaluation = replay(&request, &scenario.exchanges, profile, true);
        taken.push(("uploadListeners", "true"));
    }
    Hypothesis { request, taken, evaluation, in_pool: false }
}

/// Whether a run is what the browser was seen to do.
fn fits(evaluation: &Evaluation, observed: Observed, clues: &Clues) -> bool {
    let sends_request = evaluation.sent.iter().any(|sent| sent.kind == Kind::Request);
    if clues.never_sent && observed == Observed::Blocked && sends_request {
        return false;
    }
    match observed {
        Observed::Unknown => true,
        Observed::Allowed => evaluation.verdict == Verdict::Allowed,
        Observed::Blocked => {
            matches!(evaluation.verdict, Verdict::Blocked | Verdict::Failed | Verdict::Rejected)
        }
    }
}

/// Two values fit and give different verdicts: the missing fact is the cause.
fn undetermined(chosen: &Hypothesis, other: &Hypothesis) -> Cause {
    let mut fact = "request";
    for (name, value) in chosen.taken.iter().rev() {
        if value_of(other, name).is_some_and(|its| its != *value) {
            fact = name;
        }
    }
    let first = other.evaluation.causes.first().or(chosen.evaluation.causes.first());
    Cause {
        kind: CauseKind::FactUnknown { fact },
        phase: first.map_or(Phase::Request, |cause| cause.phase),
        hop: first.map_or(0, |cause| cause.hop),
        exchange: first.map_or(0, |cause| cause.exchange),
        step: first.map_or(StepId::NetworkCredentials, |cause| cause.step),
    }
}

fn differences(from: &Hypothesis, to: &Hypothesis) -> String {
    let mut text = String::new();
    for pair in &to.taken {
        if !from.taken.contains(pair) {
            for part in [if text.is_empty() { "" } else { ", " }, pair.0, ": ", pair.1] {
                text.push_str(part);
            }
        }
    }
    text
}

fn value_of(hypothesis: &Hypothesis, fact: &str) -> Option<&'static str> {
    hypothesis.taken.iter().find(|(name, _)| *name == fact).map(|(_, value)| *value)
}

fn reason(fact: &str, chosen: &Hypothesis, all: &[Hypothesis], clues: &Clues) -> Reason {
    if fact == "uploadListeners" {
        return Reason::PreflightSeen;
    }
    let value = value_of(chosen, fact);
    let (mut ruled_out, mut varies, mut matters) = (true, false, false);
    for other in all {
        let same_value = value_of(other, fact) == value;
        ruled_out &= same_value || !other.in_pool;
        varies |= !same_value;
        matters |= !same_result(chosen, other);
    }
    ruled_out &= varies;
    if ruled_out && fact == "redirect" && chosen.request.redirect != RedirectMode::Follow {
        Reason::RedirectNotFollowed
    } else if ruled_out && clues.never_sent {
        Reason::StoppedAfterPreflight
    } else if ruled_out {
        Reason::OnlyThisFitsOutcome
    } else if matters {
        Reason::PlatformDefault
    } else {
        Reason::NoDifference
    }
}

/// Our verdict against what the browser did, where both are known.
fn agreement(verdict: Verdict, observed: Observed) -> Option<bool> {
    match (verdict, observed) {
        (Verdict::Undetermined, _) | (_, Observed::Unknown) => None,
        (Verdict::Allowed, Observed::Allowed) => Some(true),
        (Verdict::Allowed, Observed::Blocked) | (_, Observed::Allowed) => Some(false),
        (_, Observed::Blocked) => Some(true),
    }
}
