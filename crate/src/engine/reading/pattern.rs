//! A console's text with places for what differs, made from what an engine prints of the probes.

use super::super::{ENGINES, profile};
use super::plain;
use super::probes::{MARKS, probes};
use crate::fetch::Phase;
use crate::model::Engine;
use std::collections::HashMap;
use std::sync::OnceLock;

/// A code, and where in the call.
pub(super) type Meaning = (&'static str, Option<Phase>);

/// A text with places for what differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pattern {
    pub(super) engine: Engine,
    pub(super) error: String,
    /// What the texts of this form were made for.
    pub(super) meanings: Vec<Meaning>,
    /// Literals and what stands between them: one more literal than places.
    literals: Vec<String>,
    pub(super) places: Vec<&'static str>,
    /// It says why; otherwise it goes with another line that does.
    pub(super) is_reason: bool,
}

impl Pattern {
    /// From a text with marks in it.
    fn of(engine: Engine, error: String, meanings: Vec<Meaning>, text: &str, is_reason: bool) -> Self {
        let (mut literals, mut places) = (vec![String::new()], Vec::new());
        let text = plain(text);
        let mut rest = text.as_str();
        while let Some(letter) = rest.chars().next() {
            let mark = MARKS.iter().find(|(mark, _)| rest.starts_with(mark));
            let length = match mark {
                Some((mark, what)) => {
                    places.push(*what);
                    literals.push(String::new());
                    mark.len()
                }
                None => {
                    if let Some(literal) = literals.last_mut() {
                        literal.push(letter);
                    }
                    letter.len_utf8()
                }
            };
            rest = rest.get(length..).unwrap_or_default();
        }
        Self { engine, error, meanings, literals, places, is_reason }
    }

    /// It says that a request failed, and not why.
    pub(super) fn is_vague(&self) -> bool {
        self.meanings.iter().any(|(code, _)| *code == VAGUE)
    }

    /// How much of it is fixed.
    pub(super) fn weight(&self) -> usize {
        self.literals.iter().map(String::len).sum()
    }

    /// What stands in its places, where a line has it; in front of it and behind it may be more.
    pub(super) fn matches(&self, line: &str) -> Option<Vec<String>> {
        let (first, others) = self.literals.split_first()?;
        let mut rest = if first.is_empty() { line } else { line.split_once(first.as_str())?.1 };
        let mut values = Vec::new();
        for (index, literal) in others.iter().enumerate() {
            let is_last = index + 1 == others.len();
            let (value, behind) = if literal.is_empty() && is_last {
                (rest, "")
            } else if literal.is_empty() {
                // Two marks side by side: the second takes all.
                ("", rest)
            } else {
                rest.split_once(literal.as_str())?
            };
            values.push(value.to_owned());
            rest = behind;
        }
        Some(values)
    }
}

/// Every text of every engine, made when it is first asked for.
pub(super) fn patterns() -> &'static [Pattern] {
    static PATTERNS: OnceLock<Vec<Pattern>> = OnceLock::new();
    PATTERNS.get_or_init(made)
}

/// What has no name of its own.
pub(super) const VAGUE: &str = "network-other";

/// A text with less in it that is fixed would fit everything.
const LEAST: usize = 12;

fn made() -> Vec<Pattern> {
    let mut meanings: HashMap<(Engine, bool, String), (String, Vec<Meaning>)> = HashMap::new();
    for (request, evaluation) in probes() {
        let meaning = match evaluation.causes.first() {
            Some(cause) => (cause.kind.code(), Some(cause.phase)),
            None => ("authorization-under-wildcard", None),
        };
        for engine in ENGINES {
            let Some(said) = profile(*engine).console(&request, &evaluation) else { continue };
            for (index, line) in said.text.lines().enumerate() {
                let (_, found) = meanings
                    .entry((*engine, index == 0, line.to_owned()))
                    .or_insert_with(|| (said.error.clone(), Vec::new()));
                if !found.contains(&meaning) {
                    found.push(meaning);
                }
            }
        }
    }
    let mut found: Vec<Pattern> = Vec::new();
    let mut all: Vec<_> = meanings.into_iter().collect();
    all.sort_by(|one, other| (&one.0.2, one.0.1).cmp(&(&other.0.2, other.0.1)));
    for ((engine, is_reason, text), (error, meanings)) in all {
        let pattern = Pattern::of(engine, error, meanings, &text, is_reason);
        if pattern.weight() < LEAST {
            continue;
        }
        let same = |other: &&mut Pattern| {
            (other.engine, other.is_reason, &other.literals) == (engine, is_reason, &pattern.literals)
        };
        match found.iter_mut().find(same) {
            Some(other) => other.meanings.extend(pattern.meanings),
            None => found.push(pattern),
        }
    }
    // What is a reason of its own in one place is none where it only goes with another.
    let reasons: Vec<_> = found.iter().filter(|one| one.is_reason).map(|one| one.literals.clone()).collect();
    found.retain(|one| one.is_reason || !reasons.contains(&one.literals));
    found
}
