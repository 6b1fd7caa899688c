//! Where each engine leaves the standard, and what it prints.

mod chromium;
mod standard;

use crate::fetch::Profile;
use crate::model::Engine;

/// The profile of an engine; `None` where there is none yet.
#[must_use]
pub fn profile(engine: Engine) -> Option<&'static dyn Profile> {
    match engine {
        Engine::Standard => Some(&standard::Standard),
        Engine::Chromium => Some(&chromium::Chromium),
        Engine::Firefox | Engine::Webkit => None,
    }
}

/// Every engine there is a profile for, in the order in which they are shown.
pub const PROFILED: &[Engine] = &[Engine::Standard, Engine::Chromium];
