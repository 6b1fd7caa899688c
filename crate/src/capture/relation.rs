//! Which entries may belong together, and how well: a preflight and its actual, a redirect and its next hop, a page's
//! request and the one its service worker made for it.

use super::index::{Index, Slot, in_flight};
use super::outcome::FAILED;
use super::page_headers::count_custom;
use super::role::Role;
use crate::input::Entry;

/// Times of entries are rounded to milliseconds.
const ROUNDING: f64 = 2.0;
/// A redirect is followed at once.
pub const FOLLOW_WINDOW: f64 = 50.0;
/// How much longer than it took a busy Chromium may say that a redirect took: its next hop has begun by then. Of beacons
/// it tells all hops together at last.
const LAG: f64 = 5000.0;
/// How late Firefox's devtools may note on a busy machine what comes after a redirect or before a request.
const BARE_LAG: f64 = 3000.0;
/// How late a busy Chromium may say that a preflight began: it dates them when its own process learns of them.
const SKEW: f64 = 1000.0;
/// How many neighbours in time are compared at most.
const NEIGHBOURS: usize = 32;

/// The ways for two entries to belong together; the left one is named first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// Preflight, actual.
    Preflight,
    /// Redirect, next hop.
    Redirect,
    /// Page's request, service worker's request.
    ServiceWorker,
    /// Redirect, preflight of a next hop that was never sent: Firefox writes no entry for that one.
    Stopped,
}

/// How badly two entries fit: less is better. It is the same seen from either side and never equal for two pairs, so
/// there is exactly one matching that no pair wants to leave, whatever order the entries come in.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Misfit {
    contradictions: u32,
    distance: f64,
    left: u64,
    right: u64,
}

impl Relation {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Preflight, Self::Redirect, Self::ServiceWorker, Self::Stopped];

    /// How badly two entries fit; nothing if they can't belong together.
    #[must_use]
    pub fn misfit(self, left: &Slot, right: &Slot) -> Option<Misfit> {
        let (contradictions, distance) = match self {
            Self::Preflight => preflight(left, right)?,
            Self::Redirect => redirect(left, right)?,
            Self::ServiceWorker => service_worker(left, right)?,
            Self::Stopped => stopped(left, right)?,
        };
        Some(Misfit { contradictions, distance, left: left.fingerprint, right: right.fingerprint })
    }

    /// Slots that may be the right partner of a left one, near in time.
    #[must_use]
    pub fn rights<'i>(self, index: &'i Index, left: &Slot) -> &'i [(f64, usize)] {
        let entry = &left.entry;
        match self {
            Self::Preflight if left.role == Role::Preflight => {
                let Some(bucket) = index.bucket(left) else { return &[] };
                latest(bucket.actuals.between(entry.start - bucket.longest, entry.start + bucket.late))
            }
            Self::Redirect => {
                let Some(bucket) = index.target(left) else { return &[] };
                let end = entry.end();
                latest(bucket.actuals.between(entry.start.max(end - LAG), end + follow_window(entry)))
            }
            Self::Stopped if is_bare(entry) => {
                let Some(bucket) = index.target(left) else { return &[] };
                earliest(bucket.preflights.between(entry.start, entry.end() + BARE_LAG))
            }
            Self::ServiceWorker if is_outer(left) => {
                let Some(bucket) = index.bucket(left) else { return &[] };
                earliest(bucket.actuals.between(entry.start, entry.end() + ROUNDING))
            }
            _ => &[],
        }
    }

    /// Slots that may be the left partner of a right one, near in time.
    #[must_use]
    pub fn lefts<'i>(self, index: &'i Index, right: &Slot) -> &'i [(f64, usize)] {
        let entry = &right.entry;
        let Some(bucket) = index.bucket(right) else { return &[] };
        if self == Self::Stopped && right.role == Role::Preflight && is_bare(entry) {
            return latest(bucket.redirects.between(entry.start - BARE_LAG, entry.start + LAG));
        }
        if !matches!(right.role, Role::Actual | Role::Foreign) {
            return &[];
        }
        match self {
            Self::Preflight => {
                earliest(bucket.preflights.between(entry.start - told_late(entry), waits_until(entry)))
            }
            Self::Redirect => {
                latest(bucket.redirects.between(entry.start - follow_window(entry), entry.start + LAG))
            }
            Self::ServiceWorker if is_inner(right) => {
                latest(bucket.actuals.between(entry.start - bucket.longest - ROUNDING, entry.start))
            }
            Self::ServiceWorker | Self::Stopped => &[],
        }
    }
}

/// How long after its preflight an actual may say that it began: Chromium tells all hops of a beacon at once, when the
/// last one has been sent.
#[must_use]
pub fn told_late(actual: &Entry) -> f64 {
    if is_ping(actual) { LAG } else { ROUNDING }
}

/// Until when a preflight may begin that an actual waits for. A bare entry leaves out the time it waited.
pub fn waits_until(actual: &Entry) -> f64 {
    if in_flight(actual) {
        f64::INFINITY
    } else {
        actual.end() + if is_bare(actual) { BARE_LAG } else { SKEW }
    }
}

/// Written by a browser that tells neither what made a request nor when exactly it ended: Firefox.
#[inline(never)]
fn is_bare(entry: &Entry) -> bool {
    entry.resource_type.is_none() && entry.initiator_type.is_none()
}

/// How long after a redirect its next hop may say that it began.
fn follow_window(entry: &Entry) -> f64 {
    if is_bare(entry) { BARE_LAG } else { FOLLOW_WINDOW }
}

