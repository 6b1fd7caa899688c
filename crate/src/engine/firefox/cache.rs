//! Firefox's preflight cache.

use crate::fetch::cache::{CacheRules, DEFAULT_MAX_AGE, Keeps, KeptFor};
use crate::fetch::names;
use crate::model::{CacheMode, HeaderList, Initiator};

/// Firefox keeps no answer longer than a day (seen with the clock moved: kept at 86,370 s, gone at 86,405 s).
const CAP: u64 = 86_400;

/// Lines that are empty aren't there (seen: an empty one and `600` are ten minutes). Without any it is 5 seconds, and
/// whatever is no digit spoils it all: nothing is kept then (seen: `-1`, `+5`, `1.5`, two lines).
pub(super) fn max_age(headers: &HeaderList) -> u64 {
    let mut lines =
        headers.lines(names::MAX_AGE).map(|(_, line)| line.trimmed().0).filter(|line| !line.is_empty());
    match (lines.next(), lines.next()) {
        (None, _) => DEFAULT_MAX_AGE,
        (Some(_), Some(_)) => 0,
        (Some(line), None) => {
            let digit = |sum: u64, byte: &u8| {
                byte.is_ascii_digit().then(|| (sum * 10 + u64::from(byte - b'0')).min(CAP))
            };
            line.iter().try_fold(0, digit).unwrap_or(0)
        }
    }
}

/// Names to the letter (seen: an answer of `*` is asked for again each time, and so is HEAD where it isn't listed); apart
/// by credentials; for the page's own origin (seen: a tainted request finds its answer again). `no-store` and `reload`
/// pass it by, and so does a conditional `fetch`; `no-cache` doesn't (seen). 100 answers, the least recently used goes
/// first (seen: after 99 others there, after 100 gone).
/// It also forgets an answer when the host was looked up anew since, against DNS rebinding; what the network stack
/// looks up is not known here.
pub(super) const RULES: CacheRules = CacheRules {
    keeps: Keeps::Names,
    star: |_, _| false,
    unlisted: &["GET", "POST"],
    passed_by: &[CacheMode::NoStore, CacheMode::Reload],
    passed_by_conditional: |request| request.initiator == Initiator::Fetch,
    kept_for: KeptFor::Page,
    capacity: 100,
    ..CacheRules::STANDARD
};
