//! Who belongs to whom, kept up to date one entry at a time.

use super::index::{Index, Slot};
use super::relation::{Misfit, Relation};
use super::timeline::Slots;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Left,
    Right,
}

/// A slot's partners, one for each relation and side.
type Partners = [Option<usize>; 8];

/// The partners under every relation.
#[derive(Debug, Default)]
pub struct Pairs {
    partners: Vec<Partners>,
    /// How many pairs were compared: what one entry costs must not grow with the capture.
    pub comparisons: usize,
}

impl Pairs {
    /// The right partner of a left one.
    #[must_use]
    pub fn right(&self, relation: Relation, left: usize) -> Option<usize> {
        self.partner(relation, Side::Left, left)
    }

    /// The left partner of a right one.
    #[must_use]
    pub fn left(&self, relation: Relation, right: usize) -> Option<usize> {
        self.partner(relation, Side::Right, right)
    }

    /// Finds partners for a new entry; slots whose partner changed go to `touched`.
    pub fn insert(&mut self, index: &Index, slot: usize, touched: &mut Slots) {
        for relation in Relation::ALL {
            for side in [Side::Left, Side::Right] {
                self.settle(index, relation, (slot, side), touched);
            }
        }
    }

    /// Parts an entry from its partners, which look for others. The entry itself must be out of the index already.
    pub fn remove(&mut self, index: &Index, slot: usize, touched: &mut Slots) {
        for relation in Relation::ALL {
            for side in [Side::Left, Side::Right] {
                if let Some(partner) = self.part(relation, side, slot) {
                    touched.insert(partner);
                    self.settle(index, relation, (partner, side.other()), touched);
                }
            }
        }
    }

    /// Lets a slot choose; who loses a partner by that chooses again. Every step makes a pair better, so it ends.
    fn settle(&mut self, index: &Index, relation: Relation, first: (usize, Side), touched: &mut Slots) {
        let mut waiting = vec![first];
        while let Some((slot, side)) = waiting.pop() {
            let Some(partner) = self.choose(index, relation, slot, side) else { continue };
            touched.insert(slot);
            touched.insert(partner);
            for (slot, side) in [(partner, side.other()), (slot, side)] {
                if let Some(loser) = self.part(relation, side, slot) {
                    touched.insert(loser);
                    waiting.push((loser, side.other()));
                }
            }
            self.set(relation, side, slot, Some(partner));
            self.set(relation, side.other(), partner, Some(slot));
        }
    }

    /// The best partner that prefers this slot to the one it has.
    fn choose(&mut self, index: &Index, relation: Relation, slot: usize, side: Side) -> Option<usize> {
        let me = index.get(slot)?;
        let candidates = match side {
            Side::Left => relation.rights(index, me),
            Side::Right => relation.lefts(index, me),
        };
        let mut best = None;
        let mut chosen = None;
        for (at, (_, candidate)) in candidates.iter().enumerate() {
            if at == 0 {
                best = self.current(index, relation, slot, side);
            }
            self.comparisons += 1;
            let Some(other) = index.get(*candidate).filter(|_| *candidate != slot) else { continue };
            let Some(misfit) = misfit(relation, side, me, other) else { continue };
            if best.is_some_and(|best| misfit >= best) {
                continue;
            }
            if self.current(index, relation, *candidate, side.other()).is_none_or(|its| misfit < its) {
                best = Some(misfit);
                chosen = Some(*candidate);
            }
        }
        chosen
    }

    fn current(&self, index: &Index, relation: Relation, slot: usize, side: Side) -> Option<Misfit> {
        let partner = self.partner(relation, side, slot)?;
        misfit(relation, side, index.get(slot)?, index.get(partner)?)
    }

    fn partner(&self, relation: Relation, side: Side, slot: usize) -> Option<usize> {
        self.partners.get(slot)?.get(place(relation, side)).copied().flatten()
    }

    fn part(&mut self, relation: Relation, side: Side, slot: usize) -> Option<usize> {
        let partner = self.partner(relation, side, slot)?;
        self.set(relation, side, slot, None);
        self.set(relation, side.other(), partner, None);
        Some(partner)
    }

    fn set(&mut self, relation: Relation, side: Side, slot: usize, partner: Option<usize>) {
        if self.partners.len() <= slot {
            self.partners.resize(slot + 1, Partners::default());
        }
        if let Some(found) = self.partners.get_mut(slot).and_then(|all| all.get_mut(place(relation, side))) {
            *found = partner;
        }
    }
}

fn place(relation: Relation, side: Side) -> usize {
    relation as usize * 2 + side as usize
}

fn misfit(relation: Relation, side: Side, me: &Slot, other: &Slot) -> Option<Misfit> {
    match side {
        Side::Left => relation.misfit(me, other),
        Side::Right => relation.misfit(other, me),
    }
}

impl Side {
    fn other(self) -> Self {
        match self {
            Self::Left => Self::Right,
            Self::Right => Self::Left,
        }
    }
}
