//! What adding entries came to.

use super::row::Row;
use serde::Serialize;

/// What became of a row.
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ChangeKind {
    /// It is new.
    Added,
    /// It says something else now.
    Updated,
    /// It is gone: its entries belong to another call.
    Removed,
}

/// A changed row.
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Change {
    /// Id of the row.
    pub id: String,
    /// What became of it.
    pub kind: ChangeKind,
    /// The row, unless it is gone.
    pub row: Option<Row>,
}

/// An entry that could not be read.
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Skipped {
    /// Its number among all entries that were given.
    pub index: usize,
    /// The field that is wrong.
    pub field: String,
    /// What is wrong with it.
    pub reason: String,
}

/// What adding entries came to.
#[derive(Debug, Clone, PartialEq, Serialize, Default)]
pub struct Added {
    /// Rows that changed.
    pub changes: Vec<Change>,
    /// Entries that could not be read.
    pub skipped: Vec<Skipped>,
}
