//! Firefox: where it leaves the standard, each deviation with what was seen.

mod cache;

use crate::fetch::Profile;
use crate::fetch::cache::CacheRules;
use crate::model::{Engine, HeaderList};

/// Firefox's rules.
pub struct Firefox;

impl Profile for Firefox {
    fn engine(&self) -> Engine {
        Engine::Firefox
    }

    fn version(&self) -> &'static str {
        "Firefox 153"
    }

    fn max_age(&self, headers: &HeaderList) -> u64 {
        cache::max_age(headers)
    }

    fn cache_rules(&self) -> CacheRules {
        cache::RULES
    }
}
