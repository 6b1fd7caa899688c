//! What must be true of every Report: the Reports of all case files, and of everything that was recorded in devtools.
#![expect(clippy::expect_used, reason = "a test may stop")]

use corscope::capture::{Capture, Clues, Judgement, judge};
use corscope::explain::{redact_value, render_text, render_text_json, report};
use corscope::input::har_entry;
use corscope::model::{Engine, Json, Scenario};
use corscope::report::{Inline, Line, Mark, Report};
use serde_json::Value;

/// Every scenario of the case files, with its name.
fn scenarios() -> Vec<(String, Scenario)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/cases");
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("the cases are there") {
        let path = entry.expect("an entry").path();
        if path.extension().is_none_or(|extension| extension != "json") {
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("readable");
        let cases: Vec<Value> = serde_json::from_str(&text).expect("an array of cases");
        for case in cases {
            let name = case.get("name").and_then(Value::as_str).unwrap_or_default().to_owned();
            let scenario = case.get("scenario").cloned().unwrap_or_default();
            found.push((name, corscope::input::scenario(&scenario.to_string()).expect("a scenario")));
        }
    }
    found
}

/// The Reports of what devtools recorded of the demo, with the scenarios the capture made of it.
fn recorded() -> Vec<(String, Scenario, Report)> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/cases/har/chromium-demo.json");
    let text = std::fs::read_to_string(path).expect("the recording is there");
    let file: Value = serde_json::from_str(&text).expect("JSON");
    let mut reports = Vec::new();
    for situation in file.get("recorded").and_then(Value::as_array).expect("a list") {
        let name = situation.get("situation").and_then(Value::as_str).unwrap_or_default();
        let mut capture = Capture::new(Engine::Chromium);
        let entries = situation.get("getHAR").and_then(Value::as_array).expect("a list");
        capture.add(entries.iter().map(|entry| har_entry(&entry.to_string()).expect("an entry")));
        let ids: Vec<String> = capture.rows().iter().map(|row| row.id.clone()).collect();
        for id in ids {
            let (judgement, source) = capture.judgement(&id).expect("every row has a judgement");
            let report = with_steps(report(&judgement, &id, Some(&source)), &judgement);
            reports.push((format!("{name} (recorded)"), judgement.scenario, report));
        }
    }
    assert!(reports.len() > 40, "only {} recorded calls", reports.len());
    reports
}

/// With the trace, which is worked out apart.
fn with_steps(mut report: Report, judgement: &Judgement) -> Report {
    report.trace = corscope::explain::trace(judgement);
    report
}

fn reports() -> Vec<(String, Scenario, Report)> {
    let mut reports = recorded();
    for (name, scenario) in scenarios() {
        for engine in corscope::engine::ENGINES.iter().copied() {
            let judgement = judge(scenario.clone(), Clues::default(), engine).expect("a well-formed call");
            let report = with_steps(report(&judgement, &name, None), &judgement);
            reports.push((format!("{name} ({})", engine.as_str()), scenario.clone(), report));
        }
    }
    assert!(reports.len() > 200, "only {} Reports", reports.len());
    reports
}

/// How many code units the line of a mark has.
fn line_length(report: &Report, mark: Mark) -> Option<usize> {
    let message = report.view.messages.iter().find(|message| message.index == mark.message)?;
    match mark.line {
        Line::EndOfHeaders => Some(0),
        Line::Number(0) => Some(message.start_line.chars().count()),
        Line::Number(number) => {
            let header = message.lines.0.get(number - 1)?;
            Some(header.name.as_bytes().len() + 2 + header.value.as_bytes().len())
        }
    }
}

fn marks(report: &Report) -> Vec<Mark> {
    let mut marks: Vec<Mark> = report.notes.iter().flat_map(|note| note.marks.clone()).collect();
    for diagnostic in &report.diagnostics {
        marks.push(diagnostic.primary);
        marks.extend(diagnostic.secondary.iter().map(|secondary| secondary.mark));
    }
    marks
}

#[test]
fn every_mark_lies_in_a_line_of_a_message() {
    for (name, _, report) in reports() {
        for mark in marks(&report) {
            let length = line_length(&report, mark);
            assert!(
                length.is_some_and(|length| mark.from <= mark.to && mark.to <= length),
                "{name}: {mark:?} in a line of {length:?}"
            );
        }
    }
}

#[test]
fn the_cause_is_the_first_diagnostic_and_a_step_decides() {
    for (name, _, report) in reports() {
        let code = report.cause.as_ref().map(|cause| cause.code);
        assert_eq!(code, report.diagnostics.first().map(|diagnostic| diagnostic.code), "{name}");
        assert!(report.diagnostics.iter().all(|diagnostic| !diagnostic.links.is_empty()), "{name}: no link");
        let deciding = report.trace.iter().filter(|step| step.decides).count();
        assert!(deciding <= 1, "{name}: {deciding} steps decide");
        if report.verdict != corscope::fetch::Verdict::Undetermined {
            assert_eq!(deciding, 1, "{name}: no step decides");
        }
    }
}

#[test]
fn our_own_words_are_lower_case_and_unfinished_and_hold_no_data() {
    for (name, _, report) in reports() {
        let mut sentences: Vec<&[Inline]> = Vec::new();
        for diagnostic in &report.diagnostics {
            sentences.extend([&diagnostic.headline[..], &diagnostic.label[..], &diagnostic.because[..]]);
        }
        for note in &report.notes {
            sentences.extend([&note.headline[..], &note.body[..]]);
        }
        sentences.extend(report.trace.iter().map(|step| &step.text[..]));
        for sentence in sentences {
            for piece in sentence {
                if let Inline::Text { text } = piece {
                    assert!(!text.contains(['`', '{', '}']), "{name}: {text}");
                }
            }
            if let Some(Inline::Text { text }) = sentence.last() {
                assert!(!text.ends_with('.'), "{name}: {text}");
            }
        }
    }
}

#[test]
fn the_text_holds_no_control_character_and_survives_any_width() {
    for (name, _, report) in reports() {
        let text = render_text(&report, false, None);
        assert!(text.ends_with('\n'), "{name}");
        assert!(text.chars().all(|c| c == '\n' || !c.is_control()), "{name}: {text:?}");
        let written = serde_json::to_string(&report).expect("JSON");
        let json = Json::parse(&written).expect("JSON");
        for width in [0, 40, 57, 100] {
            let narrow = render_text_json(&json, true, Some(width));
            assert!(narrow.is_ok_and(|text| !text.is_empty()), "{name} at {width}");
        }
    }
}

#[test]
fn a_redacted_call_is_judged_alike_and_its_marks_stay() {
    for (name, scenario, before) in reports() {
        // What a capture knows beyond the scenario is not in the scenario.
        if name.ends_with("(recorded)") {
            continue;
        }
        let text = serde_json::to_string(&scenario).expect("JSON");
        let mut json = Json::parse(&text).expect("JSON");
        redact_value(&mut json);
        let redacted = corscope::input::scenario(&serde_json::to_string(&json).expect("JSON"))
            .expect("still a scenario");
        let judgement = judge(redacted.clone(), Clues::default(), before.engine).expect("still well-formed");
        let after = report(&judgement, "redacted", None);
        let code = |report: &Report| report.cause.as_ref().map(|cause| cause.code);
        assert_eq!((after.verdict, code(&after)), (before.verdict, code(&before)), "{name}");
        assert_eq!(marks(&after), marks(&before), "{name}");
    }
}
