//! What each deciding step found, in the order the steps ran.

use super::{Cause, StepId, Verdict};
use crate::model::{ByteString, Outgoing};
use serde::Serialize;

/// What a step found.
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// The step lets the call go on.
    Pass,
    /// The step is a failing condition.
    Fail,
    /// The step settles something without passing or failing.
    Info,
}

/// What a step looked at, for the sentence about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Evidence {
    /// Nothing to add.
    None,
    /// A header value.
    Value(ByteString),
    /// A text: an origin, a method, a URL.
    Text(String),
    /// Names.
    Names(Vec<String>),
    /// A status or a count.
    Number(u32),
}

/// One step that ran.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Which step.
    pub id: StepId,
    /// What it found.
    pub outcome: Outcome,
    /// Redirects followed before.
    pub hop: u32,
    /// The exchange it looked at, if any.
    pub exchange: Option<usize>,
    /// What it looked at.
    pub evidence: Evidence,
}

/// The kind of response script gets.
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ResponseType {
    /// Same origin: everything but `Set-Cookie`.
    Basic,
    /// CORS: safelisted and exposed header names.
    Cors,
    /// `no-cors`: nothing.
    Opaque,
    /// A redirect under redirect mode `manual`.
    OpaqueRedirect,
}

/// What became of the preflight.
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum PreflightState {
    /// Nothing asks for one.
    NotNeeded,
    /// One is needed, and none was sent.
    Needed,
    /// One was sent.
    Sent,
    /// A cached answer covered it.
    Cached,
    /// Can't be told.
    Unknown,
}

/// Why a preflight is needed.
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "rule", content = "header", rename_all = "kebab-case")]
pub enum PreflightReason {
    /// The method is not CORS-safelisted.
    Method,
    /// This request header is not CORS-safelisted.
    Header(String),
    /// The safelisted values sum to more than 1024 bytes.
    TotalSize,
    /// A listener was on `xhr.upload`.
    UploadListener,
    /// The body is a stream.
    StreamBody,
}

/// Everything one run of the algorithms found.
#[derive(Debug, Clone, PartialEq)]
pub struct Evaluation {
    /// How it ends.
    pub verdict: Verdict,
    /// The response script gets, where it gets one.
    pub response_type: Option<ResponseType>,
    /// Every failing condition, the one the engine meets first in front; empty iff allowed.
    pub causes: Vec<Cause>,
    /// The steps.
    pub trace: Vec<Step>,
    /// Every message that goes out, in order; index = exchange.
    pub sent: Vec<Outgoing>,
    /// The status of each answer; 0 where no answer came. Index = exchange.
    pub statuses: Vec<u16>,
    /// The message whose answer is missing, when the run stopped for want of it.
    pub needs: Option<Outgoing>,
    /// Lower-case names of response headers script can read.
    pub exposed: Vec<String>,
    /// Lower-case names of response headers it can't.
    pub hidden: Vec<String>,
    /// What became of the first hop's preflight.
    pub preflight: PreflightState,
    /// Why one is needed.
    pub preflight_because: Vec<PreflightReason>,
    /// Whether credentials count for the check.
    pub credentialed: bool,
    /// Names the page set that the browser drops.
    pub dropped: Vec<String>,
    /// The serialised origin at each hop.
    pub origins: Vec<String>,
    /// The serialised URL at each hop, without fragment.
    pub urls: Vec<String>,
    /// Where the last redirect response leads, followed or not: a URL, or the text that is none.
    pub target: String,
    /// The last URL's fragment: its own, or the one it inherits from the URLs before.
    pub fragment: Option<String>,
}
