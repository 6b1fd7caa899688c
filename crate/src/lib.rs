//! The browser's CORS decision, computed outside the browser, byte-exact per engine.

pub mod audit;
pub mod capture;
pub mod engine;
pub mod explain;
pub mod fetch;
pub mod fix;
pub mod input;
pub mod model;
pub mod report;
#[cfg(target_arch = "wasm32")]
#[expect(clippy::missing_errors_doc, reason = "documented in npm/types.d.ts")]
mod wasm;
