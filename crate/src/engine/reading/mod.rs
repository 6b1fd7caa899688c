//! The other way round: from what a console prints to what it speaks of. There is no second list of texts: each engine's
//! own are made with marks in the places of what differs (`probes`), and held against the line (`pattern`). Only what is
//! said beside the CORS protocol is known by phrases.

mod pattern;
mod phrases;
mod probes;

use crate::fetch::Phase;
use crate::model::{Engine, Origin};
use pattern::{Pattern, VAGUE, patterns};
pub use phrases::read_phrase;

/// What a line of a console says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// Whose console prints this.
    pub engine: Engine,
    /// Its name for it, or ours where it has none.
    pub error: String,
    /// Where in the call, if the text tells.
    pub phase: Option<Phase>,
    /// Codes of what it may speak of: more than one where the browser has one text for them.
    pub codes: Vec<&'static str>,
    /// What it names (`url`, `redirected-from`, `origin`, `value`, `method`, `header`, `status`, `scheme`) and how.
    pub named: Vec<(&'static str, String)>,
}

/// Reads what somebody copied from a console, which may be several lines, with what devtools print beside them.
#[must_use]
pub fn read_console(text: &str) -> Option<Reading> {
    let patterns = patterns();
    let lines: Vec<String> = text.lines().map(plain).collect();
    // The first line that says why counts, as browsers go on with what came of it; one that only says that it failed comes
    // after any that says more. A window may have broken a line into several.
    let best = |line: &String| {
        let fitting = patterns.iter().filter(|pattern| pattern.is_reason);
        let read = fitting.filter_map(|pattern| Some((pattern, pattern.matches(line)?)));
        read.max_by_key(|(pattern, _)| pattern.weight())
    };
    let mut found: Vec<(&Pattern, Vec<String>)> = lines.iter().filter_map(best).collect();
    if found.is_empty() {
        found.extend(best(&plain(text)));
    }
    let telling = found.iter().position(|(pattern, _)| !pattern.is_vague()).unwrap_or_default();
    if telling >= found.len() {
        return None;
    }
    let (pattern, values) = found.swap_remove(telling);
    let mut named: Vec<(&'static str, String)> = Vec::new();
    let mut add = |pattern: &Pattern, values: Vec<String>| {
        for (what, value) in pattern.places.iter().zip(values) {
            // Of two URLs the last was asked last.
            let what = if *what == "url" && named.iter().any(|(other, _)| *other == "url") {
                "redirected-from"
            } else {
                what
            };
            if !value.is_empty() && !named.iter().any(|(_, other)| *other == value) {
                named.push((what, value));
            }
        }
    };
    add(pattern, values);
    // A second line names the request.
    for other in patterns.iter().filter(|other| !other.is_reason && other.engine == pattern.engine) {
        if let Some(values) = lines.iter().find_map(|line| other.matches(line)) {
            add(other, values);
            break;
        }
    }
    let phases = pattern.meanings.first().and_then(|(_, phase)| *phase);
    Some(Reading {
        engine: pattern.engine,
        error: pattern.error.clone(),
        phase: phases.filter(|phase| pattern.meanings.iter().all(|(_, other)| *other == Some(*phase))),
        codes: codes(pattern, &named),
        named,
    })
}

/// The codes, the likelier first, as far as what is named tells.
fn codes(pattern: &Pattern, named: &[(&'static str, String)]) -> Vec<&'static str> {
    let mut codes: Vec<&'static str> = Vec::new();
    for (code, _) in &pattern.meanings {
        if !codes.contains(code) {
            codes.push(code);
        }
    }
    let value = |what| named.iter().find(|(other, _)| *other == what).map(|(_, value)| value.as_str());
    let first = if value("value").is_some_and(|value| Origin::parse(value).is_ok()) {
        "allow-origin-mismatch"
    } else if value("status").is_some_and(|status| status.starts_with('3')) {
        "preflight-redirected"
    } else if pattern.is_vague() {
        VAGUE
    } else {
        return codes;
    };
    codes.sort_by_key(|code| *code != first);
    codes
}

/// White space as one blank each, quotes as typewriters have them.
fn plain(text: &str) -> String {
    let mut plain = String::new();
    for word in text.split_whitespace() {
        if !plain.is_empty() {
            plain.push(' ');
        }
        plain.extend(word.chars().map(|letter| match letter {
            '‘' | '’' => '\'',
            '“' | '”' => '"',
            other => other,
        }));
    }
    plain
}
