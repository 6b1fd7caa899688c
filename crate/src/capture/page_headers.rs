//! Which request headers the page set: an entry has those the browser added among them.

use crate::fetch::{is_forbidden_request_header, is_safelisted_request_header};
use crate::input::Entry;
use crate::model::{ByteString, HeaderList};

/// Names that browsers add on their own and that aren't forbidden to pages.
const ADDED: &[&str] = &[
    "user-agent",
    "accept-language",
    "priority",
    "purpose",
    "upgrade-insecure-requests",
    "if-none-match",
    "if-modified-since",
    "service-worker",
    "service-worker-navigation-preload",
    "x-client-data",
    "device-memory",
    "dpr",
    "downlink",
    "ect",
    "rtt",
    "save-data",
    "viewport-width",
    "width",
    "http2-settings",
];

/// Stands for the value of a header that is known from its preflight alone: no value that would do without one.
pub const UNSEEN: &str = "(not captured)";

/// The header list items of all `Access-Control-Request-Headers` lines, lower-case.
#[must_use]
pub fn requested_names(preflight: &Entry) -> Vec<String> {
    let mut names = Vec::new();
    let mut text = preflight.request_header("Access-Control-Request-Headers").unwrap_or_default();
    text.to_mut().make_ascii_lowercase();
    for name in text.split(',') {
        let name = name.trim_ascii();
        if !name.is_empty() {
            names.push(name.to_owned());
        }
    }
    names
}

/// What the page set, as far as it shows.
///
/// `asked` holds the names that a preflight of the call asked for: exactly the unsafe ones the page set. Without one
/// (`None`), everything counts that no browser adds by itself.
#[must_use]
pub fn page_headers(entry: &Entry, asked: Option<&[&String]>) -> HeaderList {
    let mut kept = HeaderList::default();
    let mut lower = String::new();
    for header in &entry.request_headers.0 {
        let name = lower_case(&header.name, &mut lower);
        let value = header.trimmed().0;
        let by_page = is_page_safelisted(entry, name, value)
            || match asked {
                Some(names) => names.iter().any(|asked| *asked == name),
                None => is_custom(entry, name, value),
            };
        if by_page {
            kept.0.push(header.clone());
        }
    }
    // A request that was never sent may be recorded without the headers its preflight asked for.
    for name in asked.unwrap_or_default() {
        if !kept.contains(name) {
            kept.append(name, UNSEEN);
        }
    }
    kept
}

/// How many headers there are whose names no browser adds and that aren't CORS-safelisted by name, nor among those
/// asked for: an actual with such a name needs a preflight that asked for it.
pub fn count_custom(entry: &Entry, asked: &[String]) -> u32 {
    let mut count = 0;
    let mut lower = String::new();
    for header in &entry.request_headers.0 {
        let name = lower_case(&header.name, &mut lower);
        count +=
            u32::from(is_custom(entry, name, header.trimmed().0) && !asked.iter().any(|other| other == name));
    }
    count
}

/// A name in lower case; names are tokens, so ASCII.
fn lower_case<'b>(name: &ByteString, buffer: &'b mut String) -> &'b str {
    buffer.clear();
    buffer.push_str(std::str::from_utf8(name.as_bytes()).unwrap_or_default());
    buffer.make_ascii_lowercase();
    buffer
}

/// Whether no browser adds such a header, and it isn't CORS-safelisted by name.
pub fn is_custom(entry: &Entry, name: &str, value: &[u8]) -> bool {
    let by_browser = match name {
        "accept" | "content-type" | "content-language" => true,
        // Reloading and "Disable cache" add these values.
        "cache-control" => matches!(value, b"no-cache" | b"max-age=0"),
        "pragma" => value == b"no-cache",
        "range" => entry.resource_type.as_deref() == Some("media"),
        "last-event-id" => entry.resource_type.as_deref() == Some("eventsource"),
        _ => ADDED.contains(&name) || is_forbidden_request_header(name, value),
    };
    !by_browser
}

/// CORS-safelisted headers that a page may have set: the ones worth showing.
fn is_page_safelisted(entry: &Entry, name: &str, value: &[u8]) -> bool {
    let by_script = matches!(entry.resource_type.as_deref(), None | Some("fetch" | "xhr" | "ping"));
    match name {
        "content-type" => {
            by_script && (entry.has_body || entry.provisional || is_safelisted_request_header(name, value))
        }
        "content-language" => is_safelisted_request_header(name, value),
        "accept" => by_script && value != b"*/*" && is_safelisted_request_header(name, value),
        _ => false,
    }
}
