//! From the entries of a call to a scenario: what is known goes in, what was inferred is noted with its reason.

use super::facts::{self, Witnesses, assume};
use super::index::{Index, Slot, in_flight, redirect_target};
use super::local_target::{is_local_origin, is_local_url};
use super::members::{Hop, Members};
use super::outcome::{FAILED, answer, reached_script};
use super::page_headers::{page_headers, requested_names};
use super::role::Role;
use super::{Assumption, Clues, Reason, Source};
use crate::fetch::{Profile, method, unsafe_names};
use crate::input::Entry;
use crate::model::RedirectMode;
use crate::model::{
    Answer, AnswerSource, Body, Exchange, Fact, HeaderList, Kind, Mode, NetworkError, Observed, Origin,
    Outgoing, RequestInput, Scenario, Schema,
};

/// What a call's entries amount to.
#[derive(Debug, Clone, PartialEq)]
pub struct Built {
    /// The facts.
    pub scenario: Scenario,
    /// What else is known.
    pub clues: Clues,
    /// Where it comes from.
    pub source: Source,
    /// Slots whose judgement depends on what came earlier for the same URL.
    pub looking_back: Vec<usize>,
    /// The page whose document gave the origin, where nothing nearer did.
    pub needs_page: Option<String>,
}

/// Builds the scenario of a call.
#[must_use]
pub fn build(index: &Index, members: &Members, profile: &dyn Profile) -> Option<Built> {
    let hops: Vec<(Option<&Slot>, Option<&Slot>)> = members
        .hops
        .iter()
        .map(|Hop { actual, preflight }| {
            (actual.and_then(|slot| index.get(slot)), preflight.and_then(|slot| index.get(slot)))
        })
        .collect();
    let (first_actual, first_preflight) = *hops.first()?;
    let first = &first_actual.or(first_preflight)?.entry;
    let outer = members.outer.and_then(|slot| index.get(slot)).map(|slot| &slot.entry);
    let actuals = || hops.iter().filter_map(|(actual, _)| actual.map(|slot| &slot.entry));
    let seen = Witnesses {
        first,
        wire: actuals().filter(|entry| !entry.provisional).collect(),
        preflights: hops.iter().filter_map(|(_, preflight)| preflight.map(|slot| &slot.entry)).collect(),
        page: outer.unwrap_or(first),
    };
    let mut settled = Vec::new();
    let origin_text = facts::origin(&seen, index, &mut settled);
    let needs_page =
        settled.iter().any(|one| is_from_page(&one.reason)).then(|| seen.page.page.clone()).flatten();
    let origin = Origin::parse(&origin_text).unwrap_or(Origin::Opaque);
    let mut request = request(&seen, first_actual, &origin, origin_text, &mut settled);

    // Somebody followed it.
    if hops.len() > 1 {
        request.redirect = Some(Fact::Known(RedirectMode::Follow));
    }
    let mut call = Call {
        index,
        profile,
        origin,
        request,
        settled,
        exchanges: Vec::new(),
        clues: Clues::default(),
        looking_back: Vec::new(),
    };
    for (hop, (actual, preflight)) in hops.iter().enumerate() {
        call.hop(
            u32::try_from(hop).unwrap_or(u32::MAX),
            *actual,
            *preflight,
            members.hops.get(hop).and_then(|hop| hop.actual),
        );
    }
    let observed = observed(hops.last().copied()?, outer);
    call.clues.settled = call.settled;
    Some(Built {
        scenario: Scenario {
            schema: Schema,
            request: call.request,
            exchanges: call.exchanges,
            observed: Some(observed),
        },
        clues: call.clues,
        source: source(index, members, seen.page, first),
        looking_back: call.looking_back,
        needs_page,
    })
}

fn is_from_page(reason: &Reason) -> bool {
    matches!(reason, Reason::From("document" | "redirect") | Reason::PlatformDefault)
}

