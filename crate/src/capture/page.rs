//! The documents of a capture, and what their answers say they may ask for.

use crate::input::Entry;
use serde::Serialize;

/// A document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Page {
    /// Its URL.
    pub url: String,
    /// The lines of `Content-Security-Policy`.
    pub policies: Vec<String>,
}

impl Page {
    /// What a navigation's entry shows; nothing where its answer isn't there.
    #[must_use]
    pub fn of(entry: &Entry) -> Option<Self> {
        if entry.unanswered() || entry.redirect_url.is_some() {
            return None;
        }
        let lines = entry.response_headers.lines("Content-Security-Policy");
        let policies = lines.map(|(_, header)| header.value.to_isomorphic()).collect();
        Some(Self { url: entry.url.as_str().to_owned(), policies })
    }
}
