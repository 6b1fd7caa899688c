//! Slots in order: of a time, or of their numbers. Entries mostly come in order, so inserting mostly appends; lists are
//! kept sorted rather than sorted when they are needed.

/// Slots sorted by time.
#[derive(Debug, Default)]
pub struct Timeline(Vec<(f64, usize)>);

impl Timeline {
    /// Adds a slot.
    pub fn insert(&mut self, time: f64, slot: usize) {
        let at = self.place(time, slot);
        self.0.insert(at, (time, slot));
    }

    /// Removes a slot.
    pub fn remove(&mut self, time: f64, slot: usize) {
        let at = self.place(time, slot);
        if self.0.get(at) == Some(&(time, slot)) {
            self.0.remove(at);
        }
    }

    /// All slots.
    #[must_use]
    pub fn all(&self) -> &[(f64, usize)] {
        &self.0
    }

    /// Slots of a stretch of time, both ends included.
    #[must_use]
    pub fn between(&self, from: f64, to: f64) -> &[(f64, usize)] {
        self.0.get(self.place(from, 0)..self.place(to, usize::MAX)).unwrap_or_default()
    }

    /// The first time after a time; infinity if there is none.
    #[must_use]
    pub fn next_after(&self, time: f64) -> f64 {
        self.0.get(self.place(time, usize::MAX)).map_or(f64::INFINITY, |(next, _)| *next)
    }

    /// The last time at or before a time.
    #[must_use]
    pub fn last_until(&self, time: f64) -> Option<f64> {
        Some(self.0.get(self.place(time, usize::MAX).checked_sub(1)?)?.0)
    }

    #[inline(never)]
    fn place(&self, time: f64, slot: usize) -> usize {
        self.0.partition_point(|(other, its)| (*other, *its) < (time, slot))
    }
}

/// Slots sorted by number, each once.
#[derive(Debug, Default)]
pub struct Slots(Vec<usize>);

impl Slots {
    /// Adds a slot unless it is there.
    #[inline(never)]
    pub fn insert(&mut self, slot: usize) {
        let at = self.place(slot);
        if self.0.get(at) != Some(&slot) {
            self.0.insert(at, slot);
        }
    }

    /// Whether a slot is there.
    #[must_use]
    pub fn contains(&self, slot: usize) -> bool {
        self.0.get(self.place(slot)) == Some(&slot)
    }

    /// All slots.
    #[must_use]
    pub fn all(&self) -> &[usize] {
        &self.0
    }

    fn place(&self, slot: usize) -> usize {
        self.0.partition_point(|other| *other < slot)
    }
}
