//! Fetch's option `targetAddressSpace`. No entry shows it, and where it names another address space than the target's,
//! Chromium ends the call before the request goes out: its entries are then those of a call that ended for another reason.

use super::Clues;
use super::replay::replay;
use super::timeline::Slots;
use crate::fetch::{CauseKind, Evaluation, Profile};
use crate::model::{Answer, Exchange, Kind, NetworkError, Request, Scenario, words};

/// The option.
pub const FACT: &str = "targetAddressSpace";
/// It has no say in the call.
pub const UNSET: &str = "not set";
/// It ends the call.
pub const ELSEWHERE: &str = "another than the target's";

words! {
    /// Whether scripts of a page mention an option of `fetch`.
    Mention {
        /// Nobody has read all of them.
        Unread = "unread",
        /// None of them does.
        Absent = "not-mentioned",
        /// One of them does.
        Found = "mentioned",
    }
}

/// What was found in the scripts of each page, and whom it concerns.
#[derive(Debug, Default)]
pub struct Mentions {
    pages: Vec<(String, Mention)>,
    /// Calls that end differently with the option.
    pub calls: Slots,
}

impl Mentions {
    /// Takes note of what was found for a page reference.
    pub fn learn(&mut self, page: &str, mention: Mention) {
        match self.pages.iter_mut().find(|(known, _)| known == page) {
            Some((_, known)) => *known = mention,
            None => self.pages.push((page.to_owned(), mention)),
        }
    }

    /// What was found for a page reference. Entries of workers, and of some frames, have none: they may be of any page.
    #[must_use]
    pub fn of(&self, page: Option<&str>) -> Mention {
        let mut found = None;
        for (known, mention) in &self.pages {
            if page.is_none_or(|page| page == known) {
                found = Some(match (found, *mention) {
                    (Some(Mention::Found), _) | (_, Mention::Found) => Mention::Found,
                    (Some(Mention::Unread), _) | (_, Mention::Unread) => Mention::Unread,
                    _ => Mention::Absent,
                });
            }
        }
        found.unwrap_or(Mention::Unread)
    }
}

/// The run in which the option ends the call. Nothing where the call doesn't come that far.
#[must_use]
pub fn ended_by_option(
    request: &Request,
    scenario: &Scenario,
    clues: &Clues,
    profile: &'static dyn Profile,
) -> Option<Evaluation> {
    let mut exchanges = scenario.exchanges.clone();
    let received = Answer::Failed { error: NetworkError::LocalNetworkAccess, text: None };
    match exchanges.last_mut() {
        // What was taken for the answer to the request.
        Some(last) if last.sent.kind == Kind::Request && clues.provisional.is_none() => {
            last.received = received
        }
        _ => exchanges.push(Exchange { sent: clues.provisional.clone()?, received, at: None }),
    }
    let run = replay(request, &exchanges, profile, true);
    let refused = run.causes.first().is_some_and(|cause| {
        matches!(&cause.kind, CauseKind::Network(network) if network.error == NetworkError::LocalNetworkAccess)
    });
    refused.then_some(run)
}
