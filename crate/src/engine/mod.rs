//! Where each engine leaves the standard, and what it prints.

mod chromium;
mod firefox;
mod max_age;
#[cfg(any(not(target_arch = "wasm32"), feature = "advice"))]
mod reading;
mod site;
mod standard;
mod template;
mod webkit;

#[cfg(any(not(target_arch = "wasm32"), feature = "advice"))]
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
