//! WebKit: where it leaves the standard, each deviation with what was seen.

mod cache;

use crate::fetch::Profile;
use crate::fetch::cache::CacheRules;
use crate::model::{Engine, HeaderList};

/// WebKit's rules.
pub struct Webkit;

impl Profile for Webkit {
    fn engine(&self) -> Engine {
        Engine::Webkit
    }

    fn version(&self) -> &'static str {
        "WebKitGTK 2.50"
    }

    fn max_age(&self, headers: &HeaderList) -> u64 {
        cache::max_age(headers)
    }

    fn cache_rules(&self) -> CacheRules {
        cache::RULES
    }
}
