//! What comes after a verdict: fixes, and a Report as text.

use super::{engine, json, malformed};
use crate::{capture, explain, input, model};
use wasm_bindgen::prelude::*;

/// A Scenario's fixes.
#[wasm_bindgen]
pub fn fixes(scenario: &str, engine_name: &str) -> Result<String, JsValue> {
    let scenario = input::scenario(scenario).map_err(malformed)?;
    let judgement =
        capture::judge(scenario, capture::Clues::default(), engine(engine_name)?).map_err(malformed)?;
    json(&explain::fixes(&judgement))
}

/// A Report as text for a terminal.
#[wasm_bindgen(js_name = renderText)]
pub fn render_text(report: &str, color: bool, width: Option<usize>) -> Result<String, JsValue> {
    let report = model::Json::parse(report).map_err(malformed)?;
    explain::render_text_json(&report, color, width).map_err(malformed)
}
