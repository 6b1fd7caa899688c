//! The capture: entries go in one by one, rows come out, and a new entry only touches the calls around it.

use super::build::{Detail, build};
use super::changes::{Added, Change, ChangeKind, Skipped};
use super::dedupe;
use super::index::{Index, is_answer, is_passed};
use super::members::{Members, assemble, root};
use super::pairs::Pairs;
use super::role::Role;
use super::row::{Row, row};
use super::source::source;
use super::timeline::{Slots, Timeline};
use super::{Judgement, Mention, Source, decide, judge_settled};
use crate::engine;
use crate::fetch::Profile;
use crate::input::{Entries, Entry, Malformed};
use crate::model::{Engine, digits};

/// A call that has a row.
struct Call {
    members: Members,
    row: Row,
    looking_back: Vec<usize>,
}

/// How much was done, so that a test can say that an entry costs the same in a long capture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Work {
    /// Calls that were judged.
    pub judged: usize,
    /// Pairs of entries that were compared.
    pub compared: usize,
}

/// What is known of a slot besides its entry.
#[derive(Default)]
struct Place {
    /// The call it belongs to.
    call: Option<usize>,
    /// The call that is named after it.
    named: Option<Box<Call>>,
}

/// A growing capture.
pub struct Capture {
    engine: Engine,
    profile: &'static dyn Profile,
    index: Index,
    pairs: Pairs,
    places: Vec<Place>,
    /// Calls by start.
    order: Timeline,
    given: usize,
    judged: usize,
}

impl Capture {
    /// An empty capture.
    #[must_use]
    pub fn new(engine: Engine) -> Self {
        Self {
            engine,
            profile: engine::profile(engine),
            index: Index::default(),
            pairs: Pairs::default(),
            places: Vec::new(),
            order: Timeline::default(),
            given: 0,
            judged: 0,
        }
    }

    /// Adds entries in whatever order; one that was given before is recognised, and replaced if it is more complete now.
    pub fn add(&mut self, entries: impl IntoIterator<Item = Entry>) -> Vec<Change> {
        self.add_read(entries.into_iter().map(Ok).collect()).changes
    }

    /// Adds entries as they were read; those that couldn't be are told and count all the same, so that numbers stay
    /// those of the list that was given.
    pub fn add_read(&mut self, entries: Entries) -> Added {
        let (mut touched, mut taken, mut skipped) = (Slots::default(), Slots::default(), Vec::new());
        for read in entries {
            let number = self.given;
            self.given += 1;
            match read {
                Ok(entry) => self.add_one(entry, number, &mut taken, &mut touched),
                Err(Malformed { field, reason }) => skipped.push(Skipped { index: number, field, reason }),
            }
        }
        Added { changes: self.refresh(&touched), skipped }
    }

    /// Takes note of what the scripts of a page mention; `page` is the entries' page reference. Calls that hang on it are
    /// judged anew.
    pub fn learn(&mut self, page: &str, mention: Mention) -> Vec<Change> {
        self.index.mentions.learn(page, mention);
        let calls = std::mem::take(&mut self.index.mentions.calls);
        self.refresh(&calls)
    }

    fn add_one(&mut self, entry: Entry, number: usize, taken: &mut Slots, touched: &mut Slots) {
        let worker = self.index.note_worker(&entry);
        let slot = match dedupe::find(&self.index, &entry, taken) {
            Some(known) if dedupe::is_better(&self.index, known, &entry) => {
                let Some(old) = self.index.take(known) else { return };
                self.pairs.remove(&self.index, known, touched);
                self.index.put(known, entry, old.number);
                known
            }
            Some(known) => {
                taken.insert(known);
                return;
            }
            None => self.index.push(entry, number),
        };
        taken.insert(slot);
        touched.insert(slot);
        self.pairs.insert(&self.index, slot, touched);
        self.touch_those_looking_back(slot, touched);
        // What was taken for granted of a page without one.
        if worker {
            for slot in 0..self.index.len() {
                touched.insert(slot);
            }
        }
    }

    /// Calls that were judged by what came before them, now that something else came before them.
    fn touch_those_looking_back(&self, slot: usize, touched: &mut Slots) {
        let Some(new) = self.index.get(slot) else { return };
        let Some(bucket) = self.index.bucket(new) else { return };
        let start = new.entry.start;
        let timeline = match new.role {
            Role::Page => {
                // The first document of a page reference is the one that counts.
                let first = bucket.pages.all().first().and_then(|(at, _)| self.index.at(&bucket.pages, *at));
                if first.is_some_and(|first| first.fingerprint == new.fingerprint) {
                    for call in bucket.needing_page.all() {
                        touched.insert(*call);
                    }
                }
                return;
            }
            Role::Preflight if is_passed(&new.entry) => &bucket.passed,
            Role::Actual if is_answer(&new.entry) => &bucket.answered,
            _ => return,
        };
        for (_, later) in bucket.looking_back.between(start, timeline.next_after(start)) {
            touched.insert(*later);
        }
    }

