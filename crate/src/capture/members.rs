//! The entries of one call: hops in order, each with its preflight.

use super::index::Index;
use super::pairs::Pairs;
use super::relation::Relation;
use super::role::Role;

/// No browser follows more than 20 redirects.
const HOPS: usize = 24;

/// One hop.
#[derive(Debug, Clone, Copy)]
pub struct Hop {
    /// The request itself, where it was captured.
    pub actual: Option<usize>,
    /// Its preflight.
    pub preflight: Option<usize>,
}

/// A call.
#[derive(Debug, Default)]
pub struct Members {
    /// From the URL the page asked for to the last one.
    pub hops: Vec<Hop>,
    /// The page's own entry, where a service worker made the request for it.
    pub outer: Option<usize>,
    /// All slots.
    pub slots: Vec<usize>,
}

impl Members {
    fn hop(&mut self, actual: Option<usize>, preflight: Option<usize>) {
        self.slots.extend(preflight);
        self.slots.extend(actual);
        self.hops.push(Hop { actual, preflight });
    }

    /// The lowest slot: a name for the call that doesn't change when more entries come.
    #[must_use]
    pub fn key(&self) -> usize {
        self.slots.iter().fold(usize::MAX, |lowest, slot| lowest.min(*slot))
    }
}

/// The first entry of the call an entry belongs to.
#[must_use]
pub fn root(pairs: &Pairs, slot: usize) -> usize {
    let mut at = match pairs.right(Relation::Preflight, slot) {
        Some(actual) => actual,
        None => stopped_after(pairs, slot).unwrap_or(slot),
    };
    // Both steps lead to something that started earlier, so this ends.
    while let Some(before) =
        pairs.left(Relation::ServiceWorker, at).or_else(|| pairs.left(Relation::Redirect, at))
    {
        at = before;
    }
    at
}

/// The redirect that a preflight without a request of its own came after, where nothing else did.
fn stopped_after(pairs: &Pairs, preflight: usize) -> Option<usize> {
    let redirect = pairs.left(Relation::Stopped, preflight)?;
    pairs.right(Relation::Redirect, redirect).is_none().then_some(redirect)
}

/// The call that begins with an entry; nothing if no call does.
#[must_use]
pub fn assemble(index: &Index, pairs: &Pairs, root: usize) -> Option<Members> {
    let mut members = Members::default();
    match index.get(root)?.role {
        Role::Preflight => {
            members.hop(None, Some(root));
            return Some(members);
        }
        Role::Actual => {}
        // An address of another application's is asked for by redirects only.
        Role::Foreign | Role::Page | Role::None => return None,
    }
    let inner = pairs.right(Relation::ServiceWorker, root);
    let mut at = inner.unwrap_or(root);
    loop {
        members.hop(Some(at), pairs.left(Relation::Preflight, at));
        match pairs.right(Relation::Redirect, at) {
            Some(after)
                if pairs.left(Relation::ServiceWorker, after).is_none() && members.hops.len() < HOPS =>
            {
                at = after;
            }
            None => {
                let asked = pairs.right(Relation::Stopped, at);
                let last = asked.filter(|asked| pairs.right(Relation::Preflight, *asked).is_none());
                if last.is_some() {
                    members.hop(None, last);
                }
                break;
            }
            _ => break,
        }
    }
    if inner.is_some() {
        members.outer = Some(root);
        members.slots.push(root);
    }
    Some(members)
}
