//! Where entries are found again: by URL and time, so that a capture of any length is searched around one moment only.

use super::address_space::Mentions;
use super::names::{Hash, Names};
use super::outcome;
use super::page::write_page;
use super::page_headers::requested_names;
use super::relation::{told_late, waits_until};
use super::role::{Role, role};
use super::timeline::{Slots, Timeline};
use crate::fetch::is_redirect_status;
use crate::input::Entry;
use crate::model::{Origin, Url};
use std::borrow::Cow;

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
    /// Of a preflight: the header names it asks for, lower-case.
    pub asked: Vec<String>,
    /// Number of the URL, of a navigation that of the page reference.
    pub name: usize,
    /// Number of the URL that a redirect leads to.
    pub target: Option<usize>,
}

/// Entries of one URL, and those that belong to a page reference.
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
    /// Redirects that lead here, by their end.
    pub redirects: Timeline,
    /// Navigations by start.
    pub pages: Timeline,
    /// Calls that take their origin from the page.
    pub needing_page: Slots,
    /// How long the longest actual took.
    pub longest: f64,
    /// How late an actual may be told, at most.
    pub late: f64,
}

/// All entries and the ways to find them.
#[derive(Debug, Default)]
pub struct Index {
    slots: Vec<Option<Slot>>,
    names: Names,
    buckets: Vec<Bucket>,
    /// Origins of workers' scripts, each with the first time one was asked for.
    workers: Vec<(Origin, f64)>,
    /// What pages' scripts mention.
    pub mentions: Mentions,
}

impl Index {
    /// The entry in a slot.
    #[must_use]
    pub fn get(&self, slot: usize) -> Option<&Slot> {
        self.slots.get(slot).and_then(Option::as_ref)
    }

    /// Whether a worker of an origin may have made a request at a time.
    #[must_use]
    pub fn has_worker(&self, origin: &Origin, at: f64) -> bool {
        self.workers.iter().any(|(its, since)| its == origin && *since <= at)
    }

    /// The documents as text, the last one first.
    #[must_use]
    pub fn pages(&self) -> String {
        let mut text = String::new();
        for slot in self.slots.iter().rev().flatten() {
            if slot.role == Role::Page {
                write_page(&slot.entry, &mut text);
            }
        }
        text
    }

    /// How many slots there are, the emptied ones among them.
    #[must_use]
    pub fn len(&self) -> usize {
        self.slots.len()
    }

    /// Entries of a URL, or of a page reference.
    #[must_use]
    pub fn named(&self, name: &str) -> Option<&Bucket> {
        self.buckets.get(self.names.get(name)?)
    }

    /// Entries of the same URL.
    #[must_use]
    pub fn bucket(&self, slot: &Slot) -> Option<&Bucket> {
        self.buckets.get(slot.name)
    }

    /// Entries of the URL that a redirect leads to.
    #[must_use]
    pub fn target(&self, slot: &Slot) -> Option<&Bucket> {
        self.buckets.get(slot.target?)
    }

    /// The latest of a timeline at or before a time; among several of one moment always the same one.
    #[must_use]
    pub fn latest(&self, timeline: &Timeline, time: f64) -> Option<&Slot> {
        self.at(timeline, timeline.last_until(time)?)
    }

    /// The one of a moment, among several always the same one.
    #[must_use]
    pub fn at(&self, timeline: &Timeline, moment: f64) -> Option<&Slot> {
        let mut chosen: Option<&Slot> = None;
        for (_, slot) in timeline.between(moment, moment) {
            let Some(slot) = self.get(*slot) else { continue };
            if chosen.is_none_or(|chosen| slot.fingerprint < chosen.fingerprint) {
                chosen = Some(slot);
            }
        }
        chosen
    }

    /// Adds an entry to a new slot.
    pub fn push(&mut self, entry: Entry, number: usize) -> usize {
        let slot = self.slots.len();
        self.slots.push(None);
        self.put(slot, entry, number);
        slot
    }

    /// Takes note of a worker's script; whether that says more than was known.
    pub fn note_worker(&mut self, entry: &Entry) -> bool {
        let dest = entry.request_header("Sec-Fetch-Dest");
        if !matches!(dest.as_deref(), Some("worker" | "sharedworker")) {
            return false;
        }
        let origin = Origin::of(&entry.url);
        match self.workers.iter_mut().find(|(its, _)| *its == origin) {
            Some((_, since)) if *since <= entry.start => return false,
            Some((_, since)) => *since = entry.start,
            None => self.workers.push((origin, entry.start)),
        }
        true
    }

