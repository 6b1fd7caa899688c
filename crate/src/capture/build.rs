//! From the entries of a call to a scenario: what is known goes in, what was inferred is noted with its reason.

use super::facts::{self, Witnesses, assume, crosses};
use super::firefox;
use super::index::{Index, Slot, in_flight};
use super::local_target::{is_local_origin, is_local_url};
use super::members::{Hop, Members};
use super::mixed_content::was_mixed;
use super::opaque_worker::refused_by_page;
use super::outcome::{FAILED, answer, is_named, preflight_answer, reached_script, was_aborted};
use super::page_headers::{UNSEEN, page_headers};
use super::relation::FOLLOW_WINDOW;
use super::role::Role;
use super::{Assumption, Clues, Reason};
use crate::fetch::{Profile, is_redirect_status, method, names, unsafe_names};
use crate::input::Entry;
use crate::model::{
    Answer, AnswerSource, Body, Exchange, Fact, HeaderList, Initiator, Kind, Mode, NetworkError, Observed,
    Origin, Outgoing, RedirectMode, Request, RequestInput, Scenario, Schema, text,
};

/// What a call's entries amount to.
pub struct Built {
    /// The facts.
    pub scenario: Scenario,
    /// The request of the scenario, settled.
    pub request: Request,
    /// What else is known.
    pub clues: Clues,
    /// Slots whose judgement depends on what came earlier for the same URL.
    pub looking_back: Vec<usize>,
    /// The page whose document gave the origin, where nothing nearer did.
    pub needs_page: Option<String>,
}

/// How much of a scenario is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// What judging needs: the messages as they went out are left empty.
    Decision,
    /// Everything.
    Report,
}

/// Builds the scenario of a call.
#[must_use]
pub fn build(index: &Index, members: &Members, profile: &dyn Profile, detail: Detail) -> Option<Built> {
    let by_page = refused_by_page(index, members);
    let worker_was_opaque = by_page.is_some();
    let members = by_page.as_ref().unwrap_or(members);
    let (seen, asked) = witnesses(index, members)?;
    let mut settled = Vec::new();
    let origin = facts::origin(&seen, index, &mut settled);
    let mut needs_page = None;
    if settled.iter().any(|one| is_from_page(&one.reason)) {
        needs_page.clone_from(&seen.page.page);
    }
    let first = members.hops.first()?;
    let mut call = Call {
        index,
        profile,
        detail,
        request: request(
            &seen,
            index,
            first.actual.and_then(|slot| index.get(slot)),
            &asked,
            &origin,
            &mut settled,
        ),
        origin,
        settled,
        exchanges: Vec::with_capacity(members.slots.len()),
        clues: Clues::default(),
        looking_back: Vec::new(),
        unexplained: false,
        worker_was_opaque,
    };
    if worker_was_opaque {
        call.settled.push(assume("mode", Mode::Cors.as_str(), Reason::OnlyThisFitsOutcome));
        call.request.mode = Some(Fact::Known(Mode::Cors));
    }
    // Across origins, mode `no-cors` comes with no other redirect mode than `follow`.
    let must_follow =
        call.request.mode == Some(Fact::Known(Mode::NoCors)) && crosses(&call.origin, &seen.first.url);
    let hops = if must_follow { &members.hops } else { followed(index, &members.hops) };
    let dropped = members.hops.get(hops.len()).and_then(|hop| index.get(hop.actual?));
    // One that a page of mode `same-origin` is not led away from may be aborted nearly as soon. Of a worker's no entry
    // tells whether it was sent, and answered by a redirect that leads nowhere.
    let manual = dropped.is_some_and(|Slot { entry, .. }| {
        entry.page.is_some() && (entry.time < AT_ONCE || crosses(&call.origin, &entry.url))
    });
    if manual {
        call.settled.push(assume("redirect", RedirectMode::Manual.as_str(), Reason::RedirectNotFollowed));
        call.request.redirect = Some(Fact::Known(RedirectMode::Manual));
    } else if hops.len() > 1 || firefox::always_follows(seen.first) {
        // Somebody followed it, or would have.
        call.request.redirect = Some(Fact::Known(RedirectMode::Follow));
    }
    for (number, hop) in (0..).zip(hops) {
        call.hop(number, hop.actual, hop.preflight);
    }
    let last = hops.last()?;
    let ended = members.outer.or(last.actual).and_then(|slot| index.get(slot));
    call.clues.not_cors = !manual && ended.is_some_and(|slot| is_named(&slot.entry));
    let observed = if manual {
        Observed::Allowed
    } else if dropped.is_some() {
        Observed::Unknown
    } else {
        observed(ended, last.preflight.and_then(|slot| index.get(slot)), members.outer.is_some())
    };
    let by_fetch = matches!(call.request.initiator, None | Some(Fact::Known(Initiator::Fetch)));
    if call.unexplained && by_fetch {
        call.clues.option_may_end_it = Some(index.mentions.of(seen.page.page.as_deref()));
    }
    if call.origin == Origin::Opaque {
        call.clues.opaque_page = facts::opaque_page(&seen, index);
    }
    call.clues.may_be_module = firefox::may_be_module(seen.first);
    call.clues.settled = call.settled;
    Some(Built {
        request: call.request.settle_with(seen.first.url.clone(), call.origin),
        scenario: Scenario {
            schema: Schema,
            request: call.request,
            exchanges: call.exchanges,
            observed: Some(observed),
        },
        clues: call.clues,
        looking_back: call.looking_back,
        needs_page,
    })
}

