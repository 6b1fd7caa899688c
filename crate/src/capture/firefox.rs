//! What Firefox's entries show by the way they are made, where they have no field for it. All of it was seen in version 153.

use super::page_headers::{count_custom, is_custom};
use crate::fetch::method;
use crate::input::Entry;

/// Written by a version that is known to write so.
#[inline(never)]
pub fn is_known(entry: &Entry) -> bool {
    entry.firefox >= 153
}

/// Refused before it was connected, though its mode is `same-origin`, across origins: nothing else looks like that. In
/// mode `cors` it would carry `Origin` already (seen where the page's policy, a bad port, or the page itself stopped it),
/// and in mode `no-cors` neither such a method nor such a header. `Range` is what media players ask for by themselves. A
/// page that sends no `Referer` may be of the target's own origin.
pub fn is_refused_same_origin(entry: &Entry) -> bool {
    entry.provisional
        && entry.unanswered()
        && !entry.no_answer
        && is_known(entry)
        && !entry.request_headers.contains("Origin")
        && entry.request_headers.contains("Referer")
        && (!method::is_safelisted(&entry.method) || count_custom(entry, &["range".to_owned()]) > 0)
}

/// Made by what follows redirects always: `XMLHttpRequest`, or a preload. `fetch`, which alone is free to choose, has an
/// urgency of its own, unless the page gave it another priority.
pub fn always_follows(entry: &Entry) -> bool {
    is_known(entry)
        && entry.has_usual_priority
        && entry.says("Sec-Fetch-Dest", "empty")
        && !entry.request_headers.contains("Priority")
}

/// A script in mode `cors`: one of an element with `crossorigin`, or a module.
pub fn may_be_module(entry: &Entry) -> bool {
    entry.firefox > 0 && entry.says("Sec-Fetch-Dest", "script") && entry.says("Sec-Fetch-Mode", "cors")
}

/// Made by a page, and by no worker of its origin.
pub fn is_of_page(entry: &Entry) -> bool {
    match &*entry.request_header("Sec-Fetch-Dest").unwrap_or_default() {
        // Elements that no worker has.
        "image" | "style" | "audio" | "video" | "track" | "manifest" => true,
        // What a worker imports has the urgency of a `fetch`.
        "script" => !entry.request_headers.contains("Priority"),
        // `fetch` adds the referrer before the page's own headers, in a worker after them.
        _ => entry.request_headers.0.windows(2).any(|pair| {
            let [one, next] = pair else { return false };
            let name = next.name.to_lower();
            one.name.eq_ignore_case("Referer")
                && (name == "content-type" || is_custom(entry, &name, next.trimmed().0))
        }),
    }
}
