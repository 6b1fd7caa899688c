//! The capture: entries go in one by one, rows come out, and a new entry only touches the calls around it.

use super::build::{Built, build};
use super::dedupe;
use super::index::{Index, is_answer, is_passed};
use super::members::{Members, assemble, root};
use super::pairs::Pairs;
use super::role::Role;
use super::row::{Row, row};
use super::{Judgement, Source, decide, judge};
use crate::engine;
use crate::fetch::Profile;
use crate::input::{Entries, Entry, Malformed};
use crate::model::Engine;
use serde::Serialize;
use std::collections::{HashMap, HashSet};

/// What became of a row.
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ChangeKind {
    /// It is new.
    Added,
    /// It says something else now.
    Updated,
    /// It is gone: its entries belong to another call.
    Removed,
}

/// A changed row.
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Change {
    /// Id of the row.
    pub id: String,
    /// What became of it.
    pub kind: ChangeKind,
    /// The row, unless it is gone.
    pub row: Option<Row>,
}

/// An entry that could not be read.
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Skipped {
    /// Its number among all entries that were given.
    pub index: usize,
    /// The field that is wrong.
    pub field: String,
    /// What is wrong with it.
    pub reason: String,
}

/// What adding entries came to.
#[derive(Debug, Clone, PartialEq, Serialize, Default)]
pub struct Added {
    /// Rows that changed.
    pub changes: Vec<Change>,
    /// Entries that could not be read.
    pub skipped: Vec<Skipped>,
}

/// A call that has a row.
#[derive(Debug)]
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

/// A growing capture.
pub struct Capture {
    engine: Engine,
    profile: &'static dyn Profile,
    index: Index,
    pairs: Pairs,
    /// Calls by the lowest slot among their entries: an id that doesn't change when more entries come.
    calls: HashMap<usize, Call>,
    /// The call each slot belongs to.
    call_of: Vec<Option<usize>>,
    /// Calls that take their origin from a page, by page reference.
    needing_page: HashMap<String, HashSet<usize>>,
    given: usize,
    judged: usize,
}

impl Capture {
    /// An empty capture.
    ///
    /// # Errors
    /// There is no profile for the engine yet.
    pub fn new(engine: Engine) -> Result<Self, String> {
        let profile = engine::profile(engine)
            .ok_or_else(|| format!("field `engine`: there is no profile for `{}` yet", engine.as_str()))?;
        Ok(Self {
            engine,
            profile,
            index: Index::default(),
            pairs: Pairs::default(),
            calls: HashMap::new(),
            call_of: Vec::new(),
            needing_page: HashMap::new(),
            given: 0,
            judged: 0,
        })
    }

    /// Adds entries in whatever order; one that was given before is recognised, and replaced if it is more complete now.
    pub fn add(&mut self, entries: impl IntoIterator<Item = Entry>) -> Vec<Change> {
        self.add_read(entries.into_iter().map(Ok).collect()).changes
    }

    /// Adds entries as they were read; those that couldn't be are told and count all the same, so that numbers stay
    /// those of the list that was given.
    pub fn add_read(&mut self, entries: Entries) -> Added {
        let (mut touched, mut taken, mut skipped) = (Vec::new(), Vec::new(), Vec::new());
        for read in entries {
            let number = self.given;
            self.given += 1;
            match read {
                Ok(entry) => self.add_one(entry, number, &mut taken, &mut touched),
                Err(Malformed { field, reason }) => skipped.push(Skipped { index: number, field, reason }),
            }
        }
        Added { changes: self.refresh(touched), skipped }
    }

    fn add_one(&mut self, entry: Entry, number: usize, taken: &mut Vec<usize>, touched: &mut Vec<usize>) {
        let slot = match dedupe::find(&self.index, &entry, taken) {
            Some(known) if dedupe::is_better(&self.index, known, &entry) => {
                let Some(old) = self.index.take(known) else { return };
                self.pairs.remove(&self.index, known, touched);
                self.index.put(known, entry, old.number);
                known
            }
            Some(known) => {
                taken.push(known);
                return;
            }
            None => self.index.push(entry, number),
        };
        taken.push(slot);
        touched.push(slot);
        self.pairs.insert(&self.index, slot, touched);
        self.touch_those_looking_back(slot, touched);
    }

    /// Calls that were judged by what came before them, now that something else came before them.
    fn touch_those_looking_back(&self, slot: usize, touched: &mut Vec<usize>) {
        let Some(new) = self.index.get(slot) else { return };
        let entry = &new.entry;
        if new.role == Role::Page {
            // The first document of a page reference is the one that counts.
            let page = entry.page.as_deref().unwrap_or_default();
            if super::facts::document(&self.index, page)
                .is_some_and(|first| first.fingerprint == new.fingerprint)
            {
                touched.extend(self.needing_page.get(page).into_iter().flatten());
            }
            return;
        }
        let Some(bucket) = self.index.bucket(entry.url.as_str()) else { return };
        let timeline = match new.role {
            Role::Preflight if is_passed(entry) => &bucket.passed,
            Role::Actual if is_answer(entry) => &bucket.answered,
            _ => return,
        };
        let until = timeline.from(entry.start).find(|(start, other)| *other != slot && *start > entry.start);
        let until = until.map_or(f64::INFINITY, |(start, _)| start);
        let later = bucket.looking_back.from(entry.start).take_while(|(start, _)| *start <= until);
        touched.extend(later.map(|(_, other)| other));
    }

