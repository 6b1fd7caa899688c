//! Request headers a page can't set.

use super::{method, safelist};
use crate::model::{HeaderList, Mode};

const FORBIDDEN: &[&str] = &[
    "accept-charset",
    "accept-encoding",
    "access-control-request-headers",
    "access-control-request-method",
    "connection",
    "content-length",
    "cookie",
    "cookie2",
    "date",
    "dnt",
    "expect",
    "host",
    "keep-alive",
    "origin",
    "referer",
    "set-cookie",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "via",
];

/// *Forbidden request-header* (`forbidden-request-header`). `name` is lower-case.
#[must_use]
pub fn is_forbidden(name: &str, value: &[u8]) -> bool {
    // Steps 1 and 2.
    if FORBIDDEN.contains(&name) || name.starts_with("proxy-") || name.starts_with("sec-") {
        return true;
    }
    // Step 3: a method override may not smuggle in a forbidden method.
    matches!(name, "x-http-method" | "x-http-method-override" | "x-method-override")
        && get_decode_and_split(value)
            .iter()
            .any(|piece| std::str::from_utf8(piece).is_ok_and(method::is_forbidden))
}

/// *Get, decode, and split* for one value: commas outside double quotes separate, blanks around a piece go, quotes and
/// empty pieces stay.
#[must_use]
pub fn get_decode_and_split(value: &[u8]) -> Vec<&[u8]> {
    let mut pieces = Vec::new();
    let (mut start, mut quoted, mut escaped) = (0, false, false);
    for (at, byte) in value.iter().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b',' if !quoted => {
                pieces.push(trim_blanks(value.get(start..at).unwrap_or_default()));
                start = at + 1;
            }
            _ => {}
        }
    }
    pieces.push(trim_blanks(value.get(start..).unwrap_or_default()));
    pieces
}

/// Without spaces and tabs at both ends.
#[must_use]
pub fn trim_blanks(mut bytes: &[u8]) -> &[u8] {
    while let [b' ' | b'\t', rest @ ..] = bytes {
        bytes = rest;
    }
    while let [rest @ .., b' ' | b'\t'] = bytes {
        bytes = rest;
    }
    bytes
}

/// What is left of the page's headers after the guard of a `Headers` object (`concept-headers-validate`), and the
/// lower-case names that were dropped.
///
/// Guard `request` drops forbidden ones; guard `request-no-cors` keeps the no-CORS-safelisted ones only.
#[must_use]
pub fn apply_guard(headers: &HeaderList, mode: Mode) -> (HeaderList, Vec<String>) {
    let mut kept = HeaderList::default();
    let mut dropped = Vec::new();
    for header in headers.iter() {
        let name = header.name.to_lower();
        let value = header.trimmed().0;
        let refused = is_forbidden(&name, value)
            || (mode == Mode::NoCors && !safelist::is_no_cors_safelisted(&name, value));
        if refused {
            if !dropped.contains(&name) {
                dropped.push(name);
            }
        } else {
            kept.0.push(header.clone());
        }
    }
    (kept, dropped)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn override_headers_are_split_outside_quotes() {
        assert!(is_forbidden("x-http-method", b"GET,track "));
        assert!(!is_forbidden("x-http-method", b"\",TRACE\","));
        assert!(!is_forbidden("x-http-method-override", b"DELETE"));
    }
}
