//! An edit of one answer: its status, or the lines of one header.

use crate::fetch::names;
use crate::model::{Answer, Exchange, HeaderList, Kind, Outgoing, Received, decimal};

/// What stands for the status where a header's name would: HTTP's own pseudo-header field.
pub const STATUS: &str = ":status";

/// Which message: a call has at most one of a kind on a hop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// What it is for.
    pub kind: Kind,
    /// Redirects followed before.
    pub hop: u32,
}

impl Place {
    /// The place of a message.
    #[must_use]
    pub fn of(sent: &Outgoing) -> Self {
        Self { kind: sent.kind, hop: sent.hop }
    }
}

/// What is done to the answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Another status.
    Status(u16),
    /// All lines of the name become this one.
    Set(&'static str, String),
    /// One more line.
    Append(&'static str, &'static str),
    /// No line of the name is left.
    Remove(&'static str),
}

/// Why an edit is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Without it the engine asked for doesn't allow the call.
    Verdict,
    /// Without it another engine doesn't.
    Engines,
    /// The call is allowed without it; it keeps others from harm.
    Safety,
}

/// One edit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// The message that is answered.
    pub place: Place,
    /// What is done to the answer.
    pub change: Change,
    /// Why.
    pub need: Need,
    /// Whether anybody saw the answer it changes.
    pub captured: bool,
}

impl Change {
    /// The header it is about, or [`STATUS`].
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Status(_) => STATUS,
            Self::Set(name, _) | Self::Append(name, _) | Self::Remove(name) => name,
        }
    }

    /// The public word for what is done, and the value.
    #[must_use]
    pub fn shown(&self) -> (&'static str, Option<String>) {
        match self {
            Self::Status(status) => ("set", Some(decimal((*status).into()))),
            Self::Set(_, value) => ("set", Some(value.clone())),
            Self::Append(_, value) => ("append", Some((*value).to_owned())),
            Self::Remove(_) => ("remove", None),
        }
    }

    fn apply(&self, received: &mut Received) {
        match self {
            Self::Status(status) => received.status = *status,
            Self::Append(name, value) => received.headers.append(name, *value),
            Self::Remove(name) => received.headers.delete(name),
            Self::Set(name, value) => {
                let at = received.headers.lines(name).next().map(|(at, _)| at);
                received.headers.delete(name);
                let HeaderList(lines) = &mut received.headers;
                let line = ((*name).into(), value.as_str().into());
                lines.insert(at.unwrap_or(lines.len()).min(lines.len()), line.into());
            }
        }
    }
}

/// The exchanges with these edits made.
#[must_use]
pub fn edited<'a>(exchanges: &[Exchange], edits: impl Iterator<Item = &'a Edit>) -> Vec<Exchange> {
    let mut exchanges = exchanges.to_vec();
    for edit in edits {
        let found = exchanges.iter_mut().find(|exchange| Place::of(&exchange.sent) == edit.place);
        if let Some(Exchange { received: Answer::Received(received), .. }) = found {
            edit.change.apply(received);
        }
    }
    exchanges
}

/// Whether an answer says that it depends on `Origin`.
#[must_use]
pub fn varies_by_origin(received: &Received) -> bool {
    let vary = received.get(names::VARY).unwrap_or_default();
    vary.as_bytes()
        .split(|byte| *byte == b',')
        .map(<[u8]>::trim_ascii)
        .any(|name| name == b"*" || name.eq_ignore_ascii_case(names::ORIGIN.as_bytes()))
}
