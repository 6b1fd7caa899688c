//! Fixes in words.

use crate::explain::sentence::{Sentence, say};
use crate::fix::{Change, Design, Edit, Fix, Need, Place, RequestChange, STATUS, Way};
use crate::model::{Kind, decimal};
use crate::report::Inline;

/// What to do, in one line.
pub fn title(fix: &Fix) -> Vec<Inline> {
    match &fix.way {
        Way::Server { error } => server(fix, *error),
        Way::Client(change) => client(change),
        Way::Architecture(design) => architecture(design),
    }
}

fn client(change: &RequestChange) -> Vec<Inline> {
    match change {
        RequestChange::Method(method) => say("write the method in upper case: {v}", &[method]),
        RequestChange::Url(url) => say("ask for {v}", &[url]),
        RequestChange::Cors => say("use mode `cors`", &[]),
        RequestChange::NoCredentials => {
            say("leave the credentials out, if the server can do without them", &[])
        }
        RequestChange::WithoutHeaders(names) => {
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

fn architecture(design: &Design) -> Vec<Inline> {
    match design {
        Design::SecretKey { header, server } => say(
            "call {v} from your own backend: {c} holds a secret key, and whoever opens a page can read what it holds",
            &[server, header],
        ),
        Design::LogIn { page } => say(
            "log in again: let the page navigate to {v}, which looks like a login page, and no page can fetch one",
            &[page],
        ),
        Design::LoginBeforePreflight { server } => say(
            "call {v} from your own backend, or serve it under the page's origin, if what asks for the login in \
             front of it can't let `OPTIONS` through",
            &[server],
        ),
        Design::ForeignServer { server } => say(
            "call {v} from your own backend, if that server isn't yours: nothing that it answered here has a CORS \
             header",
            &[server],
        ),
    }
}

/// What each answer has to say, message by message.
fn server(fix: &Fix, error: Option<u16>) -> Vec<Inline> {
    let mut sentence = Sentence::default();
    if let Some(status) = error {
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
        Change::Status(status) if place.kind == Kind::Request => Some(status),
        _ => None,
    });
    let mut rest = message.iter().filter(|edit| instead.is_none() || edit.change.name() != STATUS).peekable();
    if let Some(status) = instead {
        sentence.say("answer with {c} in place of the redirect", &[&decimal(status.into())]);
        sentence.words(if status == 401 { " to the login page" } else { "" });
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

/// What the proof takes for granted of answers that nobody saw; or that there is none.
pub fn assumptions(fix: &Fix) -> Vec<Inline> {
    let mut sentence = Sentence::default();
    if let Way::Architecture(_) = fix.way {
        sentence.words("another design, in which the page doesn't make this call: nothing to replay");
    }
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
