//! What a code means.

use super::{Inline, Link};
use crate::fetch::Phase;
use crate::model::Engine;
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
    /// The console message that it was asked for by, if it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(target_arch = "wasm32", tsify(optional))]
    pub message: Option<MessageFacts>,
}

/// What a console message says.
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MessageFacts {
    /// Whose console prints it; `null` where any may.
    pub engine: Option<Engine>,
    /// The engine's name for it, or ours; empty where it has none.
    pub error: String,
    /// Where in the call, if the text tells.
    pub phase: Option<Phase>,
    /// All codes that the text may stand for, the likeliest first; none where it doesn't tell why.
    pub codes: Vec<&'static str>,
    /// What it names.
    pub named: Vec<NamedInMessage>,
}

/// Something that a console message names.
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NamedInMessage {
    /// What it is.
    #[cfg_attr(
        target_arch = "wasm32",
        tsify(
            type = "'url' | 'redirected-from' | 'origin' | 'value' | 'method' | 'header' | 'status' | 'scheme' | 'reason'"
        )
    )]
    pub what: &'static str,
    /// How the message writes it.
    pub text: String,
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
