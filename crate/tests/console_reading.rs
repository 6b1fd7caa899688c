//! Console texts that were recorded from real browsers are recognised: whose they are, and what they are about.

use corscope::engine::read_console;
use serde_json::Value;
use std::fs;
use std::path::PathBuf;

fn fixtures() -> Vec<Value> {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/cases/lab"));
    let mut found = Vec::new();
    for file in fs::read_dir(folder).into_iter().flatten().flatten() {
        let text = fs::read_to_string(file.path()).unwrap_or_default();
        if let Ok(Value::Array(list)) = serde_json::from_str(&text) {
            found.extend(list);
        }
    }
    found
}

/// The lines about CORS, as the lab tells them apart.
fn is_about_cors(engine: &str, line: &str) -> bool {
    match engine {
        "chromium" => line.starts_with("Access to ") || line.starts_with("Fetch API cannot load "),
        "firefox" => line.starts_with("Cross-Origin Request ") || line.starts_with("Security Error: "),
        _ => !["TypeError: ", "ReferenceError: ", "Did not parse stylesheet "]
            .iter()
            .any(|start| line.starts_with(start)),
    }
}

#[test]
fn recorded_texts_are_recognised() {
    let (mut seen, mut wrong) = (0, Vec::new());
    for fixture in fixtures() {
        for engine in ["chromium", "firefox", "webkit"] {
            let observed = &fixture["observed"][engine];
            let lines = observed["console"].as_array().map(Vec::as_slice).unwrap_or_default();
            let lines: Vec<&str> =
                lines.iter().filter_map(Value::as_str).filter(|line| is_about_cors(engine, line)).collect();
            if lines.is_empty() {
                continue;
            }
            seen += 1;
            // As devtools show it: a file and a line in front, a stack behind.
            let text = format!("app.js:12 {}\n    at send (app.js:12:3)", lines.join("\n"));
            let reading = read_console(&text);
            let name = observed["cors"]["corsError"].as_str().or(observed["cors"][0].as_str());
            let fits = reading.as_ref().is_some_and(|reading| {
                reading.engine.as_str() == engine
                    && !reading.codes.is_empty()
                    && (engine == "webkit" || name == Some(reading.error.as_str()))
            });
            if !fits {
                wrong.push(format!("{} {engine} {name:?}: {text}\n   {reading:?}", fixture["name"]));
            }
        }
    }
    assert!(seen > 150, "only {seen} texts");
    assert!(wrong.is_empty(), "{} of {seen}:\n{}", wrong.len(), wrong.join("\n"));
}