/// No answer of a server is that quick.
const AT_ONCE: f64 = 5.0;

/// The hops that were made. Where script follows redirects by itself, Chromium writes the next hop down and ends it at
/// once, with nothing sent; no page is that quick. It never gets beyond the first redirect.
fn followed<'m>(index: &Index, hops: &'m [Hop]) -> &'m [Hop] {
    if let [Hop { .. }, Hop { actual: Some(last), preflight: None }] = hops
        && let Some(Slot { entry, .. }) = index.get(*last)
        && entry.provisional
        && entry.unanswered()
        && was_aborted(entry)
        && entry.time < FOLLOW_WINDOW
    {
        return hops.get(..1).unwrap_or(hops);
    }
    hops
}

/// The entries in the parts they have, and the header names that preflights asked for.
pub fn witnesses<'i>(index: &'i Index, members: &Members) -> Option<(Witnesses<'i>, Vec<&'i String>)> {
    let hop = members.hops.first()?;
    let first = &index.get(hop.actual.or(hop.preflight)?)?.entry;
    let page = members.outer.and_then(|slot| index.get(slot)).map_or(first, |slot| &slot.entry);
    let mut seen = Witnesses { first, wire: Vec::new(), preflights: Vec::new(), page };
    let mut asked = Vec::new();
    for hop in &members.hops {
        if let Some(actual) = hop.actual.and_then(|slot| index.get(slot))
            && !actual.entry.provisional
        {
            seen.wire.push(&actual.entry);
        }
        if let Some(preflight) = hop.preflight.and_then(|slot| index.get(slot)) {
            seen.preflights.push(&preflight.entry);
            asked.extend(&preflight.asked);
        }
    }
    Some((seen, asked))
}

fn is_from_page(reason: &Reason) -> bool {
    matches!(reason, Reason::From("document" | "redirect") | Reason::PlatformDefault)
}