    /// Puts an entry into a free slot.
    pub fn put(&mut self, slot: usize, entry: Entry, number: usize) {
        let role = role(&entry);
        let name = match role {
            Role::Page => self.name(entry.page.as_deref().unwrap_or_default()),
            Role::None => usize::MAX,
            _ => self.name(&place(&entry.url)),
        };
        let target = match role {
            Role::Actual | Role::Foreign => redirect_target(&entry).map(|target| self.name(&place(target))),
            _ => None,
        };
        let asked = if role == Role::Preflight { requested_names(&entry) } else { Vec::new() };
        let new = Slot { role, fingerprint: fingerprint(&entry), entry, number, asked, name, target };
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
        let Some(bucket) = self.buckets.get_mut(found.name) else { return };
        bucket.looking_back.remove(found.entry.start, slot);
        if looks {
            bucket.looking_back.insert(found.entry.start, slot);
        }
    }

    /// Marks a call as one that takes its origin from a page.
    pub fn set_needing_page(&mut self, page: &str, slot: usize) {
        let name = self.name(page);
        if let Some(bucket) = self.buckets.get_mut(name) {
            bucket.needing_page.insert(slot);
        }
    }

    fn name(&mut self, name: &str) -> usize {
        let number = self.names.add(name);
        if number >= self.buckets.len() {
            self.buckets.push(Bucket::default());
        }
        number
    }

    fn file(&mut self, slot: usize, item: &Slot, change: fn(&mut Timeline, f64, usize)) {
        let entry = &item.entry;
        let Some(bucket) = self.buckets.get_mut(item.name) else { return };
        match item.role {
            Role::None => {}
            Role::Page => change(&mut bucket.pages, entry.start, slot),
            Role::Preflight => {
                change(&mut bucket.preflights, entry.start, slot);
                if is_passed(entry) {
                    change(&mut bucket.passed, entry.start, slot);
                }
            }
            Role::Actual | Role::Foreign => {
                change(&mut bucket.actuals, entry.start, slot);
                bucket.longest = bucket.longest.max(waits_until(entry) - entry.start);
                bucket.late = bucket.late.max(told_late(entry));
                if is_answer(entry) {
                    change(&mut bucket.answered, entry.start, slot);
                }
            }
        }
        if let Some(target) = item.target.and_then(|target| self.buckets.get_mut(target)) {
            change(&mut target.redirects, entry.end(), slot);
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
    entry.unanswered() && entry.error.is_none() && !entry.no_answer
}

/// Where a redirect leads that the browser followed.
#[must_use]
pub fn redirect_target(entry: &Entry) -> Option<&Url> {
    if !is_redirect_status(entry.status) || !outcome::reached_script(entry) {
        return None;
    }
    entry.redirect_url.as_ref()
}

/// What messages of one call to one place have in common: no preflight carries user name and password.
#[must_use]
pub fn place(url: &Url) -> Cow<'_, str> {
    if url.includes_credentials() {
        Cow::Owned(url.without_credentials())
    } else {
        Cow::Borrowed(url.as_str())
    }
}

fn fingerprint(entry: &Entry) -> u64 {
    let mut hash = Hash::default();
    for number in [entry.start.to_bits(), entry.time.to_bits(), u64::from(entry.status)] {
        hash.number(number);
    }
    hash.bytes(entry.method.as_bytes());
    hash.bytes(entry.url.as_str().as_bytes());
    for text in [&entry.error, &entry.resource_type, &entry.page] {
        hash.number(u64::from(text.is_some()));
        hash.bytes(text.as_deref().unwrap_or_default().as_bytes());
    }
    // Lengths tell requests apart that agree in all of the above; hashing every byte would cost more than judging.
    for headers in [&entry.request_headers, &entry.response_headers] {
        for header in &headers.0 {
            hash.number(((header.name.as_bytes().len() as u64) << 32) | header.value.as_bytes().len() as u64);
        }
        hash.number(headers.0.len() as u64);
    }
    if let Some(position) = &entry.position {
        hash.bytes(position.url.as_bytes());
        hash.number((u64::from(position.line) << 32) | u64::from(position.column));
    }
    hash.finish()
}
