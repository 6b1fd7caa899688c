//! Verdicts: Scenarios, calls under way and captures, each to its Report.

use super::{engine, json, malformed};
use crate::capture::{self, Live};
use crate::model::Word;
use crate::report::SessionReport;
use crate::{explain, fetch, input, model};
use wasm_bindgen::prelude::*;

/// Types that Rust writes in a way of its own.
#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r"
/** One code unit per byte, U+0000 to U+00FF. */
export type ByteString = string;
export type HeaderList = [name: string, value: string][];
export type Fact<T> = T | 'unknown';
export type Tri = boolean | 'unknown';
export type Line = number | 'end-of-headers';
export type Schema = 1;
export type Answer =
  | { status: number; headers: HeaderList; source?: AnswerSource; joined?: boolean; addressSpace?: string }
  | { networkError: NetworkError; text?: string }
  | { unknown: string };
";

/// A Scenario's Report.
#[wasm_bindgen(js_name = explain)]
pub fn explain_scenario(scenario: &str, engine_name: &str) -> Result<String, JsValue> {
    let scenario = input::scenario(scenario).map_err(malformed)?;
    let judgement =
        capture::judge(scenario, capture::Clues::default(), engine(engine_name)?).map_err(malformed)?;
    json(&explain::report(&judgement, "1", None))
}

/// Any value of the public contract without its secrets.
#[wasm_bindgen]
pub fn redact(value: &str, queries: bool) -> Result<String, JsValue> {
    let mut value = model::Json::parse(value).map_err(malformed)?;
    explain::redact_value_with(&mut value, explain::Redaction { queries });
    json(&value)
}

/// The answers of earlier preflights.
#[wasm_bindgen]
#[derive(Default)]
pub struct PreflightCache(fetch::PreflightCache);

#[wasm_bindgen]
impl PreflightCache {
    /// An empty cache.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }
}

/// A call under way.
#[wasm_bindgen]
pub struct Simulation(Live);

#[wasm_bindgen]
impl Simulation {
    /// Starts a call.
    #[wasm_bindgen(constructor)]
    pub fn new(
        request: &str,
        engine_name: &str,
        cache: &mut PreflightCache,
        now: f64,
    ) -> Result<Simulation, JsValue> {
        let request = input::request(request).map_err(malformed)?;
        Live::start(&request, engine(engine_name)?, &mut cache.0, now).map(Self).map_err(malformed)
    }

    /// The message to send now, or `null`.
    pub fn next(&self) -> Result<String, JsValue> {
        json(&self.0.next())
    }

    /// Whether cookies go with it.
    #[wasm_bindgen(js_name = nextIsCredentialed)]
    pub fn next_is_credentialed(&self) -> bool {
        self.0.next_is_credentialed()
    }

    /// What came back for it.
    pub fn respond(&mut self, answer: &str, cache: &mut PreflightCache, now: f64) -> Result<(), JsValue> {
        self.0.respond(input::answer(answer).map_err(malformed)?, &mut cache.0, now);
        Ok(())
    }

    /// What script gets of a call that is let through: the response type, and the names of the headers that it can read;
    /// `null` of any other.
    pub fn readable(&self) -> Result<String, JsValue> {
        json(&self.0.readable())
    }

    /// The Report of the ended call, or `null`.
    pub fn report(&mut self) -> Result<String, JsValue> {
        json(&self.0.judgement().map(|judgement| explain::report(&judgement, "1", None)))
    }
}

/// A growing capture.
#[wasm_bindgen]
pub struct Capture(capture::Capture);

#[wasm_bindgen]
impl Capture {
    /// An empty capture.
    #[wasm_bindgen(constructor)]
    pub fn new(engine_name: &str) -> Result<Capture, JsValue> {
        Ok(Self(capture::Capture::new(engine(engine_name)?)))
    }

    /// Adds a list of HAR entries; gives what changed and what could not be read.
    pub fn add(&mut self, entries: &str) -> Result<String, JsValue> {
        json(&self.0.add_read(input::har_entries(entries).map_err(malformed)?))
    }

    /// Adds the entries of a HAR file.
    #[wasm_bindgen(js_name = addFile)]
    pub fn add_file(&mut self, har: &str) -> Result<String, JsValue> {
        json(&self.0.add_read(input::har_file(har).map_err(malformed)?))
    }

    /// Whether the scripts of a page mention `targetAddressSpace`; gives what changed.
    pub fn learn(&mut self, page: &str, mention: &str) -> Result<String, JsValue> {
        let mention = capture::Mention::parse_word("targetAddressSpace", mention).map_err(malformed)?;
        json(&self.0.learn(page, mention))
    }

    /// All rows.
    pub fn rows(&self) -> Result<String, JsValue> {
        json(&self.0.rows())
    }

    /// The Report of a row, or `null`.
    pub fn report(&self, id: &str) -> Result<String, JsValue> {
        let judged = self.0.judgement(id);
        json(&judged.map(|(judgement, source)| explain::report(&judgement, id, Some(&source))))
    }

    /// The capture as a whole.
    pub fn session(&self) -> Result<String, JsValue> {
        json(&SessionReport::of(self.0.rows()))
    }

    /// The documents that were captured, the last one first: of each its URL and the lines of `Content-Security-Policy`,
    /// and an empty line.
    pub fn pages(&self) -> String {
        self.0.pages()
    }

    /// Forgets a call.
    pub fn drop(&mut self, id: &str) {
        self.0.drop_calls([id]);
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        self.0.clear();
    }
}
