//! What is said of a call: its diagnostics, notes and checklist.

use super::{Inline, LabelledMark, Link, Mark};
use serde::Serialize;

/// How grave.
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Decides the verdict.
    Error,
    /// Doesn't, and should be looked at.
    Warning,
    /// Good to know.
    Info,
}

/// Two values side by side.
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Comparison {
    /// What the browser compared with.
    pub expected: String,
    /// What it found.
    pub found: String,
    /// Ranges of `found` that differ; an empty range is a place where something is missing.
    pub differs: Vec<(usize, usize)>,
}

/// A step of a standard.
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Rule {
    /// Algorithm.
    pub algorithm: &'static str,
    /// Step.
    pub step: &'static str,
    /// Link.
    pub url: &'static str,
}

/// One failing condition, explained.
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Diagnostic {
    /// Stable code.
    pub code: &'static str,
    /// One line.
    pub headline: Vec<Inline>,
    /// A few words beside the primary mark.
    pub label: Vec<Inline>,
    /// How grave.
    pub severity: Severity,
    /// The bytes to blame.
    pub primary: Mark,
    /// What made the rule apply.
    pub secondary: Vec<LabelledMark>,
    /// Why this request was held to the rule.
    pub because: Vec<Inline>,
    /// The two values, where two were compared.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub comparison: Option<Comparison>,
    /// The step.
    pub rule: Rule,
    /// Where to read on.
    pub links: Vec<Link>,
}

/// Something worth knowing that never changes the verdict.
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Note {
    /// Stable code.
    pub code: &'static str,
    /// `info`, `warning` or `danger`.
    #[cfg_attr(target_arch = "wasm32", tsify(type = "'info' | 'warning' | 'danger'"))]
    pub severity: &'static str,
    /// One line.
    pub headline: Vec<Inline>,
    /// More.
    pub body: Vec<Inline>,
    /// Bytes it speaks of.
    pub marks: Vec<Mark>,
    /// Ids of the rows that show it.
    pub evidence: Vec<String>,
}

/// One line of the checklist people work through by hand.
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ChecklistItem {
    /// The question.
    pub title: Vec<Inline>,
    /// `done`, `failed`, `unknown` or `not-applicable`.
    #[cfg_attr(target_arch = "wasm32", tsify(type = "'done' | 'failed' | 'unknown' | 'not-applicable'"))]
    pub state: &'static str,
    /// The answer.
    pub detail: Vec<Inline>,
}
