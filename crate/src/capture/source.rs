//! Where a call was captured.

use super::Source;
use super::build::witnesses;
use super::facts;
use super::index::Index;
use super::members::Members;
use super::timeline::Slots;

/// Where a call was captured.
#[must_use]
pub fn source(index: &Index, members: &Members) -> Option<Source> {
    let (seen, _) = witnesses(index, members)?;
    let mut numbers = Slots::default();
    for slot in &members.slots {
        if let Some(slot) = index.get(*slot) {
            numbers.insert(slot.number);
        }
    }
    let document = facts::document(index, seen.page).map(|slot| slot.entry.url.as_str().to_owned());
    let position = seen.page.position.as_ref().or(seen.first.position.as_ref());
    Some(Source {
        entries: numbers.all().to_vec(),
        started_at: Some(seen.page.start),
        page: document.or_else(|| seen.page.request_header("Referer").map(Into::into)),
        initiator: position.map(|place| (place.url.clone(), place.line, place.column)),
    })
}
