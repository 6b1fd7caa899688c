//! The settled request, and what was taken for granted about it.

use super::{CauseView, Inline};
use crate::fetch::{PreflightReason, PreflightState, Verdict};
use crate::model::RequestInput;
use serde::Serialize;

/// The settled request.
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RequestView {
    /// Defaults resolved.
    #[serde(flatten)]
    pub request: RequestInput,
    /// Names the page set that the browser drops.
    pub dropped: Vec<String>,
}

/// The preflight.
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PreflightView {
    /// What became of it.
    pub state: PreflightState,
    /// Why it is needed.
    pub because: Vec<PreflightReason>,
}

/// Something taken for granted.
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AssumptionView {
    /// The fact.
    pub fact: String,
    /// The value taken.
    pub value: String,
    /// Why.
    pub reason: Vec<Inline>,
    /// The number of the captured entry that the reason speaks of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entry: Option<usize>,
}

/// What another value would give.
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AlternativeView {
    /// The value.
    pub assume: String,
    /// The verdict.
    pub verdict: Verdict,
    /// Why.
    pub cause: Option<CauseView>,
}

/// `true`, `false` or `'unknown'`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tri(pub Option<bool>);

impl Serialize for Tri {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Some(value) => serializer.serialize_bool(value),
            None => serializer.serialize_str("unknown"),
        }
    }
}
