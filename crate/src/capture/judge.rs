//! From a scenario with unknown facts to a judgement: every value the facts may have is run, and what the browser was
//! seen to do picks among them.

use super::replay::replay;
use super::{Alternative, Assumption, Clues, Judgement, Reason};
use crate::engine::{self, PROFILED};
use crate::fetch::{Cause, CauseKind, Evaluation, Phase, PreflightState, Profile, StepId, Verdict};
use crate::model::{
    Answer, Body, Credentials, Engine, Exchange, Fact, Kind, Mode, Observed, Origin, RedirectMode, Request,
    Scenario,
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
    /// What other values would give.
    pub alternatives: Vec<Alternative>,
    /// What the browser did.
    pub observed: Observed,
    /// Our verdict against it.
    pub agrees: Option<bool>,
}

/// One set of values for the unknown facts, and the run under it.
struct Hypothesis {
    request: Request,
    taken: Vec<(&'static str, &'static str)>,
    evaluation: Evaluation,
}

/// Judges a scenario under one engine.
///
/// # Errors
/// A sentence that names the field: the request is malformed, or there is no profile for the engine.
pub fn judge(scenario: &Scenario, clues: &Clues, engine: Engine) -> Result<Judgement, String> {
    let decision = decide(scenario, clues, engine)?;
    let others = other_engines(&decision.request, &scenario.exchanges, &decision.evaluation, engine);
    Ok(Judgement {
        engine,
        scenario: scenario.clone(),
        request: decision.request,
        evaluation: decision.evaluation,
        others,
        assumptions: decision.assumptions,
        alternatives: decision.alternatives,
        observed: decision.observed,
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
    for profile in
        PROFILED.iter().filter(|other| **other != engine).filter_map(|other| engine::profile(*other))
    {
        others.push((profile.engine(), replay(request, exchanges, profile, cached)));
    }
    others
}

/// Judges a scenario as far as a list needs it.
///
/// # Errors
/// As [`judge`].
pub fn decide(scenario: &Scenario, clues: &Clues, engine: Engine) -> Result<Decision, String> {
    let profile = engine::profile(engine)
        .ok_or_else(|| format!("field `engine`: there is no profile for `{}` yet", engine.as_str()))?;
    let settled = scenario.request.settle()?;
    let observed = scenario.observed.unwrap_or(Observed::Unknown);
    let mut hypotheses: Vec<Hypothesis> = candidates(scenario, &settled)
        .into_iter()
        .map(|(request, taken)| run(scenario, request, taken, profile))
        .collect();
    let fits: Vec<&Hypothesis> =
        hypotheses.iter().filter(|hypothesis| fits(&hypothesis.evaluation, observed, clues)).collect();
    // Nothing fits: the first, which has the platform's defaults, is shown as a contradiction.
    let mut pool: Vec<&Hypothesis> = if fits.is_empty() { hypotheses.iter().collect() } else { fits };
    // Another redirect mode than the default needs a failure that following the redirect doesn't explain.
    let follows = |hypothesis: &&Hypothesis| hypothesis.request.redirect == RedirectMode::Follow;
    if observed == Observed::Blocked && pool.iter().any(follows) {
        pool.retain(follows);
    }
    let Some(chosen) = pool.first() else {
        return Err("field `request`: no way to read it".to_owned());
    };
    let verdict = chosen.evaluation.verdict;
    let open = pool.iter().find(|other| other.evaluation.verdict != verdict).copied();

    let mut assumptions = clues.settled.clone();
    let mut alternatives: Vec<Alternative> = Vec::new();
    for other in hypotheses.iter().filter(|other| !std::ptr::eq(*other, *chosen)) {
        let first = other.evaluation.causes.first();
        let same = same_end(&other.evaluation, &chosen.evaluation);
        if !same {
            alternatives.push(Alternative {
                assume: differences(chosen, other),
                verdict: other.evaluation.verdict,
                cause: first.cloned(),
            });
        }
    }
    for (fact, value) in &chosen.taken {
        let reason = reason(fact, chosen, &pool, &hypotheses, clues);
        assumptions.push(Assumption { fact, value: (*value).to_owned(), reason });
    }
    if chosen.evaluation.preflight == PreflightState::Cached
        && !assumptions.iter().any(|assumption| assumption.fact == "preflight")
    {
        assumptions.push(Assumption {
            fact: "preflight",
            value: "cached".to_owned(),
            reason: Reason::NoPreflightSeen,
        });
    }

    let missing = open.map(|other| missing_fact(chosen, other));
    if let Some(other) = open {
        let ours = Alternative {
            assume: differences(other, chosen),
            verdict,
            cause: chosen.evaluation.causes.first().cloned(),
        };
        alternatives.insert(0, ours);
    }
    let at = hypotheses.iter().position(|hypothesis| std::ptr::eq(hypothesis, *chosen)).unwrap_or(0);
    let Hypothesis { request, mut evaluation, .. } = hypotheses.swap_remove(at);
    if let Some(cause) = missing {
        evaluation.verdict = Verdict::Undetermined;
        evaluation.response_type = None;
        evaluation.exposed = Vec::new();
        evaluation.hidden = Vec::new();
        evaluation.causes.insert(0, cause);
    }
    let agrees = agreement(evaluation.verdict, observed);
    Ok(Decision { request, evaluation, assumptions, alternatives, observed, agrees })
}

type Candidate = (Request, Vec<(&'static str, &'static str)>);

/// Every set of values worth running, the platform's defaults first.
fn candidates(scenario: &Scenario, settled: &Request) -> Vec<Candidate> {
    let input = &scenario.request;
    // Only the CORS protocol asks for the credentials mode.
    let crosses = settled.mode == Mode::Cors
        && (scenario.exchanges.len() > 1 || !settled.origin.same_origin(&Origin::of(&settled.url)));
    let mut sets: Vec<Candidate> = vec![(settled.clone(), Vec::new())];
    if crosses && known(input.credentials).is_none() {
        let default = settled.credentials;
        let other = match default {
            Credentials::Include => Credentials::SameOrigin,
            Credentials::SameOrigin | Credentials::Omit => Credentials::Include,
        };
        sets = [default, other]
            .into_iter()
            .flat_map(|credentials| {
                sets.iter().cloned().map(move |(mut request, mut taken)| {
                    request.credentials = credentials;
                    taken.push(("credentials", credentials.as_str()));
                    (request, taken)
                })
            })
            .collect();
    }
    if known(input.redirect).is_none() && ends_with_redirect(scenario) {
        sets = [RedirectMode::Follow, RedirectMode::Error, RedirectMode::Manual]
            .into_iter()
            .flat_map(|redirect| {
                sets.iter().cloned().map(move |(mut request, mut taken)| {
                    request.redirect = redirect;
                    taken.push(("redirect", redirect.as_str()));
                    (request, taken)
                })
            })
            .collect();
    }
    sets
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
    mut taken: Vec<(&'static str, &'static str)>,
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
    Hypothesis { request, taken, evaluation }
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
fn missing_fact(chosen: &Hypothesis, other: &Hypothesis) -> Cause {
    let fact = chosen
        .taken
        .iter()
        .find(|(fact, value)| other.taken.iter().any(|(name, its)| name == fact && its != value))
        .map_or("request", |(fact, _)| fact);
    let first = other.evaluation.causes.first().or(chosen.evaluation.causes.first());
    Cause {
        kind: CauseKind::FactUnknown { fact },
        phase: first.map_or(Phase::Request, |cause| cause.phase),
        hop: first.map_or(0, |cause| cause.hop),
        exchange: first.map_or(0, |cause| cause.exchange),
        step: first.map_or(StepId::NetworkCredentials, |cause| cause.step),
    }
}

/// Two runs end alike: the same verdict, for the same first reason at the same place.
fn same_end(one: &Evaluation, other: &Evaluation) -> bool {
    let place =
        |run: &Evaluation| run.causes.first().map(|cause| (cause.kind.code(), cause.phase, cause.hop));
    one.verdict == other.verdict && place(one) == place(other)
}

fn differences(from: &Hypothesis, to: &Hypothesis) -> String {
    let differing: Vec<String> = to
        .taken
        .iter()
        .filter(|pair| !from.taken.contains(pair))
        .map(|(fact, value)| format!("{fact}: {value}"))
        .collect();
    differing.join(", ")
}

fn reason(
    fact: &str,
    chosen: &Hypothesis,
    pool: &[&Hypothesis],
    all: &[Hypothesis],
    clues: &Clues,
) -> Reason {
    if fact == "uploadListeners" {
        return Reason::PreflightSeen;
    }
    let same_value = |other: &Hypothesis| {
        let value = |hypothesis: &Hypothesis| {
            hypothesis.taken.iter().find(|(name, _)| *name == fact).map(|(_, value)| *value)
        };
        value(other) == value(chosen)
    };
    let ruled_out = pool.iter().all(|other| same_value(other)) && !all.iter().all(same_value);
    if ruled_out && fact == "redirect" && chosen.request.redirect != RedirectMode::Follow {
        Reason::RedirectNotFollowed
    } else if ruled_out && clues.never_sent {
        Reason::StoppedAfterPreflight
    } else if ruled_out {
        Reason::OnlyThisFitsOutcome
    } else if all.iter().all(|other| same_end(&other.evaluation, &chosen.evaluation)) {
        Reason::NoDifference
    } else {
        Reason::PlatformDefault
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
