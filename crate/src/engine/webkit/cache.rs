//! WebKit's preflight cache.

use crate::fetch::cache::{CacheRules, Keeps, KeptFor};

/// WebKit keeps no answer longer than ten minutes (seen with the clock moved: kept at 570 s, gone at 605 s).
pub(super) const MAX_AGE_CAP: u64 = 600;

/// Whole answers, kept before method and headers are checked (seen: an answer that refuses PUT serves a DELETE that it
/// lists), whatever the cache mode (seen). A `*` is judged by the credentials of the request that finds it, and covers
/// `Authorization` (seen). A tainted origin is a new one for each request (seen: a redirect loop is preflighted once
/// more); a sandboxed page keeps its own (seen).
pub(super) const RULES: CacheRules = CacheRules {
    keeps: Keeps::Answers,
    star: |_, asked| !asked,
    star_covers_authorization: true,
    keeps_refusals: true,
    kept_for: KeptFor::Tainted,
    ..CacheRules::STANDARD
};
