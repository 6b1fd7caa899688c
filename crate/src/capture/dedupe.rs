//! The same request again: devtools give an entry when it finishes, and list it once more on demand, sometimes with
//! more in it than before.

use super::index::{Index, in_flight, place};
use super::timeline::Slots;
use crate::input::Entry;
use crate::model::HeaderList;

/// Times of two copies are the same number written twice; those of two requests differ in microseconds at least.
const SAME_TIME: f64 = 0.000_5;

/// The slot that holds an earlier copy of an entry. `taken` are slots that this round has met already: within one list
/// every entry is a request of its own.
#[must_use]
pub fn find(index: &Index, entry: &Entry, taken: &Slots) -> Option<usize> {
    let by_url = index.named(&place(&entry.url)).map(|bucket| [&bucket.actuals, &bucket.preflights]);
    let pages = index.named(entry.page.as_deref().unwrap_or_default()).map(|bucket| &bucket.pages);
    let mut grown = None;
    for timeline in by_url.into_iter().flatten().chain(pages) {
        for (_, slot) in timeline.between(entry.start, entry.start) {
            let Some(known) = index.get(*slot).filter(|_| !taken.contains(*slot)) else { continue };
            // An equal copy first: of two requests in the same millisecond each finds its own.
            if known.entry == *entry {
                return Some(*slot);
            }
            if grown.is_none() && is_same(&known.entry, entry) && may_be_same(&known.entry, entry) {
                grown = Some(*slot);
            }
        }
    }
    grown
}

fn is_same(known: &Entry, new: &Entry) -> bool {
    known.url == new.url
        && known.method == new.method
        && known.resource_type == new.resource_type
        // Firefox's log knows the page, its events don't.
        && (known.page == new.page || known.page.is_none() || new.page.is_none())
        && known.position == new.position
}

/// Two that differ are the same request only if one of them could still grow into the other.
fn may_be_same(known: &Entry, new: &Entry) -> bool {
    if in_flight(known) || in_flight(new) {
        return true;
    }
    if known.unanswered() || new.unanswered() {
        // It failed; how long that took doesn't change any more.
        return (known.time - new.time).abs() < SAME_TIME;
    }
    // Its body may have grown, but the answer came when it came; unless it was refused after that.
    let came_then = (known.waited - new.waited).abs() < SAME_TIME;
    let refused_since = known.error.is_none() && new.error.is_some() && known.time <= new.time;
    // The log may be asked before it has what went over the wire.
    let seen_since = known.provisional != new.provisional;
    known.status == new.status && (seen_since || same_lines(known, new) && (came_then || refused_since))
}

/// The same header lines; the log may hold those of one name joined into one before it holds them as they came, and has
/// none that pages must not see until then.
fn same_lines(known: &Entry, new: &Entry) -> bool {
    let (known, new) = (&known.response_headers, &new.response_headers);
    let joins = |some: &HeaderList, other: &HeaderList| {
        some.0.iter().all(|line| {
            let name = line.name.to_isomorphic();
            line.name.eq_ignore_case("Set-Cookie") || some.get(&name) == other.get(&name)
        })
    };
    known == new || (joins(known, new) && joins(new, known))
}

/// Whether a copy says more than the one in the slot.
#[must_use]
pub fn is_better(index: &Index, known: usize, new: &Entry) -> bool {
    index.get(known).is_some_and(|known| completeness(new) > completeness(&known.entry))
}

fn completeness(entry: &Entry) -> (bool, bool, bool, usize, f64) {
    let ended = entry.error.is_some() || entry.no_answer;
    (!entry.unanswered(), !entry.provisional, ended, entry.response_headers.0.len(), entry.time)
}
