//! The engines differ in few places, each small and named, and the machine knows none of them by name.
#![expect(clippy::expect_used, reason = "a test may stop")]

use std::path::Path;

/// Lines of code of the three profiles together; what they print is data, in `console.rs`.
const MOST: usize = 700;
const ENGINES: [&str; 3] = ["chromium", "firefox", "webkit"];

fn sources(folder: &str) -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(folder);
    std::fs::read_dir(folder)
        .expect("readable")
        .map(|entry| entry.expect("readable").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .map(|path| {
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
            (name, std::fs::read_to_string(&path).expect("readable"))
        })
        .collect()
}

fn code(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//"))
}

#[test]
fn the_profiles_stay_small() {
    let of_engine = |engine: &&str| sources(&format!("engine/{engine}"));
    let files = ENGINES.iter().flat_map(of_engine).filter(|(name, _)| name != "console.rs");
    let lines: usize = files.map(|(_, text)| code(&text).count()).sum();
    assert!(lines > 100, "the files are somewhere else");
    assert!(lines < MOST, "{lines} lines");
}

#[test]
fn the_machine_names_no_engine() {
    for (name, text) in sources("fetch") {
        let named: Vec<&str> = code(&text)
            .filter(|line| ENGINES.iter().any(|engine| line.to_lowercase().contains(engine)))
            .collect();
        assert!(named.is_empty(), "{name}: {named:?}");
    }
}
