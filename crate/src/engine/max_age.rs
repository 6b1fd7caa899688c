//! `Access-Control-Max-Age` as two engines read it.

use crate::fetch::cache::DEFAULT_MAX_AGE;
use crate::fetch::names;
use crate::model::{HeaderList, digits};

/// A signed 64-bit number of the joined value, at most `cap`: a leading `+` is accepted and a negative number is 0 (seen);
/// whatever isn't a number, or is too large for one, is the default of 5 seconds.
pub(super) fn signed(headers: &HeaderList, cap: u64) -> u64 {
    headers
        .get(names::MAX_AGE)
        .and_then(|value| match value.as_bytes() {
            [b'-', rest @ ..] => {
                digits(rest).filter(|seconds| *seconds <= i64::MIN.unsigned_abs()).map(|_| 0)
            }
            [b'+', rest @ ..] | rest => digits(rest).filter(|seconds| *seconds <= i64::MAX.unsigned_abs()),
        })
        .map_or(DEFAULT_MAX_AGE, |seconds| seconds.min(cap))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms() {
        for (value, expected) in [
            ("600", 600),
            ("+600", 600),
            ("-1", 0),
            ("-", 5),
            ("+-1", 5),
            ("9223372036854775807", 7200),
            ("9223372036854775808", 5),
            ("-9223372036854775808", 0),
            ("-9223372036854775809", 5),
            ("7201", 7200),
            ("600;x", 5),
            ("1.5", 5),
            ("", 5),
            ("0x600", 5),
        ] {
            let mut headers = HeaderList::default();
            headers.append("Access-Control-Max-Age", value);
            assert_eq!(signed(&headers, 7200), expected, "{value}");
        }
    }
}
