//! The view-model: everything a view needs, and nothing it would have to work out.
//!
//! These types are the public contract; the TypeScript types are generated from them.

mod cause;
mod code_doc;
mod engines;
mod exchange;
mod facts;
mod finding;
mod fix;
mod mark;
mod recipe;
mod sentence;
mod session;
mod source;
mod trace;

use crate::fetch::{ResponseType, Verdict};
use crate::model::{Engine, Observed};
use serde::Serialize;

pub use crate::capture::{Row, Timing};
pub use cause::{CauseView, Console, Evidence};
pub use code_doc::{CodeDoc, CodeDocs, MessageFacts, NamedInMessage};
pub use engines::EngineView;
pub use exchange::{AnswerFacts, ExchangeView, MessageView, SentView};
pub use facts::{AlternativeView, AssumptionView, PreflightView, RequestView, Tri};
pub use finding::{ChecklistItem, Comparison, Diagnostic, Note, Rule, Severity};
pub use fix::{Edit, Fix, RequestPatch};
pub use mark::{LabelledMark, Line, Mark};
pub use recipe::{Recipe, RecipeFile};
pub use sentence::{Inline, Link};
pub use session::{HostSummary, SessionReport, VerdictCounts};
pub use source::{Position, SourceView};
pub use trace::TraceStep;

/// The product: everything about one call.
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Report {
    /// Always 1.
    #[cfg_attr(target_arch = "wasm32", tsify(type = "1"))]
    pub schema: u8,
    /// Id of the row.
    pub id: String,
    /// Engine.
    pub engine: Engine,
    /// The version it was tested with.
    pub engine_version: &'static str,
    /// The major version of the browser that sent the messages, where it is another one than was tested.
    pub engine_seen: Option<String>,
    /// How it ends.
    pub verdict: Verdict,
    /// What script gets.
    pub response_type: Option<ResponseType>,
    /// Why, the first failing condition; `null` iff allowed.
    pub cause: Option<CauseView>,
    /// What the engine prints.
    pub console: Option<Console>,
    /// What goes over the wire.
    pub sent: Vec<SentView>,
    /// Header names script can read.
    pub exposed: Vec<String>,
    /// Header names it can't.
    pub hidden: Vec<String>,
    /// The request.
    pub request: RequestView,
    /// The preflight.
    pub preflight: PreflightView,
    /// Whether credentials count.
    pub credentialed: Tri,
    /// `yes`, `no` or `unknown`: whether the server ran the request.
    #[cfg_attr(target_arch = "wasm32", tsify(type = "'yes' | 'no' | 'unknown'"))]
    pub reached_server: &'static str,
    /// What the browser did.
    pub observed: Observed,
    /// Whether that is what we say.
    pub agrees: Option<bool>,
    /// What was taken for granted.
    pub assumptions: Vec<AssumptionView>,
    /// What else could be.
    pub alternatives: Vec<AlternativeView>,
    /// Every failing condition.
    pub diagnostics: Vec<Diagnostic>,
    /// Changes that help.
    pub fixes: Vec<Fix>,
    /// Findings.
    pub notes: Vec<Note>,
    /// The checklist; worked out when somebody looks, as the fixes are.
    pub checklist: Vec<ChecklistItem>,
    /// The steps; worked out when somebody looks.
    pub trace: Vec<TraceStep>,
    /// The messages.
    pub view: ExchangeView,
    /// The engines.
    pub engines: Vec<EngineView>,
    /// Why some of them end otherwise than the one asked, in a sentence; empty where none does.
    pub engines_differ: Vec<Inline>,
    /// Where it was captured.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<SourceView>,
}
