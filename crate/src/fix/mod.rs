//! What to change so that the browser lets the page have the response: edits of the server's answers, or of the page's
//! request. Each is replayed in every engine before it is shown.
//!
//! A fix is never less secure than needed: no `*` and no `null` for a call with credentials, and what names an origin
//! says `Vary: Origin`.

mod attempt;
mod client;
mod edit;
mod policy;
pub mod recipes;
mod repair;
mod server;
mod stack;

pub use client::RequestChange;
pub use edit::{Change, Edit, Need, Place, STATUS};
pub use policy::Policy;
pub use stack::{STACKS, Stack, guess, named};

use crate::capture::Judgement;
use crate::fetch::Verdict;
use crate::model::{Engine, Outgoing};

/// Who has to make the change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum At {
    /// Whoever answers.
    Server,
    /// The page.
    Client,
}

/// A change that was proven to help.
#[derive(Debug, Clone, PartialEq)]
pub struct Fix {
    /// Who has to make it.
    pub at: At,
    /// What the page does otherwise.
    pub request: Option<RequestChange>,
    /// What the answers say otherwise, in the order of the wire. Of a client's fix: what nobody saw and has to be so.
    pub edits: Vec<Edit>,
    /// The status of an answer that is edited, where it is an error's: that is to be mended first.
    pub error: Option<u16>,
    /// The messages of the call as it goes with the fix under the engine asked for; index = exchange.
    pub sent: Vec<Outgoing>,
    /// The engines in which it was replayed and allowed, in the order in which engines are shown.
    pub proven_in: Vec<Engine>,
}

/// All fixes of a call that doesn't end well, the advice first; none for one whose end is not known.
#[must_use]
pub fn fixes(judgement: &Judgement) -> Vec<Fix> {
    if matches!(judgement.evaluation.verdict, Verdict::Allowed | Verdict::Undetermined) {
        return Vec::new();
    }
    let (first, last): (Vec<_>, Vec<_>) = client::fixes(judgement).into_iter().partition(|(owner, _)| *owner);
    let of_client = |fixes: Vec<(bool, Fix)>| fixes.into_iter().map(|(_, fix)| fix);
    of_client(first).chain(server::fix(judgement)).chain(of_client(last)).collect()
}
