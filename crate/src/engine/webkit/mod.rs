//! WebKit: where it leaves the standard, each deviation with what was seen.

use crate::fetch::Profile;
use crate::model::Engine;

/// WebKit's rules.
pub struct Webkit;

impl Profile for Webkit {
    fn engine(&self) -> Engine {
        Engine::Webkit
    }

    fn version(&self) -> &'static str {
        "WebKitGTK 2.50"
    }
}
