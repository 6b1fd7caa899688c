//! Chromium's preflight cache.

use crate::fetch::cache::{CacheRules, DEFAULT_MAX_AGE, Keeps, KeptFor};
use crate::fetch::names;
use crate::model::{CacheMode, HeaderList};

/// Chromium keeps no answer longer than two hours (seen with the clock moved: kept at 7,170 s, gone at 7,205 s).
const CAP: u64 = 7200;

/// A signed 64-bit number of the joined value: a leading `+` is accepted and a negative number is 0 (seen); whatever
/// isn't a number, or is too large for one, is the default of 5 seconds.
pub(super) fn max_age(headers: &HeaderList) -> u64 {
    headers
        .get(names::MAX_AGE)
        .and_then(|value| {
            std::str::from_utf8(value.as_bytes()).ok().and_then(|text| text.parse::<i64>().ok())
        })
        .map_or(DEFAULT_MAX_AGE, |seconds| u64::try_from(seconds).unwrap_or(0).min(CAP))
}

/// One answer a key, replaced as a whole; a lookup it doesn't cover removes it (seen). An opaque origin is a new
/// one for every request (seen: a page in a sandbox preflights each time, though not at each turn of a redirect loop), a
/// tainted one at every hop (seen: a loop of two origins preflights at each turn). A kept `*` never covers
/// `Authorization`, though a fresh one does, and one that was got with credentials stays literal (seen). URLs of 1,024
/// characters and more aren't kept (seen). A document's conditional request passes it by, and is kept; a worker's
/// is like any other (seen).
pub(super) const RULES: CacheRules = CacheRules {
    keeps: Keeps::Answers,
    star: |kept, _| !kept,
    passed_by: &[CacheMode::NoStore, CacheMode::Reload, CacheMode::NoCache],
    passed_by_conditional: |request| !request.worker,
    unkept: &[CacheMode::NoStore],
    kept_for: KeptFor::Renewed,
    url_limit: 1024,
    capacity: 1024,
    ..CacheRules::STANDARD
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms() {
        for (value, expected) in [
            ("600", 600),
            ("+600", 600),
            ("-1", 0),
            ("7201", 7200),
            ("600;x", 5),
            ("1.5", 5),
            ("", 5),
            ("0x600", 5),
        ] {
            let mut headers = HeaderList::default();
            headers.append("Access-Control-Max-Age", value);
            assert_eq!(max_age(&headers), expected, "{value}");
        }
    }
}
