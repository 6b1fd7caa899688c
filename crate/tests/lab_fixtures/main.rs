//! The lab's fixtures (`tests/cases/lab`), run natively: what each browser did is recorded, and its profile says the same.
//!
//! `tests/browsers/lab/predict.js` and `compare.js` do this for the npm package, with a browser beside it; here a change
//! of the core is told in seconds. Names and texts of what the lab's machine answers are told there.
#![expect(clippy::expect_used, clippy::panic, reason = "a test may stop")]

mod answers;
mod compare;

use corscope::engine;
use corscope::model::{Engine, Word};
use serde::Deserialize;
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

#[derive(Deserialize)]
struct Fixture {
    name: String,
    #[serde(default)]
    gap: Option<String>,
    scenario: Scenario,
    observed: BTreeMap<String, Observed>,
}

#[derive(Deserialize)]
struct Scenario {
    page: String,
    request: Map<String, Value>,
    hops: Vec<Hop>,
}

#[derive(Deserialize)]
struct Hop {
    url: String,
    preflight: Reply,
    request: Reply,
}

#[derive(Deserialize)]
struct Reply {
    status: u16,
    headers: Vec<(String, String)>,
}

#[derive(Deserialize)]
struct Observed {
    page: Page,
    error: Option<String>,
    cors: Option<(String, String)>,
    #[serde(default)]
    console: Vec<String>,
    #[serde(default)]
    wire: Vec<Map<String, Value>>,
}

#[derive(Deserialize)]
struct Page {
    outcome: String,
    message: Option<String>,
    #[serde(rename = "type")]
    response_type: Option<String>,
    headers: Option<Vec<String>>,
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut found: Vec<_> = entries
        .map(|entry| entry.expect("readable").path())
        .flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] })
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .collect();
    found.sort();
    found
}

fn text_of(path: impl AsRef<Path>) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The engines that every test compares, by the lab's own list.
fn compared() -> Vec<String> {
    let text = text_of("tests/browsers/lab/engines.js");
    let (_, list) = text.split_once("COMPARED = [").expect("a list");
    let (list, _) = list.split_once(']').expect("its end");
    list.split(',')
        .map(|word| word.trim().trim_matches('\'').to_owned())
        .filter(|word| !word.is_empty())
        .collect()
}

#[test]
fn every_profile_does_what_its_browser_did() {
    let compared = compared();
    let mut wrong = Vec::new();
    let mut count = 0;
    for path in files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/cases/lab")) {
        let fixtures: Vec<Fixture> = serde_json::from_str(&text_of(&path))
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        for Fixture { name, gap, scenario, observed } in &fixtures {
            // The npm package's tests look after the gaps.
            for (engine, observed) in
                observed.iter().filter(|(engine, _)| gap.is_none() && compared.contains(engine))
            {
                count += 1;
                let engine = Engine::parse_word("engine", engine).expect("an engine");
                let found = compare::differences(scenario, observed, engine::profile(engine));
                if !found.is_empty() {
                    wrong.push(format!("{name} in {engine:?}\n{}", found.join("\n")));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {count} fixtures are wrong:\n{}", wrong.len(), wrong.join("\n"));
    assert!(count >= 100, "only {count} fixtures");
}

/// A profile names the version it was tested with: the one its fixtures were recorded in.
#[test]
fn profiles_name_the_version_that_was_recorded() {
    for path in files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/cases/lab")) {
        let fixtures: Vec<Value> = serde_json::from_str(&text_of(&path)).expect("fixtures");
        for observed in fixtures.iter().filter_map(|fixture| fixture["observed"].as_object()) {
            for (engine, seen) in observed {
                let profile = engine::profile(Engine::parse_word("engine", engine).expect("an engine"));
                let seen = seen["version"].as_str().expect("a version");
                let (_, tested) = profile.version().rsplit_once(' ').expect("a name and a version");
                assert!(seen.starts_with(&format!("{tested}.")), "{engine}: {seen} is not {tested}");
            }
        }
    }
    assert!(engine::profile(Engine::Standard).version().starts_with("Fetch standard, commit "));
}
