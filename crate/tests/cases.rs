//! Every case of `tests/cases/*.json`, natively. `tests/node/cases.test.js` runs the same files through the package.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, missing_docs)]

use corscope::capture::replay;
use corscope::engine;
use corscope::fetch::{CauseKind, Evaluation};
use corscope::model::{Engine, Scenario};
use serde::Deserialize;
use serde_json::Value;
use std::fmt::Write as _;
use std::path::Path;

#[derive(Deserialize)]
struct Case {
    name: String,
    source: String,
    engine: Engine,
    scenario: Value,
    expect: Value,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Expectation {
    verdict: Value,
    response_type: Value,
    cause: Option<Value>,
    step: Option<Value>,
    #[serde(default)]
    console: Option<Value>,
    sent: Vec<Value>,
    exposed: Vec<String>,
}

fn cases() -> Vec<(String, Case)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/cases");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .expect("tests/cases")
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.extension().is_some_and(|ending| ending == "json"))
        .collect();
    files.sort();
    files
        .into_iter()
        .flat_map(|path| {
            let text = std::fs::read_to_string(&path).expect("a readable file");
            let list: Vec<Case> =
                serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            let file = path.file_name().unwrap().to_string_lossy().into_owned();
            list.into_iter().map(move |case| (file.clone(), case))
        })
        .collect()
}

/// What differs, a line each.
fn differences(case: &Case) -> String {
    let expect: Expectation = match serde_json::from_value(case.expect.clone()) {
        Ok(expect) => expect,
        Err(error) => return format!("    not recorded: {error}\n"),
    };
    let profile = engine::profile(case.engine).expect("a profile");
    let scenario = match serde_json::from_value::<Scenario>(case.scenario.clone()) {
        Ok(scenario) => scenario,
        Err(error) => return format!("    {error}\n"),
    };
    let request = scenario.request.settle().expect("a request");
    let found = replay(&request, &scenario.exchanges, profile, false);
    let mut out = String::new();
    let mut compare = |what: &str, expected: &Value, found: Value| {
        if *expected != found {
            writeln!(out, "    {what}: expected {expected}\n    {:1$} found {found}", "", what.len())
                .unwrap();
        }
    };
    compare("verdict", &expect.verdict, serde_json::to_value(found.verdict).unwrap());
    compare("responseType", &expect.response_type, serde_json::to_value(found.response_type).unwrap());
    let first = found.causes.first();
    match (&expect.cause, first) {
        (Some(expected), Some(cause)) => {
            compare("code", &expected["code"], cause.kind.code().into());
            compare("phase", &expected["phase"], serde_json::to_value(cause.phase).unwrap());
            compare("hop", &expected["hop"], cause.hop.into());
            compare("header", &expected["header"], cause.header().into());
            if let Some(names) = expected.get("names") {
                let mut sorted: Vec<String> = serde_json::from_value(names.clone()).unwrap();
                sorted.sort();
                compare("names", &sorted.into(), missing_names(&cause.kind));
            }
        }
        (None, None) => {}
        (expected, found) => {
            let found = found.map(|cause| cause.kind.code());
            compare("cause", &expected.clone().unwrap_or(Value::Null), found.into());
        }
    }
    if let (Some(expected), Some(cause)) = (&expect.step, first) {
        let citation = cause.step.citation();
        compare("algorithm", &expected["algorithm"], citation.algorithm.into());
        compare("step", &expected["step"], citation.step.into());
    }
    if case.source.starts_with("observed:") {
        let console = profile.console(&request, &found);
        match (&expect.console, console) {
            (Some(expected), Some(console)) => {
                compare("console.error", &expected["error"], console.error.into());
                let arbitrary = first.map(|cause| missing_names(&cause.kind)).unwrap_or_default();
                // Which of several missing headers the browser names is arbitrary.
                let any = arbitrary
                    .as_array()
                    .is_some_and(|names| names.len() > 1 && names.contains(&expected["parameter"]));
                if !any {
                    compare("console.parameter", &expected["parameter"], console.parameter.into());
                    if !expected["text"].is_null() {
                        compare("console.text", &expected["text"], console.text.into());
                    }
                }
            }
            (None, None) => {}
            (expected, found) => compare(
                "console",
                &expected.clone().unwrap_or(Value::Null),
                found.map(|console| console.error).into(),
            ),
        }
    }
    compare("sent", &Value::from(expect.sent.clone()), sent(&found));
    let mut exposed = expect.exposed.clone();
    exposed.sort();
    let mut readable = found.exposed.clone();
    readable.sort();
    compare("exposed", &exposed.into(), readable.into());
    out
}

fn missing_names(kind: &CauseKind) -> Value {
    match kind {
        CauseKind::PreflightHeaderNotAllowed { names, .. } => names.clone().into(),
        _ => Value::Null,
    }
}

fn sent(found: &Evaluation) -> Value {
    found
        .sent
        .iter()
        .map(|sent| {
            let header = |name: &str| sent.headers.get(name).map(|value| value.to_isomorphic());
            serde_json::json!({
                "kind": sent.kind, "hop": sent.hop, "method": sent.method, "url": sent.url,
                "origin": header("Origin"),
                "requestMethod": header("Access-Control-Request-Method"),
                "requestHeaders": header("Access-Control-Request-Headers"),
            })
        })
        .collect()
}

#[test]
fn every_case_holds() {
    let mut failures = String::new();
    let (mut total, mut failed) = (0, 0);
    for (file, case) in cases() {
        total += 1;
        let found = differences(&case);
        if !found.is_empty() {
            failed += 1;
            writeln!(failures, "{file} · {} ({})\n{found}", case.name, case.source).unwrap();
        }
    }
    assert!(failures.is_empty(), "{failed} of {total} cases differ\n{failures}");
}
