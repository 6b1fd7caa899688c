//! Which bytes of which message are spoken of.

use super::Inline;
use serde::Serialize;

/// Which line of a message a mark is on: 0 = the start line, n = the n-th header line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// A line by number.
    Number(usize),
    /// Behind the last header line: where an absent header is missed.
    EndOfHeaders,
}

impl Serialize for Line {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Number(number) => serializer.serialize_u64(*number as u64),
            Self::EndOfHeaders => serializer.serialize_str("end-of-headers"),
        }
    }
}

/// Bytes of a message. Offsets count in `name: value` (or the start line), from inclusive to exclusive.
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Mark {
    /// [`MessageView::index`].
    pub message: usize,
    /// The line.
    pub line: Line,
    /// First byte.
    pub from: usize,
    /// Behind the last byte.
    pub to: usize,
}

/// A mark with a few words beside it.
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LabelledMark {
    /// The bytes.
    #[serde(flatten)]
    pub mark: Mark,
    /// The words.
    pub label: Vec<Inline>,
}
