//! WebKit's preflight cache.

use crate::fetch::cache::{CacheRules, DEFAULT_MAX_AGE, Keeps, KeptFor};
use crate::fetch::names;
use crate::model::HeaderList;

/// WebKit keeps no answer longer than ten minutes (seen with the clock moved: kept at 570 s, gone at 605 s).
const CAP: i64 = 600;

/// A signed number, with `+` as well as with `-`; what isn't one is 5 seconds.
pub(super) fn max_age(headers: &HeaderList) -> u64 {
    let value = headers.get(names::MAX_AGE).unwrap_or_default();
    std::str::from_utf8(value.as_bytes())
        .ok()
        .and_then(|text| text.parse::<i64>().ok())
        .map_or(DEFAULT_MAX_AGE, |seconds| seconds.clamp(0, CAP).unsigned_abs())
}

/// Whole answers, kept before method and headers are checked (seen: an answer that refuses PUT serves a DELETE that it
/// lists), whatever the cache mode (seen). A `*` is judged by the credentials of the request that finds it, and covers
/// `Authorization` (seen). A tainted origin is a new one each time; a sandboxed page keeps its own (seen).
pub(super) const RULES: CacheRules = CacheRules {
    keeps: Keeps::Answers,
    star: |_, asked| !asked,
    star_covers_authorization: true,
    keeps_refusals: true,
    kept_for: KeptFor::Untainted,
    ..CacheRules::STANDARD
};