fn request(
    seen: &Witnesses<'_>,
    first_actual: Option<&Slot>,
    origin: &Origin,
    origin_text: String,
    settled: &mut Vec<Assumption>,
) -> RequestInput {
    let asked: Vec<String> = seen.preflights.iter().flat_map(|entry| requested_names(entry)).collect();
    let mode = facts::mode(seen, origin, settled);
    let (method, headers, has_body) = match first_actual {
        Some(slot) => {
            let known = (!seen.preflights.is_empty()).then_some(asked.as_slice());
            (slot.entry.method.clone(), page_headers(&slot.entry, known), slot.entry.has_body)
        }
        // Only the preflight was captured; it says what the request would have been.
        None => {
            let method = seen.first.request_header("Access-Control-Request-Method").unwrap_or_default();
            let mut headers = HeaderList::default();
            for name in &asked {
                headers.append(name, "");
            }
            (method, headers, false)
        }
    };
    let credentials = match mode {
        Some(Mode::Cors) | None => facts::credentials(seen, origin, settled),
        Some(_) => None,
    };
    let may_have_body = !matches!(method.as_str(), "GET" | "HEAD");
    RequestInput {
        method: Some(method),
        headers: Some(headers),
        mode: mode.map(Fact::Known),
        credentials: credentials.map(Fact::Known),
        body: (has_body && may_have_body).then_some(Body { content_type: None, stream: false }),
        initiator: first_actual.and_then(|slot| facts::initiator(&slot.entry)).map(Fact::Known),
        ..RequestInput::new(seen.first.url.as_str(), &origin_text)
    }
}

/// A call while its exchanges are put together.
struct Call<'a> {
    index: &'a Index,
    profile: &'a dyn Profile,
    origin: Origin,
    request: RequestInput,
    settled: Vec<Assumption>,
    exchanges: Vec<Exchange>,
    clues: Clues,
    looking_back: Vec<usize>,
}

impl Call<'_> {
    fn hop(&mut self, hop: u32, actual: Option<&Slot>, preflight: Option<&Slot>, slot: Option<usize>) {
        if let Some(preflight) = preflight {
            self.push(Kind::Preflight, hop, &preflight.entry, answer(&preflight.entry));
        }
        let Some(actual) = actual.filter(|actual| actual.role == Role::Actual) else { return };
        let entry = &actual.entry;
        let refused_unseen = entry.provisional && entry.unanswered() && entry.error.is_some();
        if refused_unseen && preflight.is_some() {
            self.clues.never_sent = true;
            self.clues.provisional = Some(outgoing(Kind::Request, hop, entry));
            return;
        }
        let unexplained = refused_unseen && entry.error.as_deref() == Some(FAILED);
        let answer = if unexplained { self.unexplained(entry) } else { answer(entry) };
        if unexplained {
            self.looking_back.extend(slot);
        } else if preflight.is_none() && !entry.provisional && self.needs_preflight(entry) {
            self.looking_back.extend(slot);
            self.cached_preflight(entry);
        }
        self.push(Kind::Request, hop, entry, answer);
    }

    fn push(&mut self, kind: Kind, hop: u32, entry: &Entry, received: Answer) {
        self.exchanges.push(Exchange { sent: outgoing(kind, hop, entry), received, at: Some(entry.start) });
    }

    /// A request that failed without a trace of having been sent, and without a preflight.
    fn unexplained(&mut self, entry: &Entry) -> Answer {
        let bucket = self.index.bucket(entry.url.as_str());
        let stored = bucket
            .and_then(|bucket| self.index.latest(&bucket.answered, entry.start))
            .filter(|slot| entry.method == "GET" && is_storable(&slot.entry));
        if let Some(stored) = stored {
            let reason = Reason::StoredAnswer { entry: stored.number };
            self.settled.push(assume("answer", "http-cache", reason));
            return match answer(&stored.entry) {
                Answer::Received(received) => {
                    Answer::Received(crate::model::Received { source: AnswerSource::HttpCache, ..received })
                }
                other => other,
            };
        }
        if is_local_url(&entry.url) && !is_local_origin(&self.origin) {
            self.settled.push(assume(
                "answer",
                NetworkError::LocalNetworkAccess.as_str(),
                Reason::LocalTarget,
            ));
            return Answer::Failed { error: NetworkError::LocalNetworkAccess, text: entry.error.clone() };
        }
        Answer::Unknown("the browser recorded neither an answer nor a reason".to_owned())
    }

    /// Whether the request, as it went out, can't have done without a preflight or a cached one.
    fn needs_preflight(&self, entry: &Entry) -> bool {
        let crosses = !self.origin.same_origin(&Origin::of(&entry.url));
        if !crosses || !matches!(self.request.mode, Some(Fact::Known(Mode::Cors)) | None) {
            return false;
        }
        !method::is_safelisted(&entry.method)
            || !unsafe_names(&page_headers(entry, None), self.profile).names.is_empty()
    }

    fn cached_preflight(&mut self, entry: &Entry) {
        let earlier = self
            .index
            .bucket(entry.url.as_str())
            .and_then(|bucket| self.index.latest(&bucket.passed, entry.start))
            .filter(|slot| slot.entry.request_header("Origin") == entry.request_header("Origin"));
        let reason = earlier.and_then(|slot| {
            let max_age = self.profile.max_age(&slot.entry.response_headers);
            #[expect(clippy::cast_precision_loss, reason = "seconds beyond 2^53 are for ever either way")]
            let until = slot.entry.end() + max_age as f64 * 1000.0;
            (entry.start <= until).then_some(Reason::EarlierPreflight { entry: slot.number, max_age })
        });
        if !self.settled.iter().any(|one| one.fact == "preflight") {
            self.settled.push(assume("preflight", "cached", reason.unwrap_or(Reason::NoPreflightSeen)));
        }
    }
}

