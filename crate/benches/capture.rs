//! `cargo bench`: where the time of a capture goes. Prints averages; nothing is asserted.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::print_stdout, reason = "not shipped")]

use corscope::capture::{Capture, Clues, decide, judge};
use corscope::engine::profile;
use corscope::explain;
use corscope::input::har_entry;
use corscope::model::Engine;
use std::hint::black_box;
use std::time::Instant;

fn micros(count: usize, mut action: impl FnMut()) -> f64 {
    let mut best = f64::INFINITY;
    for _ in 0..5 {
        let start = Instant::now();
        action();
        best = best.min(start.elapsed().as_secs_f64());
    }
    best * 1e6 / count as f64
}

fn main() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/cases/har/chromium-demo.json");
    let text = std::fs::read_to_string(path).expect("the recording is there");
    let file: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let texts: Vec<String> = file["recorded"]
        .as_array()
        .expect("a list")
        .iter()
        .flat_map(|situation| situation["getHAR"].as_array().expect("a list"))
        .map(ToString::to_string)
        .collect();
    let entries: Vec<_> = texts.iter().map(|text| har_entry(text).expect("well-formed")).collect();
    let new = || Capture::new(Engine::Chromium);
    println!(
        "read an entry       {:8.2} µs",
        micros(texts.len(), || {
            for text in &texts {
                black_box(har_entry(text).ok());
            }
        })
    );
    println!(
        "add an entry, all   {:8.2} µs",
        micros(texts.len(), || {
            black_box(new().add(entries.iter().cloned()));
        })
    );
    println!(
        "add an entry, alone {:8.2} µs",
        micros(texts.len(), || {
            let mut capture = new();
            for entry in &entries {
                black_box(capture.add([entry.clone()]));
            }
        })
    );
    let mut capture = new();
    capture.add(entries.iter().cloned());
    println!("{} entries, {} rows, {:?}", entries.len(), capture.rows().len(), capture.work());
    let ids: Vec<String> = capture.rows().iter().map(|row| row.id.clone()).collect();
    let judged: Vec<_> = ids.iter().filter_map(|id| capture.judgement(id)).collect();
    println!(
        "judge for a Report  {:8.2} µs",
        micros(ids.len(), || {
            for id in &ids {
                black_box(capture.judgement(id));
            }
        })
    );
    println!(
        "decide for a row    {:8.2} µs",
        micros(ids.len(), || {
            for (judgement, _) in &judged {
                let settled = judgement.scenario.request.settle().expect("well-formed");
                let profile = profile(Engine::Chromium);
                black_box(decide(&judgement.scenario, settled, &judgement.clues, profile));
            }
        })
    );
    println!(
        "judge alone         {:8.2} µs",
        micros(ids.len(), || {
            for (judgement, _) in &judged {
                black_box(judge(judgement.scenario.clone(), Clues::default(), Engine::Chromium).ok());
            }
        })
    );
    println!(
        "a Report, built     {:8.2} µs",
        micros(ids.len(), || {
            for (judgement, source) in &judged {
                black_box(explain::report(judgement, "1", Some(source)));
            }
        })
    );
    println!(
        "a Report, as text   {:8.2} µs",
        micros(ids.len(), || {
            for (judgement, source) in &judged {
                black_box(serde_json::to_string(&explain::report(judgement, "1", Some(source))).ok());
            }
        })
    );
}
