//! Firefox: where it leaves the standard, each deviation with what was seen.

use crate::fetch::Profile;
use crate::model::Engine;

/// Firefox's rules.
pub struct Firefox;

impl Profile for Firefox {
    fn engine(&self) -> Engine {
        Engine::Firefox
    }

    fn version(&self) -> &'static str {
        "Firefox 153"
    }
}
