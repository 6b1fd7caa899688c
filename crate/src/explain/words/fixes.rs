//! Fixes in words.

use crate::explain::sentence::{Sentence, say};
use crate::fix::{Change, Edit, Fix, Need, Place, RequestChange, STATUS};
use crate::model::{Kind, decimal};
use crate::report::Inline;

/// What to do, in one line.
pub fn title(fix: &Fix) -> Vec<Inline> {
    match &fix.request {
        None => server(fix),
        Some(RequestChange::Method(method)) => say("write the method in upper case: {v}", &[method]),
        Some(RequestChange::Url(url)) => say("ask for {v}", &[url]),
        Some(RequestChange::Cors) => say("use mode `cors`", &[]),
        Some(RequestChange::NoCredentials) => {
            say("leave the credentials out, if the server can do without them", &[])
        }
        Some(RequestChange::WithoutHeaders(names)) => {
            let mut sentence = Sentence::default();
            sentence.words("don't set ");
            sentence.values(names);
            sentence.words(if names.len() == 1 {
                ", if the server can do without it"
            } else {
                ", if the server can do without them"
            });
            sentence.done()
        }
    }
}

/// What each answer has to say, message by message.
fn server(fix: &Fix) -> Vec<Inline> {
    let mut sentence = Sentence::default();
    if let Some(status) = fix.error {
        sentence.say("mend the error {c} first; then ", &[&decimal(status.into())]);
    }
    let edits: Vec<&Edit> =
        fix.edits.iter().filter(|edit| edit.captured && edit.need != Need::Safety).collect();
    for (index, message) in edits.chunk_by(|a, b| a.place == b.place).enumerate() {
        if index > 0 {
            sentence.words("; ");
        }
        one_message(&mut sentence, fix, message);
    }
    sentence.done()
}

fn one_message(sentence: &mut Sentence, fix: &Fix, message: &[&Edit]) {
    let Some(place) = message.first().map(|edit| edit.place) else { return };
    let instead = message.iter().find_map(|edit| match edit.change {
        Change::Status(status) if place.kind == Kind::Request => Some(decimal(status.into())),
        _ => None,
    });
    let mut rest = message.iter().filter(|edit| instead.is_none() || edit.change.name() != STATUS).peekable();
    if let Some(status) = &instead {
        sentence.say("answer with {c} in place of the redirect", &[status]);
        sentence.words(if rest.peek().is_some() { ", and in that answer set " } else { "" });
    } else {
        sentence.words("in ");
        message_name(sentence, fix, place);
        sentence.words(" set ");
    }
    let mut first = true;
    while let Some(edit) = rest.next() {
        sentence.words(match (first, rest.peek()) {
            (true, _) => "",
            (false, None) => " and ",
            (false, Some(_)) => ", ",
        });
        first = false;
        match edit.change {
            Change::Status(status) => sentence.say("the status {c}", &[&decimal(status.into())]),
            _ => sentence.say("{c}", &[edit.change.name()]),
        }
    }
}

fn message_name(sentence: &mut Sentence, fix: &Fix, place: Place) {
    let leads_on = fix.sent.iter().any(|sent| sent.hop > place.hop);
    sentence.words(match place.kind {
        Kind::Preflight => "the preflight response",
        Kind::Request if leads_on => "the redirect response",
        Kind::Request => "the response",
    });
    if place.hop > 0 {
        sentence.say(" after redirect {t}", &[&decimal(place.hop.into())]);
    }
}

/// What the proof takes for granted of answers that nobody saw.
pub fn assumptions(fix: &Fix) -> Vec<Inline> {
    let mut sentence = Sentence::default();
    let unseen: Vec<&Edit> = fix.edits.iter().filter(|edit| !edit.captured).collect();
    for message in unseen.chunk_by(|a, b| a.place == b.place) {
        let Some(first) = message.first() else { continue };
        let Some(sent) = fix.sent.iter().find(|sent| Place::of(sent) == first.place) else { continue };
        sentence.separate("; ");
        sentence.say("the answer to {c} was never seen: it has to be a success with ", &[&sent.method]);
        for (index, edit) in message.iter().enumerate() {
            if index > 0 {
                sentence.words(if index + 1 == message.len() { " and " } else { ", " });
            }
            let (_, value) = edit.change.shown();
            sentence.value([edit.change.name(), ": ", &value.unwrap_or_default()].concat());
        }
    }
    sentence.done()
}
