//! Which room may use which: read off the `use crate::…` lines, so that the flow keeps its one direction.
#![expect(clippy::expect_used, reason = "a test may stop")]

use std::path::{Path, PathBuf};

const RULE: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("input", &["model"]),
    ("fetch", &["model"]),
    ("engine", &["model", "fetch"]),
    ("capture", &["model", "input", "fetch", "engine"]),
    ("audit", &["model", "fetch", "engine", "capture"]),
    ("fix", &["model", "fetch", "engine", "capture"]),
    ("report", &["model", "input", "fetch", "engine", "capture", "audit", "fix"]),
    ("explain", &["model", "input", "fetch", "engine", "capture", "audit", "fix", "report"]),
    ("wasm", &["model", "input", "fetch", "engine", "capture", "audit", "fix", "report", "explain"]),
];

fn files(folder: &Path) -> Vec<PathBuf> {
    std::fs::read_dir(folder)
        .expect("readable")
        .map(|entry| entry.expect("readable").path())
        .flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] })
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .collect()
}

/// The rooms that a file's text names behind `crate::`, comments aside.
fn named_rooms(text: &str) -> Vec<String> {
    let code =
        text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
    let mut rooms = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = code.get(at + "crate::".len()..).unwrap_or_default();
        let list =
            rest.strip_prefix('{').and_then(|list| list.split_once("};")).map_or(rest, |(list, _)| list);
        if list.len() == rest.len() {
            rooms.push(rest);
        } else {
            // `use crate::{a, b::{c, d}};`: the names outside inner braces.
            let mut depth = 0;
            let mut from = 0;
            for (place, character) in list.char_indices().chain([(list.len(), ',')]) {
                match character {
                    '{' => depth += 1,
                    '}' => depth -= 1,
                    ',' if depth == 0 => {
                        rooms.push(list.get(from..place).unwrap_or_default());
                        from = place + 1;
                    }
                    _ => {}
                }
            }
        }
    }
    let word =
        |text: &str| text.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    rooms.into_iter().map(word).filter(|room| !room.is_empty()).collect()
}

#[test]
fn rooms_use_only_what_lies_before_them() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut wrong = Vec::new();
    for file in files(&source) {
        let inside = file.strip_prefix(&source).expect("inside").with_extension("");
        let room = inside.iter().next().expect("a name").to_string_lossy().into_owned();
        if room == "lib" {
            continue;
        }
        let Some((_, allowed)) = RULE.iter().find(|(name, _)| *name == room) else {
            panic!("`{room}` is no room; see the rule in this test");
        };
        let text = std::fs::read_to_string(&file).expect("readable");
        for used in named_rooms(&text) {
            let known = RULE.iter().any(|(name, _)| *name == used);
            if known && used != room && !allowed.contains(&used.as_str()) {
                wrong.push(format!("{} uses {used}", inside.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_reader_of_this_test_reads_all_forms() {
    let text = "use crate::model::Url;\nuse crate::{fetch, input::{a, b}, explain};\n// crate::wasm\nlet x = crate::engine::y;";
    assert_eq!(named_rooms(text), ["model", "fetch", "input", "explain", "engine"]);
}
