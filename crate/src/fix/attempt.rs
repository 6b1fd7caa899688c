//! A call as it goes with some edits made: repaired until it is allowed.

use super::edit::edited;
use super::harm::kept_from_harm;
use super::login::login_redirect;
use super::minimal::minimal;
use super::repair::{needless_redirect, repair};
use super::{Change, Edit, Need, Place};
use crate::capture::replay;
use crate::engine::{ENGINES, profile};
use crate::fetch::{Cause, Evaluation, Verdict, is_redirect_status};
use crate::model::{Answer, Engine, Exchange, HeaderList, Initiator, Kind, Outgoing, Received, Request};

const CONTENT_TYPE: &str = "Content-Type";

/// More than the conditions of 21 preflights and 21 answers.
const MOST_REPAIRS: usize = 300;

/// A request, the answers that were seen, and the edits made so far.
pub struct Attempt<'a> {
    request: &'a Request,
    /// In the order of the wire; those that nobody saw are bare successes.
    exchanges: Vec<Exchange>,
    /// Those that somebody saw.
    captured: Vec<Place>,
    /// Whether a preflight that wasn't recorded was covered by the browser's cache.
    cached: bool,
    edits: Vec<Edit>,
}

/// What came of it.
pub struct Proven {
    /// The edits, in the order of the wire.
    pub edits: Vec<Edit>,
    /// The messages under the engine asked for.
    pub sent: Vec<Outgoing>,
    /// The engines that allow the call then.
    pub engines: Vec<Engine>,
}

impl<'a> Attempt<'a> {
    /// Nothing edited yet.
    #[must_use]
    pub fn new(request: &'a Request, exchanges: &[Exchange], cached: bool) -> Self {
        let answered = |exchange: &&Exchange| matches!(exchange.received, Answer::Received(_));
        let mut exchanges: Vec<Exchange> = exchanges.iter().filter(answered).cloned().collect();
        let captured = exchanges.iter().map(|exchange| Place::of(&exchange.sent)).collect();
        // What takes the place of a redirect is of use to whoever asked for it.
        for exchange in &mut exchanges {
            if let Answer::Received(received) = &mut exchange.received
                && is_redirect_status(received.status)
                && !received.headers.contains(CONTENT_TYPE)
            {
                give_type(request, &mut received.headers);
            }
        }
        Self { request, exchanges, captured, cached, edits: Vec::new() }
    }

    /// Repairs the call until the engine asked for allows it, then for each other engine as far as that goes; only answers
    /// for which `may` is true are touched. Nothing if the engine asked for won't allow it.
    #[must_use]
    pub fn solve(mut self, asked: Engine, may: &dyn Fn(&Self, Place) -> bool) -> Option<Proven> {
        let sent = self.repair_for(asked, true, may)?.sent;
        let mut engines = vec![asked];
        for other in ENGINES.iter().filter(|other| **other != asked) {
            let before = self.edits.clone();
            let agreed = self.repair_for(*other, false, may).is_some();
            if agreed && engines.iter().all(|engine| self.allows(*engine, &self.edits)) {
                engines.push(*other);
            } else {
                self.edits = before;
            }
        }
        let allows = |engine: Engine, edits: &[Edit]| self.allows(engine, edits);
        let mut edits = minimal(&self.edits, asked, &engines, &allows);
        edits.extend(kept_from_harm(&self.exchanges, &edits));
        edits.sort_by_key(|edit| self.exchanges.iter().position(|one| Place::of(&one.sent) == edit.place));
        let engines = ENGINES.iter().filter(|engine| engines.contains(engine)).copied().collect();
        Some(Proven { edits, sent, engines })
    }

    /// Whether somebody saw the answer to this message.
    #[must_use]
    pub fn is_captured(&self, place: Place) -> bool {
        self.captured.contains(&place)
    }

    /// The run that allows the call, once it does. `adds` says whether an answer that is missing is taken for granted.
    fn repair_for(
        &mut self,
        engine: Engine,
        adds: bool,
        may: &dyn Fn(&Self, Place) -> bool,
    ) -> Option<Evaluation> {
        for _ in 0..MOST_REPAIRS {
            let run = self.run(engine, &self.edits);
            match run.verdict {
                Verdict::Allowed => return Some(run),
                Verdict::Undetermined if adds => self.take_for_granted(run.needs.as_ref()?),
                Verdict::Undetermined => return None,
                _ => {
                    let cause = run.causes.first()?;
                    let (place, change) = self.change(cause, &run)?;
                    if !may(self, place) {
                        return None;
                    }
                    self.put(place, change)?;
                }
            }
        }
        None
    }

    /// What mends a cause: another answer of the message that it is about, or none of the redirects that led there.
    fn change(&self, cause: &Cause, run: &Evaluation) -> Option<(Place, Change)> {
        // What leads to a login page tells that somebody has to log in: `401` says so to a page.
        if let Some(login) = login_redirect(run, cause) {
            return Some((Place { kind: Kind::Request, hop: login.hop }, Change::Status(401)));
        }
        let sent = run.sent.get(cause.exchange)?;
        let place = Place::of(sent);
        let answers = edited(&self.exchanges, self.edits.iter());
        let exchange = answers.iter().find(|one| Place::of(&one.sent) == place)?;
        let Answer::Received(received) = &exchange.received else { return None };
        match repair(cause, run, sent, received) {
            Some(change) => Some((place, change)),
            None => Some((
                Place { kind: Kind::Request, hop: needless_redirect(cause, run)? },
                Change::Status(200),
            )),
        }
    }

    fn run(&self, engine: Engine, edits: &[Edit]) -> Evaluation {
        replay(self.request, &edited(&self.exchanges, edits.iter()), profile(engine), self.cached)
    }

    fn allows(&self, engine: Engine, edits: &[Edit]) -> bool {
        self.run(engine, edits).verdict == Verdict::Allowed
    }

    /// The answer that nobody saw is one of a server that knows nothing of CORS.
    fn take_for_granted(&mut self, sent: &Outgoing) {
        let status = if sent.kind == Kind::Preflight { 204 } else { 200 };
        let mut headers = HeaderList::default();
        give_type(self.request, &mut headers);
        let received = Answer::Received(Received::new(status, headers));
        let behind = |one: &Exchange| {
            one.sent.hop > sent.hop
                || (one.sent.hop == sent.hop
                    && sent.kind == Kind::Preflight
                    && one.sent.kind == Kind::Request)
        };
        let at = self.exchanges.iter().position(behind).unwrap_or(self.exchanges.len());
        self.exchanges.insert(at, Exchange { sent: sent.clone(), received, at: None });
    }

    /// One edit for each header of a message. Nothing if it is there already: then it didn't help.
    fn put(&mut self, place: Place, change: Change) -> Option<()> {
        let captured = self.is_captured(place);
        let same = |edit: &&mut Edit| edit.place == place && edit.change.name() == change.name();
        match self.edits.iter_mut().find(same) {
            Some(edit) if edit.change == change => return None,
            Some(edit) => edit.change = change,
            None => self.edits.push(Edit { place, change, need: Need::Verdict, captured }),
        }
        Some(())
    }
}

/// Some engines take nothing else for a script, CORS or not.
fn give_type(request: &Request, headers: &mut HeaderList) {
    if matches!(request.initiator, Initiator::Module | Initiator::Script | Initiator::Worker) {
        headers.append(CONTENT_TYPE, "text/javascript");
    }
}
