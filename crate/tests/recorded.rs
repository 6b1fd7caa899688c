//! What devtools gave an extension for every demo situation, against what the browser itself said about each.
#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "a test may stop")]

use corscope::capture::{Capture, Row};
use corscope::fetch::Verdict;
use corscope::input::{Entry, har_entry};
use corscope::model::Engine;
use serde_json::Value;
use std::collections::BTreeSet;

/// Ids of what is known not to be told exactly: tests/known-gaps.txt, `id — reason` per line.
fn known_gaps() -> Vec<String> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/known-gaps.txt");
    let text = std::fs::read_to_string(path).expect("the list is there");
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(|line| line.split_once(" — ").expect("`id — reason`").0.to_owned()).collect()
}

fn recorded() -> Vec<Value> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/cases/har/chromium-demo.json");
    let text = std::fs::read_to_string(path).expect("the recording is there");
    let file: Value = serde_json::from_str(&text).expect("JSON");
    file["recorded"].as_array().expect("a list").clone()
}

fn entries(situation: &Value, list: &str) -> Vec<Entry> {
    let list = situation[list].as_array().expect("a list");
    list.iter().map(|entry| har_entry(&entry.to_string()).expect("an entry is well-formed")).collect()
}

/// The browser's verdict about the request that ended last.
fn browser_says(situation: &Value) -> Option<(Verdict, Option<String>, Option<String>)> {
    let said = situation["browser"].as_array().expect("a list");
    let requests = || said.iter().rev().filter(|one| one["preflight"] == false);
    // Of a page's request and its service worker's the one that CORS refused, or that failed as the page says.
    let is_page_s = |one: &&Value| situation["page"]["outcome"] == "error" && one["end"] == "failed";
    let last = requests()
        .find(|one| one["corsErrorStatus"].is_object())
        .or_else(|| requests().find(is_page_s))
        .or_else(|| requests().next())?;
    let cors = &last["corsErrorStatus"];
    if let Some(error) = cors["corsError"].as_str() {
        let lna = error.contains("LocalNetwork");
        let verdict = if lna { Verdict::Failed } else { Verdict::Blocked };
        let parameter = cors["failedParameter"].as_str().map(str::to_owned);
        return Some((verdict, Some(error.to_owned()), parameter));
    }
    let aborted_after_answer = last["errorText"] == "net::ERR_ABORTED" && last["status"].as_u64() > Some(0);
    let verdict = match last["errorText"].as_str() {
        Some(_) if !aborted_after_answer => Verdict::Failed,
        _ => Verdict::Allowed,
    };
    Some((verdict, None, None))
}

/// The row of the call that the situation is about: the last one whose URL names the situation.
fn row_of<'a>(capture: &'a Capture, name: &str) -> Option<&'a Row> {
    let named = |row: &&Row| row.url.split(['/', '?']).any(|part| part == name);
    capture.rows().into_iter().rfind(|row| named(row))
}

#[test]
fn the_capture_agrees_with_the_browser() {
    let mut wrong = Vec::new();
    let mut names = BTreeSet::new();
    let gaps = known_gaps();
    let mut used = BTreeSet::new();
    for list in ["onRequestFinished", "getHAR"] {
        for situation in recorded() {
            let name = situation["situation"].as_str().expect("a name");
            let mut capture = Capture::new(Engine::Chromium);
            for entry in entries(&situation, list) {
                capture.add([entry]);
            }
            let (Some(row), Some((verdict, error, parameter))) =
                (row_of(&capture, name), browser_says(&situation))
            else {
                continue;
            };
            let (judgement, _) = capture.judgement(&row.id).expect("every row has a judgement");
            let profile = corscope::engine::profile(Engine::Chromium);
            let console = profile.console(&judgement.request, &judgement.evaluation);
            let found = console.map(|console| (console.error, console.parameter));
            // Where several headers are missing, the browser names any of them.
            let any_name = error.as_deref() == Some("HeaderDisallowedByPreflightResponse");
            let named = match (&found, &error) {
                (Some(found), Some(error)) => {
                    found.0 == *error && (any_name || Some(&found.1) == parameter.as_ref())
                }
                (found, error) => found.is_none() && error.is_none(),
            };
            let exact = row.verdict == verdict && named && !row.flags.contains(&"contradiction");
            // A gap may leave something open; it is never wrong about the verdict.
            let open = row.verdict == verdict || row.verdict == Verdict::Undetermined;
            if gaps.iter().any(|gap| gap == name) && open && !exact {
                used.insert(name.to_owned());
                continue;
            }
            if verdict == Verdict::Blocked {
                names.extend(error.clone());
            }
            if !exact {
                wrong.push(format!(
                    "{list} {name}: {:?} {:?} {found:?} {:?}, the browser: {verdict:?} {error:?} {parameter:?}\n    {:?}",
                    row.verdict, row.code, row.flags, judgement.assumptions
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
    let situations: BTreeSet<_> =
        recorded().iter().filter_map(|one| one["situation"].as_str().map(str::to_owned)).collect();
    let stale: Vec<_> = gaps.iter().filter(|gap| situations.contains(*gap) && !used.contains(*gap)).collect();
    assert!(stale.is_empty(), "no gap any more, strike it from tests/known-gaps.txt: {stale:?}");
    assert!(names.len() >= 18, "only {} of the browser's error names are recorded", names.len());
}
