//! Which response headers script can read: main fetch 14.1 and the filtered responses.

use super::cause::names;
use super::trace::ResponseType;
use super::{Profile, extract};
use crate::model::{HeaderList, Request, is_token};

/// *CORS-safelisted response-header name*.
const SAFELISTED: &[&str] = &[
    "cache-control",
    "content-language",
    "content-length",
    "content-type",
    "expires",
    "last-modified",
    "pragma",
];

/// Whether the standard lets script read it without being told. `name` is lower-case.
#[must_use]
pub fn is_safelisted(name: &str) -> bool {
    SAFELISTED.contains(&name)
}

/// Lower-case names of the response's headers, in order, without repetition: those script can read, those it can't.
#[must_use]
pub fn split(
    headers: &HeaderList,
    response_type: ResponseType,
    credentialed: bool,
    (request, profile): (&Request, &dyn Profile),
) -> (Vec<String>, Vec<String>) {
    // A list that doesn't parse exposes nothing: the text of 14.1 is unclear there, every engine and the shared tests
    // agree on it.
    let listed = extract::tokens(headers, names::EXPOSE_HEADERS);
    let reaches = profile.stops_reading_at_wildcard(request) && reaches_wildcard(headers);
    let listed_wildcard = reaches || listed.values().iter().any(|name| name == "*");
    let wildcard = !credentialed && listed_wildcard;
    let readable = |name: &str| match response_type {
        ResponseType::Opaque | ResponseType::OpaqueRedirect => false,
        // *Forbidden response-header name*: never, listed or not.
        _ if matches!(name, "set-cookie" | "set-cookie2") => false,
        ResponseType::Basic => true,
        ResponseType::Cors => {
            profile.is_safelisted_response_header(name, listed_wildcard)
                || wildcard
                || listed.values().iter().any(|item| item.eq_ignore_ascii_case(name))
        }
    };
    let mut exposed: Vec<String> = Vec::new();
    let mut hidden: Vec<String> = Vec::new();
    for header in headers.iter() {
        let name = header.name.to_lower();
        let side = if readable(&name) { &mut exposed } else { &mut hidden };
        if !side.contains(&name) {
            side.push(name);
        }
    }
    (exposed, hidden)
}

/// Whether a `*` comes before the first item that is no name.
fn reaches_wildcard(headers: &HeaderList) -> bool {
    for (_, header) in headers.lines(names::EXPOSE_HEADERS) {
        let value = header.value.as_bytes();
        for (from, to) in extract::items(value) {
            match value.get(from..to) {
                Some(b"*") => return true,
                Some(item) if is_token(item) => {}
                _ => return false,
            }
        }
    }
    false
}
