//! Why a page could not ask for a URL at all: such a call leaves no entry in a network log, so there is nothing else that
//! could be judged.

use crate::capture::{Page, is_mixed};
use crate::fetch::{csp_upgrades, refusing_directive};
use crate::model::Url;

/// What keeps a page from asking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unsent {
    /// Its Content Security Policy, by this directive.
    Policy(String),
    /// It came over TLS, and the URL would not.
    MixedContent,
}

/// What keeps a page from asking for a URL, as far as its own URL and its answer's headers tell.
#[must_use]
pub fn unsent(page: &Page, url: &Url) -> Option<Unsent> {
    let from = Url::parse(&page.url)?;
    if let Some(directive) = refusing_directive(&page.policies, &from, url) {
        return Some(Unsent::Policy(directive));
    }
    let mixed = is_mixed(from.scheme(), url) && !csp_upgrades(&page.policies);
    mixed.then_some(Unsent::MixedContent)
}
