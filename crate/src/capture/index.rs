//! Where entries are found again: by URL and time, so that a capture of any length is searched around one moment only.

use super::outcome;
use super::role::{Role, role};
use super::timeline::Timeline;
use crate::input::Entry;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

/// An entry in its place.
#[derive(Debug)]
pub struct Slot {
    /// The entry.
    pub entry: Entry,
    /// Its number among all that were given to the capture.
    pub number: usize,
    /// What it is.
    pub role: Role,
    /// Settles ties without looking at the order of arrival.
    pub fingerprint: u64,
}

/// Entries of one URL.
#[derive(Debug, Default)]
pub struct Bucket {
    /// Preflights by start.
    pub preflights: Timeline,
    /// Preflights with a status of 200–299, by start.
    pub passed: Timeline,
    /// Everything else by start.
    pub actuals: Timeline,
    /// Actuals that were answered by a server, by start.
    pub answered: Timeline,
    /// Actuals whose judgement looks back at `passed` or `answered`, by start.
    pub looking_back: Timeline,
    /// How long the longest actual took.
    pub longest: f64,
}

/// All entries and the ways to find them.
#[derive(Debug, Default)]
pub struct Index {
    slots: Vec<Option<Slot>>,
    buckets: HashMap<String, Bucket>,
    /// Redirects by target and the time they ended.
    redirects: HashMap<String, Timeline>,
    /// Navigations by page reference and start.
    pages: HashMap<String, Timeline>,
}

impl Index {
    /// The entry in a slot.
    #[must_use]
    pub fn get(&self, slot: usize) -> Option<&Slot> {
        self.slots.get(slot).and_then(Option::as_ref)
    }

    /// Entries of a URL.
    #[must_use]
    pub fn bucket(&self, url: &str) -> Option<&Bucket> {
        self.buckets.get(url)
    }

    /// Redirects that lead to a URL, by their end.
    #[must_use]
    pub fn redirects_to(&self, url: &str) -> Option<&Timeline> {
        self.redirects.get(url)
    }

    /// Navigations of a page reference, by their start.
    #[must_use]
    pub fn pages(&self, page: &str) -> Option<&Timeline> {
        self.pages.get(page)
    }

    /// The latest of a timeline at or before a time; among several of one moment always the same one.
    #[must_use]
    pub fn latest(&self, timeline: &Timeline, time: f64) -> Option<&Slot> {
        let (moment, _) = timeline.until(time).next()?;
        let together = timeline.until(time).take_while(|(start, _)| *start == moment);
        together.filter_map(|(_, slot)| self.get(slot)).min_by_key(|slot| slot.fingerprint)
    }

    /// Adds an entry to a new slot.
    pub fn push(&mut self, entry: Entry, number: usize) -> usize {
        let slot = self.slots.len();
        self.slots.push(None);
        self.put(slot, entry, number);
        slot
    }

    /// Puts an entry into a free slot.
    pub fn put(&mut self, slot: usize, entry: Entry, number: usize) {
        let new = Slot { role: role(&entry), fingerprint: fingerprint(&entry), entry, number };
        self.file(slot, &new, Timeline::insert);
        if let Some(place) = self.slots.get_mut(slot) {
            *place = Some(new);
        }
    }

    /// Takes an entry out of its slot.
    pub fn take(&mut self, slot: usize) -> Option<Slot> {
        let old = self.slots.get_mut(slot)?.take()?;
        self.file(slot, &old, Timeline::remove);
        Some(old)
    }

    /// Marks an actual as one that looks back, or not any more.
    pub fn set_looking_back(&mut self, slot: usize, looks: bool) {
        let Some(Some(found)) = self.slots.get(slot) else { return };
        let Some(bucket) = self.buckets.get_mut(found.entry.url.as_str()) else { return };
        bucket.looking_back.remove(found.entry.start, slot);
        if looks {
            bucket.looking_back.insert(found.entry.start, slot);
        }
    }

    fn file(&mut self, slot: usize, item: &Slot, change: fn(&mut Timeline, f64, usize)) {
        let entry = &item.entry;
        match item.role {
            Role::None => {}
            Role::Page => {
                let page = entry.page.clone().unwrap_or_default();
                change(self.pages.entry(page).or_default(), entry.start, slot);
            }
            Role::Preflight => {
                let bucket = self.buckets.entry(entry.url.as_str().to_owned()).or_default();
                change(&mut bucket.preflights, entry.start, slot);
                if is_passed(entry) {
                    change(&mut bucket.passed, entry.start, slot);
                }
            }
            Role::Actual | Role::Foreign => {
                let bucket = self.buckets.entry(entry.url.as_str().to_owned()).or_default();
                change(&mut bucket.actuals, entry.start, slot);
                bucket.longest =
                    bucket.longest.max(if in_flight(entry) { f64::INFINITY } else { entry.time });
                if is_answer(entry) {
                    change(&mut bucket.answered, entry.start, slot);
                }
                if let Some(target) = redirect_target(entry) {
                    change(self.redirects.entry(target.to_owned()).or_default(), entry.end(), slot);
                }
            }
        }
    }
}

/// A preflight whose answer a browser may have kept.
#[must_use]
pub fn is_passed(entry: &Entry) -> bool {
    (200..300).contains(&entry.status) && entry.error.is_none()
}

/// A server's answer that the HTTP cache may have kept.
#[must_use]
pub fn is_answer(entry: &Entry) -> bool {
    !entry.unanswered() && !entry.via_service_worker
}

/// Nothing has come back yet, as far as the entry knows.
#[must_use]
pub fn in_flight(entry: &Entry) -> bool {
    entry.unanswered() && entry.error.is_none()
}

/// Where a redirect leads that the browser followed.
#[must_use]
pub fn redirect_target(entry: &Entry) -> Option<&str> {
    let redirects = matches!(entry.status, 301 | 302 | 303 | 307 | 308);
    entry.redirect_url.as_ref().filter(|_| redirects && outcome::reached_script(entry)).map(url::Url::as_str)
}

fn fingerprint(entry: &Entry) -> u64 {
    let mut hasher = DefaultHasher::new();
    (&entry.method, entry.url.as_str(), entry.start.to_bits(), entry.time.to_bits()).hash(&mut hasher);
    (entry.status, &entry.error, &entry.resource_type, &entry.page, &entry.connection).hash(&mut hasher);
    // Lengths tell requests apart that agree in all of the above; hashing every byte would cost more than judging.
    for header in entry.request_headers.iter().chain(entry.response_headers.iter()) {
        (header.name.as_bytes().len(), header.value.as_bytes().len()).hash(&mut hasher);
    }
    if let Some(position) = &entry.position {
        (&position.url, position.line, position.column).hash(&mut hasher);
    }
    hasher.finish()
}
