//! What a code means.

use super::{Inline, Link};
use serde::Serialize;

/// The documentation of a code.
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CodeDoc {
    /// The code.
    pub code: &'static str,
    /// What it is about: the request as the page made it, its preflight, the CORS check, a redirect, the network; or a
    /// note beside the verdict, or an audit.
    #[cfg_attr(
        target_arch = "wasm32",
        tsify(type = "'request' | 'preflight' | 'check' | 'redirect' | 'network' | 'note' | 'audit'")
    )]
    pub topic: &'static str,
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

/// What `corscope/codes.json` holds.
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CodeDocs {
    /// Always 1.
    #[cfg_attr(target_arch = "wasm32", tsify(type = "1"))]
    pub schema: u8,
    /// All codes, in the order in which a call can meet them.
    pub codes: Vec<CodeDoc>,
}
