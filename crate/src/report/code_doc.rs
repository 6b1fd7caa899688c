//! What a code means.

use super::{Inline, Link};
use serde::Serialize;

/// The documentation of a code.
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CodeDoc {
    /// The code.
    pub code: &'static str,
    /// What happened.
    pub happened: Vec<Inline>,
    /// Why browsers do this.
    pub why: Vec<Inline>,
    /// An example: header lines or script.
    pub example: &'static str,
    /// How to mend it.
    pub fix: Vec<Inline>,
    /// Where to read on.
    pub links: Vec<Link>,
}
