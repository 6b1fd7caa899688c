//! Mixed content: what a page that came over TLS can't ask for, and how a call that was stopped for it looks.

use super::local_target::is_local_url;
use crate::input::Entry;
use crate::model::{Origin, Url};

/// Whether a page over TLS can't ask for a URL. This machine counts as safe, and the local network may be asked with the
/// user's leave.
#[must_use]
pub fn is_mixed(page_scheme: &str, url: &Url) -> bool {
    page_scheme == "https" && url.scheme() == "http" && !is_local_url(url)
}

/// Whether an entry is of a call that was stopped as mixed content. Most of them leave none; one of a frame does (seen in
/// Chromium): without an answer, without a word for the failure, and so early that the browser had not put a header of its
/// own into it.
#[must_use]
pub fn was_mixed(origin: &Origin, entry: &Entry) -> bool {
    let untouched = entry.request_headers.0.iter().all(|line| line.value.as_bytes().is_empty());
    let Origin::Tuple { scheme, .. } = origin else { return false };
    untouched && entry.unanswered() && entry.error.is_none() && is_mixed(scheme, &entry.url)
}
