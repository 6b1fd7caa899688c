//! The steps of the standard that ran.

use super::Inline;
use crate::fetch::Outcome;
use serde::Serialize;

/// A step that ran.
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TraceStep {
    /// Algorithm.
    pub algorithm: &'static str,
    /// Step.
    pub step: &'static str,
    /// Link.
    pub url: &'static str,
    /// What it found.
    pub outcome: Outcome,
    /// Redirects followed before.
    pub hop: u32,
    /// The message it looked at.
    pub message: Option<usize>,
    /// In words.
    pub text: Vec<Inline>,
    /// Whether this step decided the verdict.
    pub decides: bool,
}
