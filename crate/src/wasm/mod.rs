//! What JavaScript sees: thin exports. Everything goes in and out as JSON text, which measures faster than walking
//! objects across the boundary; the package's JavaScript makes objects of it.
//!
//! Two modules are built of this crate: the evaluator, which has to be small, and with the feature `advice` what is asked
//! for after a verdict.

#[cfg(feature = "advice")]
mod advice;
#[cfg(not(feature = "advice"))]
mod evaluator;

use crate::model;
use crate::model::Word;
use wasm_bindgen::prelude::*;

/// Smaller and quicker than the standard library's in wasm.
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

#[wasm_bindgen(start)]
fn start() {
    console_error_panic_hook::set_once();
}

fn malformed(error: impl ToString) -> JsValue {
    js_sys::TypeError::new(&error.to_string()).into()
}

fn json(value: &impl serde::Serialize) -> Result<String, JsValue> {
    Ok(model::to_json(value))
}

fn engine(word: &str) -> Result<model::Engine, JsValue> {
    model::Engine::parse_word("engine", word).map_err(malformed)
}
