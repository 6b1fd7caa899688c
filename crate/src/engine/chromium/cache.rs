//! Chromium's preflight cache.

use crate::fetch::cache::{CacheRules, Keeps, KeptFor};
use crate::model::CacheMode;

/// Chromium keeps no answer longer than two hours (seen with the clock moved: kept at 7,170 s, gone at 7,205 s).
pub(super) const MAX_AGE_CAP: u64 = 7200;

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
