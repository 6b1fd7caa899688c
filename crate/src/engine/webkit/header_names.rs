//! How WebKit keeps a header list: which name it prints of several, and what it makes of bytes that aren't ASCII.

use crate::fetch::is_forbidden_request_header;
use crate::model::{ByteString, Request};

/// Names that WebKit knows, as far as requests carry them. They come before all others and are printed as they stand here
/// (seen, each).
const KNOWN: &str = "Accept Accept-Language Access-Control-Allow-Origin Authorization Cache-Control \
    Content-Disposition Content-Encoding Content-Language Content-Location Content-Range Content-Type ETag \
    If-Match If-Modified-Since If-None-Match If-Range If-Unmodified-Since Last-Event-ID Pragma Range \
    Service-Worker Upgrade-Insecure-Requests User-Agent";

/// The first of these lower-case names in WebKit's order, as it prints it: known names first, then by the page's order;
/// a body's `Content-Type` is the last one set.
pub(super) fn first(request: &Request, names: &[String]) -> String {
    let mut own = None;
    for header in request.headers.iter() {
        let name = header.name.to_lower();
        if !names.contains(&name) || is_forbidden_request_header(&name, header.trimmed().0) {
            continue;
        }
        if let Some(known) = known(&name) {
            return known.to_owned();
        }
        own.get_or_insert_with(|| header.name.to_isomorphic());
    }
    if names.iter().any(|name| name == "content-type") {
        return "Content-Type".to_owned();
    }
    own.unwrap_or_default()
}

fn known(name: &str) -> Option<&'static str> {
    KNOWN.split(' ').find(|known| known.eq_ignore_ascii_case(name))
}

/// A header value as WebKit reads it: libsoup makes it well-formed UTF-8, and each byte of that is one character (seen).
pub(super) fn as_read(value: &ByteString) -> String {
    String::from_utf8_lossy(value.as_bytes()).bytes().map(char::from).collect()
}
