//! Why engines differ, in one sentence.

use super::notes::name;
use crate::explain::divergence::{Divergence, Parted};
use crate::explain::sentence::Sentence;
use crate::fetch::PreflightReason;
use crate::report::Inline;

/// One clause for each group of engines; nothing where all agree.
pub fn sentence(parted: &[Parted]) -> Vec<Inline> {
    let mut sentence = Sentence::default();
    for (engines, divergence) in parted {
        sentence.separate("; ");
        for (number, engine) in engines.iter().enumerate() {
            sentence.words(if number == 0 { "" } else { ", " });
            sentence.words(name(*engine));
        }
        clause(&mut sentence, divergence);
    }
    sentence.done()
}

fn clause(sentence: &mut Sentence, divergence: &Divergence) {
    match divergence {
        Divergence::Preflights(because) if because.is_empty() => {
            sentence.words(": a preflight goes first here");
        }
        Divergence::Preflights(because) => {
            sentence.words(": a preflight goes first, because of ");
            reasons(sentence, because);
        }
        Divergence::NoPreflight(because) if because.is_empty() => {
            sentence.words(": no preflight goes first here");
        }
        Divergence::NoPreflight(because) => {
            sentence.words(": no preflight goes first, for none is needed because of ");
            reasons(sentence, because);
        }
        Divergence::Method(method) => sentence.say(": the method is {v}", &[method]),
        Divergence::Origin(Some(origin)) => sentence.say(": `Origin` is {v}", &[origin]),
        Divergence::Origin(None) => sentence.say(": no `Origin` goes out", &[]),
        Divergence::StopsAt(code) => sentence.say(": stops at {c}", &[code]),
        Divergence::Passes(code) => sentence.say(": {c} is no failure", &[code]),
    }
}

fn reasons(sentence: &mut Sentence, because: &[PreflightReason]) {
    for (number, reason) in because.iter().enumerate() {
        sentence.words(if number == 0 { "" } else { ", " });
        match reason {
            PreflightReason::Method => sentence.words("the method"),
            PreflightReason::Header(header) => sentence.say("the header {v}", &[header]),
            PreflightReason::TotalSize => sentence.words("the size of all values together"),
            PreflightReason::UploadListener => sentence.words("the upload listener"),
            PreflightReason::StreamBody => sentence.words("the stream body"),
        }
    }
}
