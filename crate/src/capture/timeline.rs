//! Entries in the order of a time of theirs.

/// Slots sorted by time. Entries mostly come in order, so inserting mostly appends.
#[derive(Debug, Default)]
pub struct Timeline(Vec<(f64, usize)>);

impl Timeline {
    /// Adds a slot.
    pub fn insert(&mut self, time: f64, slot: usize) {
        let at = self.0.partition_point(|(other, its)| (*other, *its) < (time, slot));
        self.0.insert(at, (time, slot));
    }

    /// Removes a slot.
    pub fn remove(&mut self, time: f64, slot: usize) {
        let at = self.0.partition_point(|(other, its)| (*other, *its) < (time, slot));
        if self.0.get(at) == Some(&(time, slot)) {
            self.0.remove(at);
        }
    }

    /// Slots at or after a time, the earliest first.
    pub fn from(&self, time: f64) -> impl Iterator<Item = (f64, usize)> {
        let at = self.0.partition_point(|(other, _)| *other < time);
        self.0.iter().skip(at).copied()
    }

    /// Slots at or before a time, the latest first.
    pub fn until(&self, time: f64) -> impl Iterator<Item = (f64, usize)> {
        let at = self.0.partition_point(|(other, _)| *other <= time);
        self.0.iter().take(at).rev().copied()
    }
}
