//! The same request again: devtools give an entry when it finishes, and list it once more on demand, sometimes with
//! more in it than before.

use super::index::Index;
use crate::input::Entry;

/// The slot that holds an earlier copy of an entry. `taken` are slots that this round has met already: within one list
/// every entry is a request of its own.
#[must_use]
pub fn find(index: &Index, entry: &Entry, taken: &[usize]) -> Option<usize> {
    let bucket = index.bucket(entry.url.as_str());
    let pages = index.pages(entry.page.as_deref().unwrap_or_default());
    let here = |timeline: &super::timeline::Timeline| -> Vec<usize> {
        let same_start = timeline.from(entry.start).take_while(|(start, _)| *start == entry.start);
        same_start.map(|(_, slot)| slot).filter(|slot| !taken.contains(slot)).collect()
    };
    let timelines =
        bucket.map(|bucket| [&bucket.actuals, &bucket.preflights]).into_iter().flatten().chain(pages);
    let candidates: Vec<usize> = timelines.flat_map(here).collect();
    let matching = |same: fn(&Entry, &Entry) -> bool| {
        candidates.iter().copied().find(|slot| {
            index.get(*slot).is_some_and(|known| is_same(&known.entry, entry) && same(&known.entry, entry))
        })
    };
    // An equal copy first: of two requests in the same millisecond each finds its own.
    matching(|known, new| known == new).or_else(|| matching(may_be_same))
}

fn is_same(known: &Entry, new: &Entry) -> bool {
    known.url == new.url
        && known.method == new.method
        && known.resource_type == new.resource_type
        && known.page == new.page
        && known.position == new.position
}

/// Two that differ are the same request only if one of them could still grow into the other.
fn may_be_same(known: &Entry, new: &Entry) -> bool {
    known.unanswered()
        || new.unanswered()
        || (known.status == new.status && known.response_headers == new.response_headers)
}

/// Whether a copy says more than the one in the slot.
#[must_use]
pub fn is_better(index: &Index, known: usize, new: &Entry) -> bool {
    index.get(known).is_some_and(|known| completeness(new) > completeness(&known.entry))
}

fn completeness(entry: &Entry) -> (bool, bool, bool, f64) {
    (!entry.unanswered(), !entry.provisional, entry.error.is_some(), entry.time)
}