/// Whether the HTTP cache may keep an answer at all.
fn is_storable(entry: &Entry) -> bool {
    let control = entry.response_headers.get("Cache-Control").unwrap_or_default().to_lower();
    entry.method == "GET" && !control.contains("no-store")
}

fn outgoing(kind: Kind, hop: u32, entry: &Entry) -> Outgoing {
    Outgoing {
        kind,
        hop,
        method: entry.method.clone(),
        url: entry.url.as_str().to_owned(),
        headers: entry.request_headers.clone(),
    }
}

/// What the browser did with the call, as its last entry tells. Only Chromium's entries tell: Firefox writes a blocked
/// response down like any other.
fn observed((actual, preflight): (Option<&Slot>, Option<&Slot>), outer: Option<&Entry>) -> Observed {
    let last = outer.or(actual.map(|slot| &slot.entry));
    let Some(entry) = last else {
        let failed = preflight.is_some_and(|slot| slot.entry.error.is_some());
        return if failed { Observed::Blocked } else { Observed::Unknown };
    };
    let tells = entry.resource_type.is_some() || entry.initiator_type.is_some();
    if !tells || in_flight(entry) || (outer.is_none() && redirect_target(entry).is_some()) {
        Observed::Unknown
    } else if reached_script(entry) {
        Observed::Allowed
    } else {
        Observed::Blocked
    }
}

fn source(index: &Index, members: &Members, page: &Entry, first: &Entry) -> Source {
    let mut entries: Vec<usize> =
        members.slots().filter_map(|slot| index.get(slot)).map(|slot| slot.number).collect();
    entries.sort_unstable();
    let document = page.page.as_deref().and_then(|reference| facts::document(index, reference));
    let document = document.map(|slot| slot.entry.url.as_str().to_owned());
    let position = page.position.as_ref().or(first.position.as_ref());
    Source {
        entries,
        started_at: Some(page.start),
        page: document.or_else(|| page.request_header("Referer")),
        initiator: position.map(|place| (place.url.clone(), place.line, place.column)),
    }
}