fn request(
    seen: &Witnesses<'_>,
    index: &Index,
    first_actual: Option<&Slot>,
    asked: &[&String],
    origin: &Origin,
    settled: &mut Vec<Assumption>,
) -> RequestInput {
    let mode = facts::mode(seen, origin, settled);
    let (method, headers, has_body) = match first_actual {
        Some(slot) => {
            let known = (!seen.preflights.is_empty()).then_some(asked);
            (slot.entry.method.clone(), page_headers(&slot.entry, known), slot.entry.has_body)
        }
        // Only the preflight was captured; it says what the request would have been.
        None => {
            let method = seen.first.request_header("Access-Control-Request-Method").unwrap_or_default();
            let mut headers = HeaderList::default();
            for name in asked {
                headers.append(name, UNSEEN);
            }
            (method.into_owned(), headers, false)
        }
    };
    let credentials = match mode {
        Some(Mode::Cors) | None => facts::credentials(seen, origin, index, settled),
        Some(_) => None,
    };
    let may_have_body = !matches!(method.as_str(), "GET" | "HEAD");
    let mut initiator = first_actual.and_then(|slot| facts::initiator(&slot.entry));
    // `fetch` refuses such a URL before anything is sent.
    if initiator.is_none() && seen.first.url.includes_credentials() && !seen.first.provisional {
        settled.push(assume("initiator", Initiator::Xhr.as_str(), Reason::OnlyThisFitsOutcome));
        initiator = Some(Initiator::Xhr);
    }
    RequestInput {
        method: Some(method),
        headers: Some(headers),
        mode: mode.map(Fact::Known).or_else(|| seen.first.provisional.then_some(Fact::Unknown)),
        credentials: credentials.map(Fact::Known),
        body: (has_body && may_have_body).then_some(Body { content_type: None, stream: false }),
        initiator: initiator.map(Fact::Known),
        ..RequestInput::new(seen.first.url.as_str(), &origin.serialise())
    }
}

/// A call while its exchanges are put together.
struct Call<'a> {
    index: &'a Index,
    profile: &'a dyn Profile,
    detail: Detail,
    origin: Origin,
    request: RequestInput,
    settled: Vec<Assumption>,
    exchanges: Vec<Exchange>,
    clues: Clues,
    looking_back: Vec<usize>,
    /// The browser has no word of its own for how it ended, and something else was taken for an answer.
    unexplained: bool,
    worker_was_opaque: bool,
}

impl Call<'_> {
    fn hop(&mut self, hop: u32, slot: Option<usize>, preflight: Option<usize>) {
        let index = self.index;
        let preflight = preflight.and_then(|slot| index.get(slot));
        let actual = slot.and_then(|slot| index.get(slot));
        if let Some(preflight) = preflight {
            let received = preflight_answer(&preflight.entry, actual.map(|actual| &actual.entry));
            self.push(Kind::Preflight, hop, &preflight.entry, received);
        }
        let Some(actual) = actual else { return };
        if actual.role != Role::Actual {
            return;
        }
        let entry = &actual.entry;
        if self.worker_was_opaque {
            let answer = Answer::Failed { error: NetworkError::ServiceWorker, text: entry.error.clone() };
            return self.push(Kind::Request, hop, entry, answer);
        }
        if was_mixed(&self.origin, entry) {
            let error = NetworkError::MixedContent;
            self.settled.push(assume("answer", error.as_str(), Reason::MixedContent));
            return self.push(Kind::Request, hop, entry, Answer::Failed { error, text: None });
        }
        let by_mode = self.request.mode == Some(Fact::Known(Mode::SameOrigin)) && entry.provisional;
        let refused_unseen = entry.provisional && entry.unanswered() && entry.error.is_some();
        let unexplained = refused_unseen && entry.error.as_deref() == Some(FAILED);
        // Any other word is the network's own, and says what it met when the preflight had passed.
        let stopped = preflight.is_some_and(|preflight| preflight.entry.error.is_some());
        // Of a worker's request no entry tells whether it was sent.
        if by_mode
            || (stopped && refused_unseen)
            || (unexplained && preflight.is_some() && entry.page.is_some())
        {
            self.clues.never_sent = true;
            self.unexplained = unexplained && !stopped;
            self.clues.provisional = Some(outgoing(Kind::Request, hop, entry, self.detail));
            return;
        }
        let unexplained = unexplained && preflight.is_none();
        let answer = if unexplained { self.unexplained(actual) } else { answer(entry) };
        if unexplained {
            self.looking_back.extend(slot);
        } else if preflight.is_none() && !entry.provisional && self.needs_preflight(entry) {
            self.looking_back.extend(slot);
            self.cached_preflight(actual);
        }
        self.push(Kind::Request, hop, entry, answer);
    }

    fn push(&mut self, kind: Kind, hop: u32, entry: &Entry, received: Answer) {
        let sent = outgoing(kind, hop, entry, self.detail);
        self.exchanges.push(Exchange { sent, received, at: Some(entry.start) });
    }

    /// A request that failed without a trace of having been sent, and without a preflight.
    fn unexplained(&mut self, slot: &Slot) -> Answer {
        let entry = &slot.entry;
        let stored =
            self.index.bucket(slot).and_then(|bucket| self.index.latest(&bucket.answered, entry.start));
        if let Some(stored) = stored
            && entry.method == "GET"
            && is_storable(&stored.entry)
        {
            let reason = Reason::StoredAnswer { entry: stored.number };
            self.unexplained = true;
            self.settled.push(assume("answer", "http-cache", reason));
            let mut answer = answer(&stored.entry);
            if let Answer::Received(received) = &mut answer {
                received.source = AnswerSource::HttpCache;
            }
            return answer;
        }
        if is_local_url(&entry.url) && !is_local_origin(&self.origin) {
            self.unexplained = true;
            self.settled.push(assume(
                "answer",
                NetworkError::LocalNetworkAccess.as_str(),
                Reason::LocalTarget,
            ));
            return Answer::Failed { error: NetworkError::LocalNetworkAccess, text: entry.error.clone() };
        }
        answer(entry)
    }

    /// Whether the request, as it went out, can't have done without a preflight or a cached one.
    fn needs_preflight(&self, entry: &Entry) -> bool {
        if !crosses(&self.origin, &entry.url)
            || !matches!(self.request.mode, Some(Fact::Known(Mode::Cors)) | None)
        {
            return false;
        }
        !method::is_safelisted(&entry.method)
            || !unsafe_names(&page_headers(entry, None), self.profile).names.is_empty()
    }

    fn cached_preflight(&mut self, slot: &Slot) {
        let entry = &slot.entry;
        let earlier =
            self.index.bucket(slot).and_then(|bucket| self.index.latest(&bucket.passed, entry.start));
        let mut reason = Reason::NoPreflightSeen;
        if let Some(earlier) = earlier
            && earlier.entry.request_header("Origin") == entry.request_header("Origin")
        {
            let max_age = self.profile.max_age(&earlier.entry.response_headers);
            #[expect(clippy::cast_precision_loss, reason = "seconds beyond 2^53 are for ever either way")]
            let until = earlier.entry.end() + max_age as f64 * 1000.0;
            if entry.start <= until {
                reason = Reason::EarlierPreflight { entry: earlier.number, max_age };
            }
        }
        if !self.settled.iter().any(|one| one.fact == "preflight") {
            self.settled.push(assume("preflight", "cached", reason));
        }
    }
}

