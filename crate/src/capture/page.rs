//! The documents of a capture, and what their answers say they may ask for.

use crate::input::Entry;

/// A document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Its URL.
    pub url: String,
    /// The lines of `Content-Security-Policy`.
    pub policies: Vec<String>,
}

/// Appends what a navigation's entry shows of a document: its URL, the lines of its policy, an empty line. Nothing where the
/// answer isn't there.
pub fn write_page(entry: &Entry, out: &mut String) {
    if entry.unanswered() || entry.redirect_url.is_some() {
        return;
    }
    out.push_str(entry.url.as_str());
    for (_, header) in entry.response_headers.lines("Content-Security-Policy") {
        out.push('\n');
        out.push_str(&header.value.to_isomorphic());
    }
    out.push_str("\n\n");
}
