//! Every case of `tests/cases`, run natively: a request and its answers in, the expected end out.
#![expect(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test may stop")]

use corscope::capture::replay;
use corscope::explain::cause_view;
use corscope::fetch::{Evaluation, Profile};
use corscope::model::{Engine, Kind, Outgoing, Request, Scenario, Word};
use serde::Deserialize;
use serde_json::{Value, json};
use std::path::Path;

#[derive(Deserialize)]
struct Written {
    name: String,
    engine: String,
    scenario: Value,
    expect: Expect,
}

struct Case {
    name: String,
    engine: Engine,
    scenario: Scenario,
    expect: Expect,
}

impl From<Written> for Case {
    /// The Scenario goes through the reader that everyone's goes through.
    fn from(written: Written) -> Self {
        let scenario = corscope::input::scenario(&written.scenario.to_string());
        Self {
            engine: Engine::parse_word("engine", &written.engine).expect("an engine"),
            scenario: scenario.unwrap_or_else(|error| panic!("{}: {error}", written.name)),
            name: written.name,
            expect: written.expect,
        }
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Expect {
    verdict: Value,
    response_type: Value,
    cause: Option<serde_json::Map<String, Value>>,
    step: Option<Value>,
    console: Option<Value>,
    sent: Value,
    exposed: Vec<String>,
}

fn cases() -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/cases");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .expect("the folder is there")
        .map(|file| file.expect("readable").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .collect();
    files.sort();
    files
        .iter()
        .flat_map(|path| {
            let text = std::fs::read_to_string(path).expect("readable");
            serde_json::from_str::<Vec<Written>>(&text)
                .unwrap_or_else(|error| panic!("{}: {error}", path.display()))
        })
        .map(Case::from)
        .collect()
}

fn header(sent: &Outgoing, name: &str) -> Option<String> {
    sent.headers.get(name).map(|value| value.to_isomorphic())
}

fn sent(evaluation: &Evaluation) -> Value {
    let one = |sent: &Outgoing| {
        json!({
            "kind": sent.kind, "hop": sent.hop, "method": sent.method, "url": sent.url,
            "origin": header(sent, "Origin"),
            "requestMethod": header(sent, "Access-Control-Request-Method").filter(|_| sent.kind == Kind::Preflight),
            "requestHeaders": header(sent, "Access-Control-Request-Headers").filter(|_| sent.kind == Kind::Preflight),
        })
    };
    evaluation.sent.iter().map(one).collect()
}

/// What differs from the expectation.
fn differences(
    case: &Case,
    request: &Request,
    evaluation: &Evaluation,
    profile: &dyn Profile,
) -> Vec<String> {
    let mut found = Vec::new();
    let mut compare = |what: &str, expected: Value, is: Value| {
        if expected != is {
            found.push(format!("  {what}: expected {expected}, is {is}"));
        }
    };
    let expect = &case.expect;
    compare("verdict", expect.verdict.clone(), json!(evaluation.verdict));
    compare("responseType", expect.response_type.clone(), json!(evaluation.response_type));
    compare("sent", expect.sent.clone(), sent(evaluation));
    let mut exposed = expect.exposed.clone();
    exposed.sort();
    let mut is = evaluation.exposed.clone();
    is.sort();
    compare("exposed", json!(exposed), json!(is));
    let first = evaluation.causes.first();
    let view = first.map(|cause| serde_json::to_value(cause_view(cause)).expect("serialisable"));
    match &expect.cause {
        None => compare("cause", Value::Null, view.clone().unwrap_or_default()),
        Some(fields) => {
            for (field, value) in fields {
                compare(
                    &format!("cause.{field}"),
                    value.clone(),
                    view.as_ref().map_or(Value::Null, |cause| cause[field].clone()),
                );
            }
        }
    }
    if let Some(step) = &expect.step {
        let citation =
            match first {
                Some(cause) => Some(cause.step.citation()),
                // An allowed call: some step of the trace is the one.
                None => evaluation.trace.iter().map(|ran| ran.id.citation()).find(|citation| {
                    step["algorithm"] == citation.algorithm && step["step"] == citation.step
                }),
            };
        let is = citation.map(|citation| json!({ "algorithm": citation.algorithm, "step": citation.step }));
        compare("step", step.clone(), is.unwrap_or_default());
    }
    if let Some(console) = &expect.console {
        let said = profile.console(request, evaluation);
        let is =
            said.map(|said| json!({ "error": said.error, "parameter": said.parameter, "text": said.text }));
        let mut expected = console.clone();
        // The browser names one of the missing headers, in an order of its own.
        let names = view.as_ref().and_then(|cause| cause["names"].as_array().cloned()).unwrap_or_default();
        if let (Some(is), true) = (&is, names.contains(&console["parameter"]) && names.len() > 1) {
            expected["parameter"] = is["parameter"].clone();
            expected["text"] = is["text"].clone();
        }
        compare("console", expected, is.unwrap_or_default());
    }
    found
}

#[test]
fn all_cases_end_as_expected() {
    let cases = cases();
    let mut wrong = Vec::new();
    for case in &cases {
        let profile = corscope::engine::profile(case.engine);
        let request = match case.scenario.request.settle() {
            Ok(request) => request,
            Err(error) => panic!("{}: {error}", case.name),
        };
        let evaluation = replay(&request, &case.scenario.exchanges, profile, true);
        let differences = differences(case, &request, &evaluation, profile);
        if !differences.is_empty() {
            wrong.push(format!("{}\n{}", case.name, differences.join("\n")));
        }
    }
    assert!(wrong.is_empty(), "{} of {} cases are wrong:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
    assert!(cases.len() >= 250, "only {} cases", cases.len());
}

#[test]
fn no_two_cases_have_one_name() {
    let mut names: Vec<String> = cases().into_iter().map(|case| case.name).collect();
    names.sort();
    let count = names.len();
    names.dedup();
    assert_eq!(names.len(), count);
}
