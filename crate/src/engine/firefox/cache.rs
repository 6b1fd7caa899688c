//! Firefox's preflight cache.

use crate::fetch::cache::{CacheRules, DEFAULT_MAX_AGE, Keeps};
use crate::fetch::names;
use crate::model::{CacheMode, HeaderList};

/// Firefox keeps no answer longer than a day.
const CAP: u64 = 86_400;

/// Empty or absent is 5 seconds. Whatever is no digit spoils it all, and nothing is kept then.
pub(super) fn max_age(headers: &HeaderList) -> u64 {
    let value = headers.get(names::MAX_AGE).unwrap_or_default();
    if value.as_bytes().is_empty() {
        return DEFAULT_MAX_AGE;
    }
    let digit =
        |sum: u64, byte: &u8| byte.is_ascii_digit().then(|| (sum * 10 + u64::from(byte - b'0')).min(CAP));
    value.as_bytes().iter().try_fold(0, digit).unwrap_or(0)
}

pub(super) const RULES: CacheRules = CacheRules {
    keeps: Keeps::Names,
    unlisted: &["GET", "POST"],
    passed_by: &[CacheMode::NoStore, CacheMode::Reload],
    keyed_by_page: true,
    capacity: 100,
    ..CacheRules::STANDARD
};
