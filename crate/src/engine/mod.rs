//! Where each engine leaves the standard, and what it prints.

mod chromium;
mod firefox;
mod max_age;
mod reading;
mod site;
mod standard;
mod template;
mod webkit;

pub use reading::{Reading, read_console, read_phrase};

use crate::fetch::Profile;
use crate::model::Engine;

/// The rules of an engine.
#[must_use]
pub fn profile(engine: Engine) -> &'static dyn Profile {
    match engine {
        Engine::Standard => &standard::Standard,
        Engine::Chromium => &chromium::Chromium,
        Engine::Firefox => &firefox::Firefox,
        Engine::Webkit => &webkit::Webkit,
    }
}

/// Every engine, in the order in which they are shown.
pub const ENGINES: &[Engine] = &[Engine::Standard, Engine::Chromium, Engine::Firefox, Engine::Webkit];
