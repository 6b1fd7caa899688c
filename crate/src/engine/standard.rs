//! The standard itself: every rule is the trait's default.

use crate::fetch::Profile;
use crate::model::Engine;

/// The Fetch standard to the letter.
pub struct Standard;

impl Profile for Standard {
    fn engine(&self) -> Engine {
        Engine::Standard
    }

    fn version(&self) -> &'static str {
        "Fetch standard, commit 586cd2a44c2a"
    }
}
