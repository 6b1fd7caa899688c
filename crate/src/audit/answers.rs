//! The answers that the CORS protocol had a say in, and how their headers are read.

use super::{At, Place};
use crate::capture::Judgement;
use crate::fetch::{CauseKind, Phase, names};
use crate::model::{Answer, AnswerSource, Exchange, Kind, Mode, Origin, Received, Url};

/// An answer to look at.
#[derive(Debug, Clone, Copy)]
pub struct Answered<'a> {
    /// Which exchange of the scenario.
    pub number: usize,
    /// What was sent.
    pub exchange: &'a Exchange,
    /// What came back.
    pub received: &'a Received,
}

/// The answers of a call in mode `cors` from where it has left the page's origin. What a service worker made up says
/// nothing about a server.
#[must_use]
pub fn answers(judgement: &Judgement) -> Vec<Answered<'_>> {
    let mut found = Vec::new();
    if judgement.request.mode != Mode::Cors {
        return found;
    }
    let mut crossed = false;
    for (number, exchange) in judgement.scenario.exchanges.iter().enumerate() {
        let Some(url) = Url::parse(&exchange.sent.url).filter(Url::is_http) else { continue };
        // Once another origin was asked, the answers of the page's own are held to the protocol, too.
        crossed |= !judgement.request.origin.same_origin(&Origin::of(&url));
        if let Answer::Received(received) = &exchange.received
            && crossed
            && received.source != AnswerSource::ServiceWorker
        {
            found.push(Answered { number, exchange, received });
        }
    }
    found
}

impl<'a> Answered<'a> {
    /// Whether it answers a preflight.
    pub fn is_preflight(&self) -> bool {
        self.exchange.sent.kind == Kind::Preflight
    }

    /// The only line of a name with its value; nothing where there are several.
    pub fn single(&self, name: &'a str) -> Option<(usize, &'a [u8])> {
        let mut lines = self.received.headers.lines(name);
        match (lines.next(), lines.next()) {
            (Some((line, header)), None) => Some((line, header.trimmed().0)),
            _ => None,
        }
    }

    /// The only line of a name, where it has this value.
    pub fn line_with(&self, name: &'a str, value: &str) -> Option<usize> {
        self.single(name).filter(|(_, found)| *found == value.as_bytes()).map(|(line, _)| line)
    }

    /// The origin that it names, `null` and `*` aside.
    pub fn named_origin(&self) -> Option<(usize, Origin)> {
        let (line, value) = self.single(names::ALLOW_ORIGIN)?;
        let origin = Origin::parse(std::str::from_utf8(value).ok()?).ok()?;
        (origin != Origin::Opaque).then_some((line, origin))
    }

    /// Whether it allows credentials.
    pub fn allows_credentials(&self) -> bool {
        self.line_with(names::ALLOW_CREDENTIALS, "true").is_some()
    }

    /// A place in it.
    pub fn place(&self, at: At) -> Place {
        Place { exchange: self.number, at }
    }
}

/// Whether the preflight of this hop was refused.
#[must_use]
pub fn preflight_failed(judgement: &Judgement, hop: u32) -> bool {
    judgement.evaluation.causes.iter().any(|cause| cause.phase == Phase::Preflight && cause.hop == hop)
}

/// Whether a diagnostic says it already: twice is no help.
#[must_use]
pub fn diagnosed(judgement: &Judgement, question: impl Fn(&CauseKind) -> bool) -> bool {
    judgement.evaluation.causes.iter().any(|cause| question(&cause.kind))
}
