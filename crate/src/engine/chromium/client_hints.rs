//! Client hints that Chromium still safelists.

/// Whether the value of this client hint (name in lower case) needs no preflight.
pub(super) fn is_safelisted(name: &str, value: &[u8]) -> bool {
    match name {
        "device-memory" | "dpr" | "downlink" => is_decimal(value),
        "width" | "viewport-width" | "rtt" => is_digits(value),
        "ect" => matches!(value, b"slow-2g" | b"2g" | b"3g" | b"4g"),
        "save-data" => value.eq_ignore_ascii_case(b"on"),
        "intervention" => true,
        _ => false,
    }
}

/// Whether a page grants this hint (name in lower case) to origins one by one.
pub(super) fn is_granted(name: &str) -> bool {
    matches!(name, "device-memory" | "dpr" | "downlink" | "width" | "viewport-width" | "rtt" | "ect")
}

fn is_digits(value: &[u8]) -> bool {
    !value.is_empty() && value.iter().all(u8::is_ascii_digit)
}

/// Digits, and at most one point with digits behind it.
fn is_decimal(value: &[u8]) -> bool {
    match value.iter().position(|b| *b == b'.') {
        None => is_digits(value),
        Some(point) => {
            value.get(..point).is_some_and(is_digits) && value.get(point + 1..).is_some_and(is_digits)
        }
    }
}
