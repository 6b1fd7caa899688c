//! What to change so that the browser lets the page have the response: edits of the server's answers, or of the page's
//! request. Each is replayed in every engine before it is shown. Where CORS is the wrong tool, another design.
//!
//! A fix is never less secure than needed: no `*` and no `null` for a call with credentials, and what names an origin
//! says `Vary: Origin`.

mod architecture;
mod attempt;
mod client;
mod edit;
mod harm;
mod login;
mod minimal;
mod policy;
pub mod recipes;
mod repair;
mod server;
mod stack;

pub use architecture::Design;
pub use client::RequestChange;
pub use edit::{Change, Edit, Need, Place, STATUS};
pub use login::login_redirect;
pub use policy::Policy;
pub use stack::{Guess, STACKS, Sign, Stack, guess, named};

use crate::capture::Judgement;
use crate::fetch::Verdict;
use crate::model::{Engine, Outgoing};

/// What is to be changed, by whom.
#[derive(Debug, Clone, PartialEq)]
pub enum Way {
    /// Whoever answers answers otherwise.
    Server {
        /// The status of an answer that is edited, where it is an error's: that is to be mended first.
        error: Option<u16>,
    },
    /// The page asks otherwise.
    Client(RequestChange),
    /// CORS is the wrong tool.
    Architecture(Design),
}

/// A change that helps.
#[derive(Debug, Clone, PartialEq)]
pub struct Fix {
    /// What is changed.
    pub way: Way,
    /// What the answers say otherwise, in the order of the wire. Of a client's fix: what nobody saw and has to be so.
    pub edits: Vec<Edit>,
    /// The messages of the call as it goes with the fix under the engine asked for; index = exchange.
    pub sent: Vec<Outgoing>,
    /// The engines in which it was replayed and allowed, in the order in which engines are shown. None for another
    /// design, in which the call isn't made.
    pub proven_in: Vec<Engine>,
}

/// How well a fix fits, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// It changes what is at fault.
    Fault,
    /// The answers are made to fit the call.
    Answers,
    /// A way around, where the answers can't be changed.
    WayAround,
}

/// All fixes of a call that doesn't end well, the advice first; none for one whose end is not known.
#[must_use]
pub fn fixes(judgement: &Judgement) -> Vec<Fix> {
    if matches!(judgement.evaluation.verdict, Verdict::Allowed | Verdict::Undetermined) {
        return Vec::new();
    }
    let mut ranked: Vec<(Rank, Fix)> = client::fixes(judgement);
    ranked.extend(server::fix(judgement).map(|fix| (Rank::Answers, fix)));
    ranked.extend(architecture::fix(judgement));
    ranked.sort_by_key(|(rank, _)| *rank);
    ranked.into_iter().map(|(_, fix)| fix).collect()
}
