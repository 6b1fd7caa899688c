//! The entries of one call: hops in order, each with its preflight.

use super::index::Index;
use super::pairs::Pairs;
use super::relation::Relation;
use super::role::Role;

/// No browser follows more than 20 redirects.
const HOPS: usize = 24;

/// One hop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hop {
    /// The request itself, where it was captured.
    pub actual: Option<usize>,
    /// Its preflight.
    pub preflight: Option<usize>,
}

/// A call.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Members {
    /// From the URL the page asked for to the last one.
    pub hops: Vec<Hop>,
    /// The page's own entry, where a service worker made the request for it.
    pub outer: Option<usize>,
}

impl Members {
    /// All slots.
    pub fn slots(&self) -> impl Iterator<Item = usize> {
        self.hops.iter().flat_map(|hop| [hop.preflight, hop.actual]).chain([self.outer]).flatten()
    }
}

/// The first entry of the call an entry belongs to.
#[must_use]
pub fn root(pairs: &Pairs, slot: usize) -> usize {
    let mut at = pairs.right(Relation::Preflight, slot).unwrap_or(slot);
    // Both steps lead to something that started earlier, so this ends.
    while let Some(before) =
        pairs.left(Relation::ServiceWorker, at).or_else(|| pairs.left(Relation::Redirect, at))
    {
        at = before;
    }
    at
}

/// The call that begins with an entry; nothing if no call does.
#[must_use]
pub fn assemble(index: &Index, pairs: &Pairs, root: usize) -> Option<Members> {
    match index.get(root)?.role {
        Role::Preflight => {
            return Some(Members { hops: vec![Hop { actual: None, preflight: Some(root) }], outer: None });
        }
        Role::Actual => {}
        // An address of another application's is asked for by redirects only.
        Role::Foreign | Role::Page | Role::None => return None,
    }
    let inner = pairs.right(Relation::ServiceWorker, root);
    let mut members = Members { hops: Vec::new(), outer: inner.map(|_| root) };
    let mut next = Some(inner.unwrap_or(root));
    while let Some(slot) = next {
        members.hops.push(Hop { actual: Some(slot), preflight: pairs.left(Relation::Preflight, slot) });
        next = pairs.right(Relation::Redirect, slot).filter(|after| {
            pairs.left(Relation::ServiceWorker, *after).is_none() && members.hops.len() < HOPS
        });
    }
    Some(members)
}