/// Whether the HTTP cache may keep an answer at all.
fn is_storable(entry: &Entry) -> bool {
    let control = entry.response_headers.get("Cache-Control").unwrap_or_default().to_lower();
    entry.method == "GET" && !text::has(&control, "no-store")
}

fn outgoing(kind: Kind, hop: u32, entry: &Entry, detail: Detail) -> Outgoing {
    let empty =
        Outgoing { kind, hop, method: String::new(), url: String::new(), headers: HeaderList::default() };
    match detail {
        Detail::Decision => empty,
        Detail::Report => Outgoing {
            method: entry.method.clone(),
            url: entry.url.as_str().to_owned(),
            headers: entry.request_headers.clone(),
            ..empty
        },
    }
}

/// What the browser did with the call, as its last entry tells. Only Chromium's entries tell: Firefox writes a blocked
/// response down like any other.
fn observed(last: Option<&Slot>, preflight: Option<&Slot>, by_worker: bool) -> Observed {
    let Some(Slot { entry, .. }) = last else {
        let failed = preflight.is_some_and(|slot| slot.entry.error.is_some());
        return if failed { Observed::Blocked } else { Observed::Unknown };
    };
    let tells = entry.resource_type.is_some() || entry.initiator_type.is_some();
    // Where the redirect led has no entry here, or the browser can read a `Location` that nothing else can.
    let leads_on = is_redirect_status(entry.status)
        && reached_script(entry)
        && entry.response_headers.get(names::LOCATION).is_some_and(|value| !value.as_bytes().is_empty());
    if !tells || in_flight(entry) || (!by_worker && leads_on) {
        Observed::Unknown
    } else if reached_script(entry) {
        Observed::Allowed
    } else {
        Observed::Blocked
    }
}
