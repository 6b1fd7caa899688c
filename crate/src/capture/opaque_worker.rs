//! A service worker that asked in mode `no-cors` and handed on what it got: a page that asked in mode `cors` can't take an
//! opaque response (HTTP fetch, what follows the service worker's turn), and Chromium has no word for that.

use super::facts::crosses;
use super::index::Index;
use super::members::{Hop, Members};
use super::outcome::{FAILED, reached_script};
use crate::model::{Origin, Url};

/// The call as the page made it, where its worker's own request went well, was opaque, and the page's failed all the same.
#[must_use]
pub fn refused_by_page(index: &Index, members: &Members) -> Option<Members> {
    let outer = members.outer?;
    let page = &index.get(outer)?.entry;
    let worker = &index.get(members.hops.last()?.actual?)?.entry;
    let origin = Origin::of(&Url::parse(&page.request_header("Referer")?)?);
    let opaque = worker.says("Sec-Fetch-Mode", "no-cors") && crosses(&origin, &worker.url);
    let failed = page.unanswered() && page.error.as_deref() == Some(FAILED);
    (opaque && failed && reached_script(worker)).then(|| Members {
        hops: vec![Hop { actual: Some(outer), preflight: None }],
        outer: None,
        slots: members.slots.clone(),
    })
}
