//! Fixes in words.

use crate::explain::sentence::{Sentence, say};
use crate::fix::{Change, Edit, Fix, Need, Place, RequestChange};
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
    let edits: Vec<&Edit> =
        fix.edits.iter().filter(|edit| edit.captured && edit.need != Need::Safety).collect();
    for (index, message) in edits.chunk_by(|a, b| a.place == b.place).enumerate() {
        let Some(first) = message.first() else { continue };
        sentence.words(if index == 0 { "in " } else { "; in " });
        message_name(&mut sentence, fix, first.place);
        for (index, edit) in message.iter().enumerate() {
            sentence.words(match index {
                0 => " set ",
                _ if index + 1 == message.len() => " and ",
                _ => ", ",
            });
            match edit.change {
                Change::Status(status) => {
                    sentence.say("the status {c}", &[&decimal(status.into())]);
                    if edit.place.kind == Kind::Request {
                        sentence.say(", for behind a redirect the browser sends `Origin: null`", &[]);
                    }
                }
                _ => sentence.say("{c}", &[edit.change.name()]),
            }
        }
    }
    sentence.done()
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
