//! The same answers in the other engines.

use super::{CauseView, Console};
use crate::fetch::Verdict;
use crate::model::{Engine, Outgoing};
use serde::Serialize;

/// The same answers in another engine.
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EngineView {
    /// Engine.
    pub engine: Engine,
    /// Its verdict.
    pub verdict: Verdict,
    /// Why.
    pub cause: Option<CauseView>,
    /// What it prints.
    pub console: Option<Console>,
    /// A message it would send that has no answer here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub needs: Option<Outgoing>,
}
