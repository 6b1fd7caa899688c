//! Who belongs to whom, kept up to date one entry at a time.

use super::index::{Index, Slot};
use super::relation::{Misfit, Relation};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Left,
    Right,
}

/// The partners under one relation, by slot.
#[derive(Debug, Default)]
struct Partners {
    of_left: Vec<Option<usize>>,
    of_right: Vec<Option<usize>>,
}

/// The partners under every relation.
#[derive(Debug, Default)]
pub struct Pairs {
    preflight: Partners,
    redirect: Partners,
    service_worker: Partners,
    /// How many pairs were compared: what one entry costs must not grow with the capture.
    pub comparisons: usize,
}

impl Pairs {
    /// The right partner of a left one.
    #[must_use]
    pub fn right(&self, relation: Relation, left: usize) -> Option<usize> {
        self.of(relation).get(Side::Left, left)
    }

    /// The left partner of a right one.
    #[must_use]
    pub fn left(&self, relation: Relation, right: usize) -> Option<usize> {
        self.of(relation).get(Side::Right, right)
    }

    /// Finds partners for a new entry; slots whose partner changed go to `touched`.
    pub fn insert(&mut self, index: &Index, slot: usize, touched: &mut Vec<usize>) {
        for relation in Relation::ALL {
            for side in [Side::Left, Side::Right] {
                self.settle(index, relation, (slot, side), touched);
            }
        }
    }

    /// Parts an entry from its partners, which look for others. The entry itself must be out of the index already.
    pub fn remove(&mut self, index: &Index, slot: usize, touched: &mut Vec<usize>) {
        for relation in Relation::ALL {
            for side in [Side::Left, Side::Right] {
                if let Some(partner) = self.of_mut(relation).part(side, slot) {
                    touched.push(partner);
                    self.settle(index, relation, (partner, side.other()), touched);
                }
            }
        }
    }

    /// Lets a slot choose; who loses a partner by that chooses again. Every step makes a pair better, so it ends.
    fn settle(&mut self, index: &Index, relation: Relation, first: (usize, Side), touched: &mut Vec<usize>) {
        let mut waiting = vec![first];
        while let Some((slot, side)) = waiting.pop() {
            let Some((partner, _)) = self.choose(index, relation, slot, side) else { continue };
            touched.extend([slot, partner]);
            let partners = self.of_mut(relation);
            if let Some(loser) = partners.part(side.other(), partner) {
                touched.push(loser);
                waiting.push((loser, side));
            }
            if let Some(loser) = partners.part(side, slot) {
                touched.push(loser);
                waiting.push((loser, side.other()));
            }
            partners.join(side, slot, partner);
        }
    }

    /// The best partner that prefers this slot to the one it has.
    fn choose(
        &mut self,
        index: &Index,
        relation: Relation,
        slot: usize,
        side: Side,
    ) -> Option<(usize, Misfit)> {
        let me = index.get(slot)?;
        let candidates = match side {
            Side::Left => relation.rights(index, me),
            Side::Right => relation.lefts(index, me),
        };
        let mut best = self.current(index, relation, slot, side).map(|(_, misfit)| misfit);
        let mut chosen = None;
        for candidate in candidates {
            self.comparisons += 1;
            let Some(other) = index.get(candidate).filter(|_| candidate != slot) else { continue };
            let Some(misfit) = misfit(relation, side, me, other) else { continue };
            if best.is_some_and(|best| misfit >= best) {
                continue;
            }
            if self.current(index, relation, candidate, side.other()).is_none_or(|(_, its)| misfit < its) {
                best = Some(misfit);
                chosen = Some((candidate, misfit));
            }
        }
        chosen
    }

    fn current(&self, index: &Index, relation: Relation, slot: usize, side: Side) -> Option<(usize, Misfit)> {
        let partner = self.of(relation).get(side, slot)?;
        let misfit = misfit(relation, side, index.get(slot)?, index.get(partner)?)?;
        Some((partner, misfit))
    }

    fn of(&self, relation: Relation) -> &Partners {
        match relation {
            Relation::Preflight => &self.preflight,
            Relation::Redirect => &self.redirect,
            Relation::ServiceWorker => &self.service_worker,
        }
    }

    fn of_mut(&mut self, relation: Relation) -> &mut Partners {
        match relation {
            Relation::Preflight => &mut self.preflight,
            Relation::Redirect => &mut self.redirect,
            Relation::ServiceWorker => &mut self.service_worker,
        }
    }
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

impl Partners {
    fn side(&mut self, side: Side) -> &mut Vec<Option<usize>> {
        match side {
            Side::Left => &mut self.of_left,
            Side::Right => &mut self.of_right,
        }
    }

    fn get(&self, side: Side, slot: usize) -> Option<usize> {
        match side {
            Side::Left => self.of_left.get(slot).copied().flatten(),
            Side::Right => self.of_right.get(slot).copied().flatten(),
        }
    }

    fn join(&mut self, side: Side, slot: usize, partner: usize) {
        set(self.side(side), slot, Some(partner));
        set(self.side(side.other()), partner, Some(slot));
    }

    fn part(&mut self, side: Side, slot: usize) -> Option<usize> {
        let partner = self.get(side, slot)?;
        set(self.side(side), slot, None);
        set(self.side(side.other()), partner, None);
        Some(partner)
    }
}

fn set(list: &mut Vec<Option<usize>>, slot: usize, value: Option<usize>) {
    if list.len() <= slot {
        list.resize(slot + 1, None);
    }
    if let Some(place) = list.get_mut(slot) {
        *place = value;
    }
}
