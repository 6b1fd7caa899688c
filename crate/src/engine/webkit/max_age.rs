//! How WebKit reads `Access-Control-Max-Age`.

use crate::fetch::cache::DEFAULT_MAX_AGE;
use crate::fetch::names;
use crate::model::HeaderList;

/// WebKit keeps no answer longer than ten minutes.
const CAP: u64 = 600;

/// A signed number of the joined value: a leading `+` is accepted, and a negative number has run out already; whatever
/// isn't a number is the default of 5 seconds.
pub(super) fn seconds(headers: &HeaderList) -> u64 {
    headers
        .get(names::MAX_AGE)
        .and_then(|value| {
            std::str::from_utf8(value.as_bytes()).ok().and_then(|text| text.parse::<i64>().ok())
        })
        .map_or(DEFAULT_MAX_AGE, |seconds| u64::try_from(seconds).unwrap_or(0).min(CAP))
}
