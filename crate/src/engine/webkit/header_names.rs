//! How WebKit keeps a header list: which name it prints of several, and what it makes of bytes that aren't ASCII.

use crate::fetch::is_forbidden_request_header;
use crate::model::{ByteString, Request};

/// Names that WebKit knows, as far as script may set them. They come before all others and are printed as they stand here
/// (seen, each).
const KNOWN: &str = "Accept Accept-Language Accept-Ranges Access-Control-Allow-Credentials \
    Access-Control-Allow-Headers Access-Control-Allow-Methods Access-Control-Allow-Origin \
    Access-Control-Expose-Headers Access-Control-Max-Age Age Authorization Cache-Control Clear-Site-Data \
    Content-Disposition Content-Encoding Content-Language Content-Location Content-Range \
    Content-Security-Policy Content-Security-Policy-Report-Only Content-Type Cross-Origin-Embedder-Policy \
    Cross-Origin-Embedder-Policy-Report-Only Cross-Origin-Opener-Policy \
    Cross-Origin-Opener-Policy-Report-Only Cross-Origin-Resource-Policy Default-Style ETag Expires \
    Icy-MetaInt Icy-Metadata If-Match If-Modified-Since If-None-Match If-Range If-Unmodified-Since \
    Integrity-Policy Last-Event-ID Last-Modified Link Location Ping-From Ping-To Pragma Range \
    Referrer-Policy Refresh Report-To Reporting-Endpoints Server-Timing Service-Worker \
    Service-Worker-Allowed Service-Worker-Navigation-Preload SourceMap Timing-Allow-Origin \
    Upgrade-Insecure-Requests User-Agent Vary X-Content-Type-Options X-Frame-Options X-SourceMap \
    X-Temp-Tablet X-XSS-Protection";

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
    KNOWN.split_whitespace().find(|known| known.eq_ignore_ascii_case(name))
}

/// A header value as WebKit reads it: libsoup makes it well-formed UTF-8, and each byte of that is one character (seen).
pub(super) fn as_read(value: &ByteString) -> String {
    String::from_utf8_lossy(value.as_bytes()).bytes().map(char::from).collect()
}