    /// Builds the calls around some slots anew.
    fn refresh(&mut self, mut slots: Vec<usize>) -> Vec<Change> {
        // Calls that lose or gain an entry are taken apart, and their entries are looked at too.
        let mut before: Vec<(usize, Row)> = Vec::new();
        unique(&mut slots);
        for at in 0..slots.len() {
            let call = slots.get(at).and_then(|slot| self.call(*slot));
            if let Some((key, call)) = call.and_then(|key| Some((key, self.dissolve(key)?))) {
                slots.extend(call.members.slots());
                before.push((key, call.row));
            }
        }
        let mut roots: Vec<usize> = slots.iter().map(|slot| root(&self.pairs, *slot)).collect();
        unique(&mut roots);
        let mut changes = Vec::new();
        for first in roots {
            let Some(members) = assemble(&self.index, &self.pairs, first) else { continue };
            // It may take entries from calls that no touched slot belonged to.
            for key in members.slots().filter_map(|slot| self.call(slot)).collect::<Vec<_>>() {
                before.extend(self.dissolve(key).map(|call| (key, call.row)));
            }
            if let Some((key, row)) = self.enter(members) {
                let old =
                    before.iter().position(|(other, _)| *other == key).map(|at| before.swap_remove(at).1);
                let kind = match old {
                    Some(old) if old == row => continue,
                    Some(_) => ChangeKind::Updated,
                    None => ChangeKind::Added,
                };
                changes.push(Change { id: row.id.clone(), kind, row: Some(row) });
            }
        }
        let gone =
            before.into_iter().map(|(_, row)| Change { id: row.id, kind: ChangeKind::Removed, row: None });
        changes.splice(0..0, gone);
        changes
    }

    fn call(&self, slot: usize) -> Option<usize> {
        self.call_of.get(slot).copied().flatten()
    }

    fn dissolve(&mut self, key: usize) -> Option<Call> {
        let call = self.calls.remove(&key)?;
        for slot in call.members.slots() {
            if let Some(place) = self.call_of.get_mut(slot) {
                *place = None;
            }
        }
        for slot in &call.looking_back {
            self.index.set_looking_back(*slot, false);
        }
        Some(call)
    }

    fn enter(&mut self, members: Members) -> Option<(usize, Row)> {
        let key = members.slots().min()?;
        let built = build(&self.index, &members, self.profile)?;
        self.judged += 1;
        // Nothing in a scenario that was built here is malformed; if it were, there would be nothing to say about it.
        let decision = decide(&built.scenario, &built.clues, self.engine).ok()?;
        let row = row(id_of(key), &self.index, &members, &built, &decision);
        for slot in members.slots() {
            if self.call_of.len() <= slot {
                self.call_of.resize(slot + 1, None);
            }
            if let Some(place) = self.call_of.get_mut(slot) {
                *place = Some(key);
            }
        }
        for slot in &built.looking_back {
            self.index.set_looking_back(*slot, true);
        }
        if let (Some(page), Some(slot)) = (built.needs_page, members.slots().next()) {
            self.needing_page.entry(page).or_default().insert(slot);
        }
        self.calls.insert(key, Call { members, row: row.clone(), looking_back: built.looking_back });
        Some((key, row))
    }

    /// The rows in the order the calls started.
    #[must_use]
    pub fn rows(&self) -> Vec<&Row> {
        let mut rows: Vec<&Row> = self.calls.values().map(|call| &call.row).collect();
        rows.sort_by(|a, b| {
            a.started_at
                .unwrap_or(0.0)
                .total_cmp(&b.started_at.unwrap_or(0.0))
                .then_with(|| key_of(&a.id).cmp(&key_of(&b.id)))
        });
        rows
    }

    /// Everything about one call; nothing if no row has the id.
    #[must_use]
    pub fn judgement(&self, id: &str) -> Option<(Judgement, Source)> {
        let Built { scenario, clues, source, .. } =
            build(&self.index, &self.calls.get(&key_of(id)?)?.members, self.profile)?;
        Some((judge(&scenario, &clues, self.engine).ok()?, source))
    }

    /// Forgets some calls and their entries.
    pub fn drop_calls<'a>(&mut self, ids: impl IntoIterator<Item = &'a str>) {
        for call in ids.into_iter().filter_map(key_of).collect::<Vec<_>>() {
            let Some(call) = self.dissolve(call) else { continue };
            let mut touched = Vec::new();
            for slot in call.members.slots() {
                self.index.take(slot);
                self.pairs.remove(&self.index, slot, &mut touched);
            }
        }
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        self.index = Index::default();
        self.pairs = Pairs::default();
        self.calls.clear();
        self.call_of.clear();
        self.needing_page.clear();
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
    id.strip_prefix('c')?.parse().ok()
}

fn unique(slots: &mut Vec<usize>) {
    slots.sort_unstable();
    slots.dedup();
}