fn is_ping(entry: &Entry) -> bool {
    entry.resource_type.as_deref() == Some("ping")
}

fn earliest(slots: &[(f64, usize)]) -> &[(f64, usize)] {
    slots.get(..NEIGHBOURS).unwrap_or(slots)
}

fn latest(slots: &[(f64, usize)]) -> &[(f64, usize)] {
    slots.get(slots.len().saturating_sub(NEIGHBOURS)..).unwrap_or(slots)
}

/// A preflight and its actual: the preflight asks for the actual's method and for headers the actual has, and starts
/// while the actual waits.
fn preflight(left: &Slot, right: &Slot) -> Option<(u32, f64)> {
    let (asking, actual) = (&left.entry, &right.entry);
    if left.role != Role::Preflight || right.role != Role::Actual || left.name != right.name {
        return None;
    }
    let distance = asking.start - actual.start;
    if distance < -told_late(actual) || asking.start > waits_until(actual) {
        return None;
    }
    if asking.request_header("Access-Control-Request-Method")? != actual.method {
        return None;
    }
    let mut missing = 0;
    for name in &left.asked {
        missing += u32::from(!actual.request_headers.contains(name));
    }
    // A request that was never sent may be recorded with less than the page set; one that was sent may not, except that
    // Firefox goes on asking for what a redirect's change of method took away.
    if missing > 0 && !actual.provisional && !is_bare(actual) {
        return None;
    }
    let not_asked = count_custom(actual, &left.asked);
    // Sent although the preflight failed, or finished before it: then it is another one's preflight.
    let sent_anyway = !actual.provisional && !actual.unanswered() && !super::index::is_passed(asking);
    let has_end = !in_flight(actual) && !is_bare(actual);
    let ended_early = has_end && !in_flight(asking) && actual.end() + ROUNDING < asking.end();
    let count = missing + not_asked + 4 * u32::from(sent_anyway) + 4 * u32::from(ended_early);
    let distance = if has_end && actual.unanswered() && !in_flight(asking) {
        // It gives up when its own preflight has failed.
        (actual.end() - asking.end()).abs()
    } else {
        distance.abs()
    };
    Some((count, distance))
}

/// A redirect and the hop it leads to: the next one asks for the target, with the method the standard makes of it, at
/// the moment the redirect ends.
fn redirect(left: &Slot, right: &Slot) -> Option<(u32, f64)> {
    let (from, to) = (&left.entry, &right.entry);
    if left.role != Role::Actual || left.target? != right.name {
        return None;
    }
    // Strictly later, so that no chain bites its own tail. Beacons' hops are told to begin at once: later ones end sooner.
    let way = if is_ping(from) { -1.0 } else { 1.0 };
    let order = |slot: &Slot| (slot.entry.start, way * slot.entry.end(), slot.fingerprint);
    if order(right) <= order(left) {
        return None;
    }
    let distance = to.start - from.end();
    if !(-LAG..=follow_window(from)).contains(&distance) {
        return None;
    }
    if to.method != next_method(from) {
        return None;
    }
    if from.resource_type != to.resource_type
        || from.initiator_type != to.initiator_type
        || from.position != to.position
    {
        return None;
    }
    // Each of a beacon's hops is told as if it took until the last one ended.
    let distance =
        if is_ping(from) { (to.start - from.start) + (to.end() - from.end()).abs() } else { distance.abs() };
    Some((u32::from(from.page != to.page), distance))
}

fn next_method(from: &Entry) -> &str {
    let becomes_get = match from.status {
        303 => from.method != "HEAD",
        301 | 302 => from.method == "POST",
        _ => false,
    };
    if becomes_get { "GET" } else { &from.method }
}

/// A redirect and the preflight for the hop it leads to.
fn stopped(left: &Slot, right: &Slot) -> Option<(u32, f64)> {
    let (from, asking) = (&left.entry, &right.entry);
    if left.role != Role::Actual || right.role != Role::Preflight || left.target? != right.name {
        return None;
    }
    let distance = asking.start - from.end();
    let fits = is_bare(from)
        && is_bare(asking)
        && asking.start >= from.start
        && distance <= BARE_LAG
        && asking.request_header("Access-Control-Request-Method")? == next_method(from);
    fits.then_some((0, distance.abs()))
}

/// The page's request through a service worker and the worker's own request for it, which lies within it in time and
/// belongs to no page.
fn service_worker(left: &Slot, right: &Slot) -> Option<(u32, f64)> {
    let (outer, inner) = (&left.entry, &right.entry);
    let same = outer.url == inner.url && outer.method == inner.method && outer.page != inner.page;
    if !same || !is_outer(left) || !is_inner(right) {
        return None;
    }
    if inner.start < outer.start || inner.end() > outer.end() + ROUNDING {
        return None;
    }
    // A page's request that merely failed is one only if the worker's did so too, or got what a page can't take.
    if !outer.via_service_worker && inner.error.is_none() && !inner.says("Sec-Fetch-Mode", "no-cors") {
        return None;
    }
    Some((0, inner.start - outer.start))
}

fn is_outer(slot: &Slot) -> bool {
    let entry = &slot.entry;
    let failed_unseen = entry.provisional && entry.unanswered() && entry.error.as_deref() == Some(FAILED);
    slot.role == Role::Actual && entry.page.is_some() && (entry.via_service_worker || failed_unseen)
}

fn is_inner(slot: &Slot) -> bool {
    slot.role == Role::Actual && !slot.entry.provisional && !slot.entry.via_service_worker
}
