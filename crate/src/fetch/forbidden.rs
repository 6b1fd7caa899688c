//! Request headers a page can't set.

use super::{method, safelist};
use crate::model::{HeaderList, Mode, trim_blanks};

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

/// What is left of the page's headers after the guard of a `Headers` object (`concept-headers-validate`), and the
/// lower-case names that were dropped.
///
/// Guard `request` drops forbidden ones; guard `request-no-cors` keeps the no-CORS-safelisted ones only. Values are
/// normalised here and never again (`concept-headers-append`, step 1): what joining them leaves at an end counts.
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
            kept.0.push((header.name.clone(), value.into()).into());
        }
    }
    (kept, dropped)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The examples that the standard gives for *get, decode, and split*, then *collect an HTTP quoted string*: a
    /// backslash escapes inside quotes only.
    #[test]
    fn pieces_are_split_outside_quotes() {
        for (value, expected) in [
            ("nosniff,", &["nosniff", ""] as &[&str]),
            ("", &[""]),
            ("text/html;\", x/x", &["text/html;\", x/x"]),
            ("x/x;test=\"hi\",y/y", &["x/x;test=\"hi\"", "y/y"]),
            ("x / x,,,1", &["x / x", "", "", "1"]),
            ("\"1,2\", 3", &["\"1,2\"", "3"]),
            ("\"a\\\",b\",c", &["\"a\\\",b\"", "c"]),
            ("\"a\\\\\",b", &["\"a\\\\\"", "b"]),
            ("a\\,b", &["a\\", "b"]),
            ("a\\\",b\",c", &["a\\\",b\"", "c"]),
        ] {
            let pieces = get_decode_and_split(value.as_bytes());
            let texts: Vec<_> = pieces.into_iter().map(String::from_utf8_lossy).collect();
            assert_eq!(texts, expected, "{value}");
        }
    }

    /// *Forbidden request-header*, steps 1 and 2.
    #[test]
    fn names_and_prefixes() {
        for (name, expected) in [
            ("cookie", true),
            ("via", true),
            ("proxy-authorization", true),
            ("sec-fetch-mode", true),
            ("x-sec-a", false),
            ("access-control-request-private-network", false),
        ] {
            assert_eq!(is_forbidden(name, b""), expected, "{name}");
        }
    }

    /// *Validate a header*: guard `request` drops forbidden names, guard `request-no-cors` what isn't
    /// no-CORS-safelisted, too.
    #[test]
    fn each_guard_drops_its_own() {
        let lines =
            [("Cookie", "a"), ("X-A", "1"), ("cookie", "b"), ("Accept", "text/*"), ("Content-Type", "a/b")];
        let mut headers = HeaderList::default();
        lines.iter().for_each(|(name, value)| headers.append(name, *value));
        for (mode, kept, dropped) in [
            (Mode::Cors, &["X-A", "Accept", "Content-Type"] as &[&str], &["cookie"] as &[&str]),
            (Mode::NoCors, &["Accept"], &["cookie", "x-a", "content-type"]),
        ] {
            let (left, gone) = apply_guard(&headers, mode);
            let left: Vec<_> = left.iter().map(|header| header.name.to_isomorphic()).collect();
            assert_eq!(
                (left, gone),
                (
                    kept.iter().map(ToString::to_string).collect(),
                    dropped.iter().map(ToString::to_string).collect()
                ),
                "{mode:?}"
            );
        }
    }

    #[test]
    fn override_headers_are_split_outside_quotes() {
        assert!(is_forbidden("x-http-method", b"GET,track "));
        assert!(!is_forbidden("x-http-method", b"\",TRACE\","));
        assert!(!is_forbidden("x-http-method-override", b"DELETE"));
    }
}
