//! The browser's CORS decision, computed outside the browser, byte-exact per engine.

pub mod capture;
pub mod fetch;
pub mod model;
pub mod report;
