//! Audits as notes of the Report: bytes here, words in `words/audits.rs`.

use super::messages::messages;
use super::pairing::slots;
use super::spans;
use super::words::audits as words;
use crate::audit::{At, Finding, Place, audit};
use crate::capture::Judgement;
use crate::report::{Mark, MessageView, Note};

/// What a judged call shows beside its verdict, the gravest first.
#[must_use]
pub fn audits(judgement: &Judgement) -> Vec<Note> {
    let view = messages(judgement);
    // The captured exchanges, in their order, by the number that messages count with.
    let numbers: Vec<usize> =
        slots(judgement).iter().filter(|slot| slot.captured.is_some()).map(|slot| slot.exchange).collect();
    let mark = |place: &Place| {
        let index = 2 * numbers.get(place.exchange)? + 1;
        mark(view.messages.iter().find(|message| message.index == index)?, place.at)
    };
    let note =
        |finding: &Finding| words::note(&finding.found, finding.places.iter().filter_map(mark).collect());
    gravest_first(audit(judgement).iter().map(note).collect())
}

/// In the order in which they are to be read.
pub fn gravest_first(mut notes: Vec<Note>) -> Vec<Note> {
    notes.sort_by_key(|note| ["danger", "warning", "info"].iter().position(|word| *word == note.severity));
    notes
}

/// The bytes of a place.
fn mark(message: &MessageView, at: At) -> Option<Mark> {
    let line = |line: usize| Some((line + 1, message.lines.0.get(line)?));
    match at {
        At::Status => Some(spans::first_word(message)),
        At::EndOfHeaders => Some(spans::end_of_headers(message)),
        At::Name(number) => line(number).map(|(line, header)| spans::name(message, line, header)),
        At::Value(number) => line(number).map(|(line, header)| spans::value(message, line, header)),
        At::Part(number, range) => {
            line(number).map(|(line, header)| spans::part(message, line, header, range))
        }
    }
}