    /// Builds the calls around some slots anew.
    fn refresh(&mut self, touched: &Slots) -> Vec<Change> {
        // Calls that lose or gain an entry are taken apart, and their entries are looked at too.
        let mut before: Vec<(usize, Option<Row>)> = Vec::new();
        let mut roots = Slots::default();
        for slot in touched.all() {
            roots.insert(root(&self.pairs, *slot));
            self.dissolve_around(*slot, &mut before, &mut roots);
        }
        let mut changes = Vec::new();
        for first in roots.all() {
            let Some(members) = assemble(&self.index, &self.pairs, *first) else { continue };
            // It may take entries from calls that no touched slot belonged to.
            for slot in &members.slots {
                self.dissolve_around(*slot, &mut before, &mut Slots::default());
            }
            let key = members.key();
            let Some(row) = self.enter(key, members) else { continue };
            let at = before.partition_point(|(other, _)| *other < key);
            let old = before.get_mut(at).filter(|(other, _)| *other == key).and_then(|(_, row)| row.take());
            let kind = match old {
                Some(old) if old == row => continue,
                Some(_) => ChangeKind::Updated,
                None => ChangeKind::Added,
            };
            changes.push(Change { id: row.id.clone(), kind, row: Some(row) });
        }
        let mut all = Vec::with_capacity(changes.len());
        for (_, row) in before {
            if let Some(row) = row {
                all.push(Change { id: row.id, kind: ChangeKind::Removed, row: None });
            }
        }
        all.append(&mut changes);
        all
    }

    /// Takes the call of a slot apart; the roots of its entries are noted.
    fn dissolve_around(&mut self, slot: usize, before: &mut Vec<(usize, Option<Row>)>, roots: &mut Slots) {
        let Some(key) = self.places.get(slot).and_then(|place| place.call) else { return };
        let Some(call) = self.dissolve(key) else { return };
        for slot in &call.members.slots {
            roots.insert(root(&self.pairs, *slot));
        }
        let at = before.partition_point(|(other, _)| *other < key);
        before.insert(at, (key, Some(call.row)));
    }

    fn dissolve(&mut self, key: usize) -> Option<Box<Call>> {
        let call = self.places.get_mut(key)?.named.take()?;
        for slot in &call.members.slots {
            if let Some(place) = self.places.get_mut(*slot) {
                place.call = None;
            }
        }
        for slot in &call.looking_back {
            self.index.set_looking_back(*slot, false);
        }
        self.order.remove(call.row.started_at.unwrap_or_default(), key);
        Some(call)
    }

    fn enter(&mut self, key: usize, members: Members) -> Option<Row> {
        let mut built = build(&self.index, &members, self.profile, Detail::Decision)?;
        self.judged += 1;
        let looking_back = std::mem::take(&mut built.looking_back);
        for slot in &looking_back {
            self.index.set_looking_back(*slot, true);
        }
        if let (Some(_), Some(slot)) = (built.clues.option_may_end_it, members.slots.first()) {
            self.index.mentions.calls.insert(*slot);
        }
        if let (Some(page), Some(slot)) = (&built.needs_page, members.slots.first()) {
            self.index.set_needing_page(page, *slot);
        }
        let decision = decide(&built.scenario, built.request, &built.clues, self.profile)?;
        let row = row(id_of(key), &self.index, &members, built.scenario, &built.clues, decision);
        if self.places.len() < self.index.len() {
            self.places.resize_with(self.index.len(), Place::default);
        }
        for slot in &members.slots {
            if let Some(place) = self.places.get_mut(*slot) {
                place.call = Some(key);
            }
        }
        self.order.insert(row.started_at.unwrap_or_default(), key);
        if let Some(place) = self.places.get_mut(key) {
            place.named = Some(Box::new(Call { members, row: row.clone(), looking_back }));
        }
        Some(row)
    }

    fn named(&self, key: usize) -> Option<&Call> {
        self.places.get(key)?.named.as_deref()
    }

    /// The rows in the order the calls started.
    #[must_use]
    pub fn rows(&self) -> Vec<&Row> {
        let mut rows = Vec::with_capacity(self.order.all().len());
        for (_, key) in self.order.all() {
            rows.extend(self.named(*key).map(|call| &call.row));
        }
        rows
    }

    /// Everything about one call; nothing if no row has the id.
    #[must_use]
    pub fn judgement(&self, id: &str) -> Option<(Judgement, Source)> {
        let members = &self.named(key_of(id)?)?.members;
        let built = build(&self.index, members, self.profile, Detail::Report)?;
        let judgement = judge_settled(built.scenario, built.request, built.clues, self.engine).ok()?;
        Some((judgement, source(&self.index, members)?))
    }

    /// Forgets some calls and their entries.
    pub fn drop_calls<'a>(&mut self, ids: impl IntoIterator<Item = &'a str>) {
        for id in ids {
            let Some(call) = key_of(id).and_then(|key| self.dissolve(key)) else { continue };
            for slot in &call.members.slots {
                self.index.take(*slot);
                self.pairs.remove(&self.index, *slot, &mut Slots::default());
            }
        }
    }

    /// The documents that were captured, the last one first: of each its URL, the lines of its policy, an empty line.
    #[must_use]
    pub fn pages(&self) -> String {
        self.index.pages()
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        self.index = Index::default();
        self.pairs = Pairs::default();
        self.places.clear();
        self.order = Timeline::default();
    }

    /// How much was done so far.
    #[must_use]
    pub fn work(&self) -> Work {
        Work { judged: self.judged, compared: self.pairs.comparisons }
    }
}

fn id_of(key: usize) -> String {
    format!("c{key}")
}

fn key_of(id: &str) -> Option<usize> {
    usize::try_from(digits(id.strip_prefix('c')?.as_bytes())?).ok()
}
