//! What comes after a verdict: fixes, the checklist, the trace, audits, a code's documentation, and a Report as text.

use super::{engine, json, malformed};
use crate::audit::session::Call;
use crate::capture::Judgement;
use crate::{capture, explain, input, model, report};
use wasm_bindgen::prelude::*;

/// A call as its Report tells it, judged again. What takes it frees it.
#[wasm_bindgen]
pub struct Told(Judgement);

#[wasm_bindgen]
impl Told {
    /// Its Scenario, and what a capture knew beyond that: the message that never left the browser, as the page set it, and
    /// whether what asked may as well be a module.
    #[wasm_bindgen(constructor)]
    pub fn new(
        scenario: &str,
        engine_name: &str,
        never_sent: Option<String>,
        may_be_module: bool,
    ) -> Result<Told, JsValue> {
        let scenario = input::scenario(scenario).map_err(malformed)?;
        let provisional =
            never_sent.map(|message| input::outgoing(&message)).transpose().map_err(malformed)?;
        let never_sent = provisional.is_some();
        let clues = capture::Clues { never_sent, provisional, may_be_module, ..capture::Clues::default() };
        capture::judge(scenario, clues, engine(engine_name)?).map(Self).map_err(malformed)
    }
}

/// A call's fixes.
#[wasm_bindgen]
pub fn fixes(call: Told) -> Result<String, JsValue> {
    json(&explain::fixes(&call.0))
}

/// The steps that people go through by hand, answered for a call.
#[wasm_bindgen]
pub fn checklist(call: Told) -> Result<String, JsValue> {
    json(&explain::checklist(&call.0))
}

/// The steps of the standard that were taken for a call.
#[wasm_bindgen]
pub fn trace(call: Told) -> Result<String, JsValue> {
    json(&explain::trace(&call.0))
}

/// What a call shows beside its verdict.
#[wasm_bindgen]
pub fn audits(call: Told) -> Result<String, JsValue> {
    json(&explain::audits(&call.0))
}

/// The documentation of a code, or `null`.
#[wasm_bindgen(js_name = explainCode)]
pub fn explain_code(code: &str) -> Result<String, JsValue> {
    json(&explain::code_page(code))
}

/// What somebody pasted: `{ call }`, `{ messages }` or `{ doc }`.
#[wasm_bindgen(js_name = readText)]
pub fn read_text(text: &str, page: Option<String>) -> Result<String, JsValue> {
    json(&explain::read_text(text, page.as_deref()).map_err(malformed)?)
}

/// All codes that have one, in the order in which a call can meet them.
#[wasm_bindgen]
pub fn codes() -> Result<String, JsValue> {
    json(&explain::codes::docs().map(|doc| doc.code).collect::<Vec<_>>())
}

/// The documentation of all codes: the package's `codes.json`.
#[wasm_bindgen(js_name = codeDocs)]
pub fn code_docs() -> Result<String, JsValue> {
    let codes = explain::codes::docs().filter_map(|doc| explain::code_page(doc.code)).collect();
    json(&report::CodeDocs { schema: 1, codes })
}

/// What to write into the servers' configurations so that all these Scenarios are let through: one recipe for each stack,
/// or only for the one that is named.
#[wasm_bindgen]
pub fn recipes(scenarios: Vec<String>, stack: Option<String>) -> Result<String, JsValue> {
    let judged = |scenario: &String| {
        let scenario = input::scenario(scenario).map_err(malformed)?;
        capture::judge(scenario, capture::Clues::default(), model::Engine::Chromium).map_err(malformed)
    };
    let judgements = scenarios.iter().map(judged).collect::<Result<Vec<_>, _>>()?;
    let stack = explain::stack(stack.as_deref()).map_err(malformed)?;
    json(&explain::recipes(&judgements, stack))
}

/// Why a page could not ask for a URL at all, as a note, or `null`.
#[wasm_bindgen(js_name = whyUnsent)]
pub fn why_unsent(page: String, policies: Vec<String>, url: &str) -> Result<String, JsValue> {
    let page = capture::Page { url: page, policies };
    json(&explain::why_unsent(&page, url).map_err(malformed)?)
}

/// A Report as text for a terminal.
#[wasm_bindgen(js_name = renderText)]
pub fn render_text(report: &str, color: bool, width: Option<usize>) -> Result<String, JsValue> {
    let report = model::Json::parse(report).map_err(malformed)?;
    explain::render_text_json(&report, color, width).map_err(malformed)
}

/// The calls of a capture, to be looked at together.
#[wasm_bindgen]
#[derive(Default)]
pub struct SessionAudit(Vec<Call>);

#[wasm_bindgen]
impl SessionAudit {
    /// No calls yet.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// One more call: its row's id, when it began and what its preflight took, in milliseconds; the numbers of its entries,
    /// and of the earlier preflight's that it did with.
    pub fn add(
        &mut self,
        call: Told,
        id: String,
        started_at: f64,
        preflight: Option<f64>,
        entries: Vec<usize>,
        kept_preflight: Option<usize>,
    ) {
        self.0.push(Call { id, judgement: call.0, started_at, preflight, entries, kept_preflight });
    }

    /// What they show together.
    pub fn notes(&self) -> Result<String, JsValue> {
        json(&explain::session_audits(&self.0))
    }
}
