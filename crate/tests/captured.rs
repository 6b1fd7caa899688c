//! Entries as devtools gave them to an extension, each with something that is odd about a browser's entries.
#![expect(clippy::expect_used, reason = "a test may stop")]

use corscope::capture::{Capture, Mention};
use corscope::input::{Entry, har_entry};
use corscope::model::{Engine, Word};
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Fixture {
    name: String,
    why: String,
    engine: String,
    /// What the browser made of the call.
    browser: String,
    /// What the entries show of it: that, or nothing.
    verdict: String,
    code: Option<String>,
    /// What was found in the scripts of each page, by page reference.
    #[serde(default)]
    scripts: BTreeMap<String, String>,
    /// The entries as they were told, list by list.
    lists: Vec<Vec<Value>>,
}

fn fixtures() -> Vec<Fixture> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/cases/har/captures.json");
    serde_json::from_str(&std::fs::read_to_string(path).expect("readable")).expect("well-formed")
}

fn read(list: &[Value]) -> Vec<Entry> {
    list.iter().map(|entry| har_entry(&entry.to_string()).expect("an entry is well-formed")).collect()
}

/// Verdict and code of the one call that the entries are of.
fn judged(fixture: &Fixture, lists: impl Iterator<Item = Vec<Entry>>) -> (String, Option<String>) {
    let engine = if fixture.engine == "firefox" { Engine::Firefox } else { Engine::Chromium };
    let mut capture = Capture::new(engine);
    for list in lists {
        capture.add(list);
    }
    for (page, mention) in &fixture.scripts {
        capture.learn(page, Mention::from_word(mention).expect("a word"));
    }
    let about = format!("/{}/", fixture.name);
    let rows: Vec<_> = capture.rows().into_iter().filter(|row| row.url.contains(&about)).collect();
    let [row] = rows.as_slice() else {
        return (format!("{} calls", rows.len()), None);
    };
    let (judgement, _) = capture.judgement(&row.id).expect("every row has a judgement");
    assert_eq!(judgement.evaluation.verdict, row.verdict, "{}", fixture.name);
    let verdict = serde_json::to_value(row.verdict).expect("a word");
    (verdict.as_str().expect("a word").to_owned(), row.code.map(str::to_owned))
}

#[test]
fn what_is_odd_about_entries_is_known() {
    for fixture in fixtures() {
        let expected = (fixture.verdict.clone(), fixture.code.clone());
        let as_told = fixture.lists.iter().map(|list| read(list));
        assert_eq!(judged(&fixture, as_told), expected, "{}: {}", fixture.name, fixture.why);
        // Within one list every entry is a request of its own, so the lists stay what they are.
        let backwards = fixture.lists.iter().rev().map(|list| {
            let mut entries = read(list);
            entries.reverse();
            entries
        });
        assert_eq!(judged(&fixture, backwards), expected, "{} backwards: {}", fixture.name, fixture.why);
    }
}

#[test]
fn what_entries_show_is_what_the_browser_did() {
    for fixture in fixtures() {
        assert!(
            fixture.verdict == "undetermined" || fixture.verdict == fixture.browser,
            "{}: {} for {}",
            fixture.name,
            fixture.verdict,
            fixture.browser
        );
    }
}
