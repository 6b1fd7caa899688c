//! From a scenario with unknown facts to a judgement: what the browser was seen to do picks among the hypotheses, and what
//! was taken for granted is told with its reason.

use super::address_space;
use super::facts::assume;
use super::hypotheses::{Hypothesis, Weighed, same_result, value_of, weigh};
use super::replay::replay;
use super::{Alternative, Assumption, Clues, Judgement, Reason};
use crate::engine::{self, ENGINES};
use crate::fetch::{Cause, CauseKind, Evaluation, Phase, PreflightState, Profile, StepId, Verdict};
use crate::model::{Engine, Exchange, Observed, RedirectMode, Request, Scenario};

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

/// Judges a scenario under one engine.
///
/// # Errors
/// A sentence that names the field.
pub fn judge(scenario: Scenario, clues: Clues, engine: Engine) -> Result<Judgement, String> {
    let settled = scenario.request.settle()?;
    judge_settled(scenario, settled, clues, engine)
}

/// The same where the scenario's request is settled already.
///
/// # Errors
/// The request can be read in no way.
pub fn judge_settled(
    scenario: Scenario,
    settled: Request,
    clues: Clues,
    engine: Engine,
) -> Result<Judgement, String> {
    let weighed = weigh(&scenario, settled, &clues, engine::profile(engine));
    let alternatives = alternatives(&weighed);
    let decision = conclude(weighed, &scenario, &clues).ok_or("field `request`: no way to read it")?;
    Ok(Judgement {
        engine,
        others: other_engines(&decision.request, &scenario.exchanges, &decision.evaluation, engine),
        request: decision.request,
        evaluation: decision.evaluation,
        assumptions: decision.assumptions,
        alternatives,
        observed: scenario.observed.unwrap_or(Observed::Unknown),
        agrees: decision.agrees,
        scenario,
        clues,
    })
}

/// The same answers under every other engine. A preflight that the asked engine took from its
/// cache is taken so in all.
pub fn other_engines(
    request: &Request,
    exchanges: &[Exchange],
    evaluation: &Evaluation,
    engine: Engine,
) -> Vec<(Engine, Evaluation)> {
    let cached = evaluation.preflight == PreflightState::Cached;
    let mut others = Vec::new();
    for other in ENGINES.iter().filter(|other| **other != engine) {
        others.push((*other, replay(request, exchanges, engine::profile(*other), cached)));
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

/// Two values fit and give different verdicts: the missing fact is the cause.
fn undetermined(chosen: &Hypothesis, other: &Hypothesis) -> Cause {
    let mut fact = "request";
    for (name, value) in other.taken.iter().rev() {
        if value_of(chosen, name) != Some(*value) {
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

fn reason(fact: &str, chosen: &Hypothesis, all: &[Hypothesis], clues: &Clues) -> Reason {
    if fact == "uploadListeners" {
        return Reason::PreflightSeen;
    }
    if let Some(mention) = clues.option_may_end_it.filter(|_| fact == address_space::FACT) {
        return Reason::Option(mention);
    }
    let value = value_of(chosen, fact);
    let option = value_of(chosen, address_space::FACT);
    let (mut ruled_out, mut varies, mut matters) = (true, false, false);
    for other in all.iter().filter(|other| value_of(other, address_space::FACT) == option) {
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
