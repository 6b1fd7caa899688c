//! Each code documents itself, in the same sections: what happened, why browsers do this, an example, a fix, and where to
//! read on (`links`). In backticks stand protocol names.

mod audit;
mod check;
mod links;
mod network;
mod notes;
mod preflight;
mod redirect;
mod request;

use super::sentence::say;
use crate::report::{self, Link};
pub use links::links;
use serde::Serialize;

/// The documentation of a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct CodeDoc {
    /// The code.
    pub code: &'static str,
    /// What happened.
    pub happened: &'static str,
    /// Why browsers do this.
    pub why: &'static str,
    /// An example: header lines or script.
    pub example: &'static str,
    /// How to mend it.
    pub fix: &'static str,
}

/// What codes are about, in the order in which a call can meet it; those of notes and audits last.
const TOPICS: &[(&str, &[CodeDoc])] = &[
    ("request", request::DOCS),
    ("preflight", preflight::DOCS),
    ("check", check::DOCS),
    ("redirect", redirect::DOCS),
    ("network", network::DOCS),
    ("note", notes::DOCS),
    ("audit", audit::DOCS),
];

/// The documentation as a reader gets it: names apart from words, with its links.
#[must_use]
pub fn page(code: &str) -> Option<report::CodeDoc> {
    let mut all = TOPICS.iter().flat_map(|(topic, docs)| docs.iter().map(move |doc| (*topic, doc)));
    let (topic, doc) = all.find(|(_, doc)| doc.code == code)?;
    let link = |(text, href): &(&str, &str)| Link { text: (*text).to_owned(), href: (*href).to_owned() };
    Some(report::CodeDoc {
        code: doc.code,
        topic,
        happened: say(doc.happened, &[]),
        why: say(doc.why, &[]),
        example: doc.example,
        fix: say(doc.fix, &[]),
        links: all_links(doc.code).iter().map(link).collect(),
        message: None,
    })
}

/// All codes, in the same order.
pub fn docs() -> impl Iterator<Item = &'static CodeDoc> {
    TOPICS.iter().flat_map(|(_, docs)| docs.iter())
}

/// Where to read on about any code, a note's and an audit's too, whose documentation the evaluator doesn't hold.
#[must_use]
pub fn all_links(code: &str) -> &'static [links::DocLink] {
    match links(code) {
        [] => match notes::links(code) {
            [] => audit::links(code),
            found => found,
        },
        found => found,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_section_of_every_code_is_filled_and_no_code_comes_twice() {
        let mut seen = HashSet::new();
        for doc in docs() {
            assert!(seen.insert(doc.code), "{} comes twice", doc.code);
            for (section, text) in
                [("happened", doc.happened), ("why", doc.why), ("example", doc.example), ("fix", doc.fix)]
            {
                assert!(!text.is_empty(), "{}: {section} is empty", doc.code);
            }
            for text in [doc.happened, doc.why, doc.fix] {
                assert!(!text.ends_with('.') && text.matches('`').count() % 2 == 0, "{}: {text}", doc.code);
            }
            assert!(!all_links(doc.code).is_empty(), "{} leads nowhere", doc.code);
            for (_, href) in all_links(doc.code) {
                assert!(href.starts_with("https://"), "{}: {href}", doc.code);
            }
        }
    }
}
