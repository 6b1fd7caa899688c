//! Where a call was captured.

use serde::Serialize;

/// A script position.
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Position {
    /// Script URL.
    pub url: String,
    /// From 1.
    pub line: u32,
    /// From 1.
    pub column: u32,
}

/// Where a call was captured.
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SourceView {
    /// Numbers of the entries.
    pub entries: Vec<usize>,
    /// Milliseconds since 1970.
    pub started_at: Option<f64>,
    /// The page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<String>,
    /// The script position.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub initiator: Option<Position>,
}
