//! The captures of `tests/cases/audits`, run natively: what audits find in each, by code and gravity. The marks are
//! looked at through the npm package (`tests/node/audits.test.js`).
#![expect(clippy::expect_used, reason = "a test may stop")]

use corscope::audit::session::Call;
use corscope::capture::{Capture, Clues, Row, judge};
use corscope::explain::{audits, session_audits};
use corscope::input::{har_entry, scenario};
use corscope::model::Engine;
use corscope::report::Note;
use serde::Deserialize;
use serde_json::Value;

#[derive(Deserialize)]
struct Fixture {
    name: String,
    /// Codes, or notes with codes, of audits and of the verdict.
    notes: Vec<Value>,
    scenario: Option<Value>,
    har: Option<Vec<Value>>,
}

fn fixtures(name: &str) -> Vec<Fixture> {
    let path = format!("{}/../tests/cases/audits/{name}.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(path).expect("readable")).expect("well-formed")
}

fn calls(fixture: &Fixture) -> Vec<Call> {
    if let Some(value) = &fixture.scenario {
        let read = scenario(&value.to_string()).expect("a scenario");
        let judgement = judge(read, Clues::default(), Engine::Chromium).expect("a judgement");
        let id = String::new();
        let entries = Vec::new();
        return vec![Call { id, judgement, started_at: 0.0, preflight: None, entries, kept_preflight: None }];
    }
    let mut capture = Capture::new(Engine::Chromium);
    let entries = fixture.har.iter().flatten();
    capture.add(entries.map(|entry| har_entry(&entry.to_string()).expect("an entry")).collect::<Vec<_>>());
    let call = |row: &Row| {
        let (judgement, source) = capture.judgement(&row.id).expect("every row has a judgement");
        let kept = judgement.assumptions.iter().find(|taken| taken.fact == "preflight");
        let kept_preflight = kept.and_then(|taken| taken.reason.entry());
        let started_at = row.started_at.expect("an entry has a time");
        let (id, preflight, entries) = (row.id.clone(), row.timing.preflight, source.entries);
        Call { id, judgement, started_at, preflight, entries, kept_preflight }
    };
    capture.rows().into_iter().map(call).collect()
}

/// Codes of the notes that a verdict comes with, which are no audits.
const OF_VERDICTS: [&str; 7] = [
    "authorization-under-wildcard",
    "contradiction",
    "engines-differ",
    "headers-dropped",
    "opaque-response",
    "other-version",
    "server-ran-it",
];

/// The codes of a fixture that are audits' own, with their gravity where one is written down.
fn expected(fixture: &Fixture) -> Vec<(String, Option<String>)> {
    let text = |value: Option<&Value>| value.and_then(Value::as_str).map(str::to_owned);
    let mut found: Vec<_> = fixture
        .notes
        .iter()
        .filter_map(|note| Some((text(note.get("code").or(Some(note)))?, text(note.get("severity")))))
        .filter(|(code, _)| !OF_VERDICTS.contains(&code.as_str()))
        .collect();
    found.sort();
    found
}

fn found(notes: &[Note]) -> Vec<(String, Option<String>)> {
    let mut found: Vec<_> =
        notes.iter().map(|note| (note.code.to_owned(), Some(note.severity.to_owned()))).collect();
    found.sort();
    found
}

#[test]
fn one_call_shows_what_was_written_beside_it() {
    for fixture in fixtures("benign").iter().chain(&fixtures("faulty")) {
        let notes: Vec<Note> = calls(fixture).iter().flat_map(|call| audits(&call.judgement)).collect();
        assert_eq!(found(&notes), expected(fixture), "{}", fixture.name);
    }
}

#[test]
fn several_calls_show_what_was_written_beside_them() {
    for fixture in fixtures("sessions") {
        let notes = session_audits(&calls(&fixture));
        assert_eq!(found(&notes), expected(&fixture), "{}", fixture.name);
    }
}
