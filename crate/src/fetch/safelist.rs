//! Which request headers may cross origins without a preflight.

use super::Profile;
use crate::model::{HeaderList, trim_blanks};

/// *CORS-unsafe request-header byte* (`cors-unsafe-request-header-byte`): controls but tab, and the delimiters that
/// a header injection would need. Bytes from 0x80 on are not among them.
fn is_unsafe_byte(byte: u8) -> bool {
    (byte < 0x20 && byte != b'\t') || b"\"():<>?@[\\]{}\x7f".contains(&byte)
}

/// *CORS-safelisted request-header* (`cors-safelisted-request-header`).
///
/// `name` is lower-case. Client hints are not on the standard's list any more.
#[must_use]
pub fn is_safelisted(name: &str, value: &[u8]) -> bool {
    // Step 1: 128 bytes at most, whatever the name.
    if value.len() > 128 {
        return false;
    }
    // Step 2.
    match name {
        "accept" => !value.iter().copied().any(is_unsafe_byte),
        "accept-language" | "content-language" => {
            value.iter().all(|b| b.is_ascii_alphanumeric() || b" *,-.;=".contains(b))
        }
        "content-type" => {
            !value.iter().copied().any(is_unsafe_byte)
                && ["application/x-www-form-urlencoded", "multipart/form-data", "text/plain"]
                    .iter()
                    .any(|safe| mime_essence(value).eq_ignore_ascii_case(safe.as_bytes()))
        }
        "range" => single_range(value).is_some(),
        _ => false,
    }
}

/// The essence that *parse a MIME type* (mimesniff) finds, in the case it is written in. Where parsing fails this is none
/// of the three essences either; parameters can't make it fail.
#[must_use]
pub fn mime_essence(value: &[u8]) -> &[u8] {
    let essence = value.split(|b| *b == b';').next().unwrap_or_default();
    trim_blanks(essence)
}

/// *Parse a single range header value* without white space, start required (the safelist refuses `bytes=-500`).
/// Gives start and end as digit strings: the standard sets no limit to the numbers.
#[must_use]
pub fn single_range(value: &[u8]) -> Option<(&[u8], Option<&[u8]>)> {
    let rest = value.strip_prefix(b"bytes=")?;
    let dash = rest.iter().position(|b| *b == b'-')?;
    let (start, end) = (rest.get(..dash)?, rest.get(dash + 1..)?);
    if start.is_empty() || !start.iter().chain(end).all(u8::is_ascii_digit) {
        return None;
    }
    if end.is_empty() {
        return Some((start, None));
    }
    (digits_key(start) <= digits_key(end)).then_some((start, Some(end)))
}

/// Orders digit strings as numbers of any size.
fn digits_key(digits: &[u8]) -> (usize, &[u8]) {
    let zeros = digits.iter().take_while(|b| **b == b'0').count();
    let significant = digits.get(zeros..).unwrap_or_default();
    (significant.len(), significant)
}

/// *CORS-unsafe request-header names* (`cors-unsafe-request-header-names`): lower-case, unique, sorted.
///
/// `total` says whether the sum of safelisted values broke the limit of 1024 bytes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct UnsafeNames {
    /// The names.
    pub names: Vec<String>,
    /// The names that are only among them because all safelisted values together are too long.
    pub by_total: Vec<String>,
}

/// Computes the unsafe names of a header list under a profile's safelist.
#[must_use]
pub fn unsafe_names(headers: &HeaderList, profile: &dyn Profile) -> UnsafeNames {
    let mut found = UnsafeNames::default();
    let mut potentially_unsafe = Vec::new();
    let mut total = 0usize;
    for header in headers.iter() {
        let name = header.name.to_lower();
        if profile.never_preflights(&name) {
            continue;
        }
        let value = profile.safelisted_value(header.value.as_bytes());
        // Step 1.
        if profile.is_safelisted_header(&name, value) {
            // Step 2: safelisted ones count.
            total += value.len();
            insert(&mut potentially_unsafe, name);
        } else {
            let at = found.names.partition_point(|other| *other < name);
            if profile.repeats_names() || found.names.get(at) != Some(&name) {
                found.names.insert(at, name);
            }
        }
    }
    // Step 3: more than 1024 bytes in all, and none of them is safelisted any more.
    if total > profile.safelisted_total_limit() {
        for name in &potentially_unsafe {
            insert(&mut found.names, name.clone());
        }
        found.by_total = potentially_unsafe;
    }
    found
}

/// Step 4: sorted by bytes, without repetition. (Lists are short; keeping them sorted is less code than sorting.)
pub(super) fn insert(names: &mut Vec<String>, name: String) {
    let at = names.partition_point(|other| *other < name);
    if names.get(at) != Some(&name) {
        names.insert(at, name);
    }
}

/// *No-CORS-safelisted request-header* (`no-cors-safelisted-request-header`): all that mode `no-cors` lets a page set.
#[must_use]
pub fn is_no_cors_safelisted(name: &str, value: &[u8]) -> bool {
    matches!(name, "accept" | "accept-language" | "content-language" | "content-type")
        && is_safelisted(name, value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Engine;

    #[test]
    fn content_type_by_essence() {
        for (value, expected) in [
            ("text/plain", true),
            ("Text/Plain;charset=UTF-8", true),
            (" text/plain ;x=y", true),
            ("text/plain;", true),
            ("application/json", false),
            ("text/plain, application/json", false),
            ("text/plain; a=\"b\"", false),
            ("text /plain", false),
            ("text/", false),
            ("text/plain/", false),
            ("\ttext/plain\t", true),
            ("multipart/form-data; boundary=x", true),
            ("application/x-www-form-urlencoded", true),
            ("", false),
        ] {
            assert_eq!(is_safelisted("content-type", value.as_bytes()), expected, "{value}");
        }
    }

    #[test]
    fn ranges() {
        for (value, expected) in [
            ("bytes=0-", true),
            ("bytes=1-1", true),
            ("bytes=007-8", true),
            ("bytes=2-1", false),
            ("bytes=-500", false),
            ("bytes= 0-1", false),
            ("Bytes=0-1", false),
            ("bytes=0-1,3-4", false),
            ("bytes=99999999999999999999-100000000000000000000", true),
        ] {
            assert_eq!(single_range(value.as_bytes()).is_some(), expected, "{value}");
            assert_eq!(is_safelisted("range", value.as_bytes()), expected, "{value}");
        }
    }

    struct Standard;
    impl Profile for Standard {
        fn engine(&self) -> Engine {
            Engine::Standard
        }
        fn version(&self) -> &'static str {
            ""
        }
    }

    /// *CORS-unsafe request-header names*, step 3: more than 1024 bytes, not 1024.
    #[test]
    fn all_safelisted_values_together() {
        let mut headers = HeaderList::default();
        (0..8).for_each(|_| headers.append("Accept", "a".repeat(128).as_str()));
        assert_eq!(unsafe_names(&headers, &Standard), UnsafeNames::default());
        headers.append("Accept-Language", "a");
        let names = vec!["accept".to_owned(), "accept-language".to_owned()];
        assert_eq!(unsafe_names(&headers, &Standard), UnsafeNames { by_total: names.clone(), names });
    }

    /// Step 4.
    #[test]
    fn a_name_that_was_set_twice_is_asked_for_once() {
        let mut headers = HeaderList::default();
        for name in ["X-B", "x-a", "x-b", "X-A", "X-B"] {
            headers.append(name, "1");
        }
        let found = unsafe_names(&headers, &Standard);
        assert_eq!(found.names, ["x-a", "x-b"]);
    }
}
