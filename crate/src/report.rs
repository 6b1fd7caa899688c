//! The view-model: everything a view needs, and nothing it would have to work out.
//!
//! These types are the public contract; the TypeScript types are generated from them.

use crate::fetch::{Outcome, Phase, PreflightReason, PreflightState, ResponseType, Verdict};
use crate::model::{
    Answer, AnswerSource, Credentials, Engine, HeaderList, Kind, Mode, NetworkError, Observed, Outgoing,
    RequestInput,
};
use serde::Serialize;
use std::borrow::Cow;

mod session;

pub use crate::capture::{Row, Timing};
pub use session::{HostSummary, SessionReport, VerdictCounts};

#[expect(missing_docs, reason = "the field repeats the variant")]
/// A piece of a sentence. Never HTML.
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Inline {
    /// Words.
    Text { text: Cow<'static, str> },
    /// A name of the protocol: a header, a method, an option.
    Code { code: Cow<'static, str> },
    /// A value from the call; `mark` is the part that matters, as offsets in code units.
    Value {
        value: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        mark: Option<(usize, usize)>,
    },
    /// A link.
    Link { link: String, href: String },
}

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

/// A link with its words.
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Link {
    /// Words.
    pub text: String,
    /// Address.
    pub href: String,
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

/// An edit of one answer.
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Edit {
    /// The response, as [`MessageView::index`] counts.
    pub message: usize,
    /// What the answered message is for.
    pub of: Kind,
    /// Redirects followed before it.
    pub hop: u32,
    /// `set`: all lines of the name become this one; `append`: one more line; `remove`: none is left.
    #[cfg_attr(target_arch = "wasm32", tsify(type = "'set' | 'append' | 'remove'"))]
    pub op: &'static str,
    /// Header name; `:status` for the status.
    pub name: &'static str,
    /// New value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// `verdict`: the engine asked for blocks the call without it; `engines`: another one does; `safety`: none does.
    #[cfg_attr(target_arch = "wasm32", tsify(type = "'verdict' | 'engines' | 'safety'"))]
    pub needed: &'static str,
    /// `captured` or `not-captured`.
    #[cfg_attr(target_arch = "wasm32", tsify(type = "'captured' | 'not-captured'"))]
    pub evidence: &'static str,
}

/// A change that was proven to help.
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Fix {
    /// One line.
    pub title: Vec<Inline>,
    /// `server`, `client` or `architecture`.
    #[cfg_attr(target_arch = "wasm32", tsify(type = "'server' | 'client' | 'architecture'"))]
    pub at: &'static str,
    /// What the page asks for otherwise: these fields of the request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request: Option<RequestPatch>,
    /// The edits.
    pub edits: Vec<Edit>,
    /// What the proof takes for granted.
    pub assumptions: Vec<Inline>,
    /// Engines it was proven in.
    pub proven_in: Vec<Engine>,
}

/// What to write into a server's configuration.
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Recipe {
    /// Which server: `nginx`, `express`, …
    pub stack: &'static str,
    /// What its makers call it.
    pub title: &'static str,
    /// The files.
    pub files: Vec<RecipeFile>,
    /// Where they go, and what they need.
    pub notes: Vec<Inline>,
    /// The real server was run with it, and a browser let the calls through; else only the format was checked.
    pub tested: bool,
    /// The captured answers name this server.
    pub guessed: bool,
}

/// A file of a recipe.
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RecipeFile {
    /// What it could be called.
    pub name: &'static str,
    /// All of it.
    pub text: String,
}

/// Fields of a request that a fix sets.
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[derive(Debug, Clone, PartialEq, Serialize, Default)]
pub struct RequestPatch {
    /// URL.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Method.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
    /// Headers: all that are left.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub headers: Option<HeaderList>,
    /// Mode.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mode: Option<Mode>,
    /// Credentials mode.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub credentials: Option<Credentials>,
}

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

/// One message to look at.
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct MessageView {
    /// What marks refer to: the request of exchange i is 2i, its response 2i + 1.
    pub index: usize,
    /// Exchange.
    pub exchange: usize,
    /// `request` or `response`.
    #[cfg_attr(target_arch = "wasm32", tsify(type = "'request' | 'response'"))]
    pub kind: &'static str,
    /// What the exchange is for.
    pub of: Kind,
    /// Redirects followed before.
    pub hop: u32,
    /// URL.
    pub url: String,
    /// `OPTIONS /v1/orders`, or `204 No Content`.
    pub start_line: String,
    /// `captured`, `provisional`, `computed`, `not-sent`, `not-captured` or `failed`.
    #[cfg_attr(
        target_arch = "wasm32",
        tsify(type = "'captured' | 'provisional' | 'computed' | 'not-sent' | 'not-captured' | 'failed'")
    )]
    pub state: &'static str,
    /// Why there is nothing to see.
    pub note: Vec<Inline>,
    /// Header lines.
    pub lines: HeaderList,
    /// Of a response: what its status and lines don't say; absent for an ordinary one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answer: Option<AnswerFacts>,
}

/// What a recorded answer says beside status and header lines, so that the scenario can be had back from the Report.
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Default)]
#[serde(rename_all = "camelCase")]
pub struct AnswerFacts {
    /// Where it came from, unless from the network.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<AnswerSource>,
    /// Lines of one name were joined before anyone could see them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub joined: Option<bool>,
    /// IP address space.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address_space: Option<String>,
    /// There is no response, and this is why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub network_error: Option<NetworkError>,
    /// The engine's own name for that.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Nobody saw what came back, and this is why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unknown: Option<String>,
}

impl AnswerFacts {
    /// What there is to say about an answer, if anything.
    #[must_use]
    pub fn of(answer: &Answer) -> Option<Self> {
        let mut facts = Self::default();
        match answer {
            Answer::Received(received) => {
                let source = Some(received.source).filter(|source| *source != AnswerSource::Network);
                if source.is_none() && !received.joined && received.address_space.is_none() {
                    return None;
                }
                facts.source = source;
                facts.joined = received.joined.then_some(true);
                facts.address_space.clone_from(&received.address_space);
            }
            Answer::Failed { error, text } => {
                facts.network_error = Some(*error);
                facts.text.clone_from(text);
            }
            Answer::Unknown(reason) => facts.unknown = Some(reason.clone()),
        }
        Some(facts)
    }
}

/// The messages of the call.
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ExchangeView {
    /// In the order of the wire.
    pub messages: Vec<MessageView>,
}

/// A field of evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Evidence {
    /// There is no value.
    Null,
    /// Yes or no.
    Bool(bool),
    /// A status or a count.
    Number(u32),
    /// A value; of a header, as an isomorphic string.
    Text(String),
    /// Names.
    List(Vec<String>),
}

/// A failure, as data: `code`, `phase`, `hop`, `header` and the evidence fields of its code.
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[derive(Debug, Clone, PartialEq)]
pub struct CauseView {
    /// Stable code.
    pub code: &'static str,
    /// Where in the call.
    pub phase: Phase,
    /// Redirects followed before.
    pub hop: u32,
    /// The response header to blame.
    pub header: Option<&'static str>,
    /// Evidence.
    #[cfg_attr(target_arch = "wasm32", serde(flatten), tsify(type = "Record<string, unknown>"))]
    pub evidence: Vec<(&'static str, Evidence)>,
}

/// The evidence's fields stand beside the others.
impl Serialize for CauseView {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeMap;
        let mut map = serializer.serialize_map(Some(4 + self.evidence.len()))?;
        map.serialize_entry("code", self.code)?;
        map.serialize_entry("phase", &self.phase)?;
        map.serialize_entry("hop", &self.hop)?;
        map.serialize_entry("header", &self.header)?;
        for (name, value) in &self.evidence {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

/// What the engine itself names and prints.
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Console {
    /// Its name for the failure.
    pub error: String,
    /// The name's parameter.
    pub parameter: String,
    /// The console line.
    pub text: String,
}

/// A message on the wire, its CORS headers in front.
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SentView {
    /// Preflight or request.
    pub kind: Kind,
    /// Redirects followed before.
    pub hop: u32,
    /// Method.
    pub method: String,
    /// URL.
    pub url: String,
    /// `Origin`.
    pub origin: Option<String>,
    /// `Access-Control-Request-Method`.
    pub request_method: Option<String>,
    /// `Access-Control-Request-Headers`.
    pub request_headers: Option<String>,
}

/// The settled request.
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RequestView {
    /// Defaults resolved.
    #[serde(flatten)]
    pub request: RequestInput,
    /// Names the page set that the browser drops.
    pub dropped: Vec<String>,
}

/// The preflight.
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PreflightView {
    /// What became of it.
    pub state: PreflightState,
    /// Why it is needed.
    pub because: Vec<PreflightReason>,
}

/// Something taken for granted.
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AssumptionView {
    /// The fact.
    pub fact: String,
    /// The value taken.
    pub value: String,
    /// Why.
    pub reason: Vec<Inline>,
}

/// What another value would give.
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AlternativeView {
    /// The value.
    pub assume: String,
    /// The verdict.
    pub verdict: Verdict,
    /// Why.
    pub cause: Option<CauseView>,
}

/// The same answers in another engine.
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EngineView {
    /// Engine.
    pub engine: Engine,
    /// Its verdict.
    pub verdict: Verdict,
    /// Why.
    pub cause: Option<CauseView>,
    /// What it prints.
    pub console: Option<Console>,
    /// A message it would send that has no answer here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub needs: Option<Outgoing>,
}

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

/// `true`, `false` or `'unknown'`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tri(pub Option<bool>);

impl Serialize for Tri {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Some(value) => serializer.serialize_bool(value),
            None => serializer.serialize_str("unknown"),
        }
    }
}

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
    /// The checklist.
    pub checklist: Vec<ChecklistItem>,
    /// The steps.
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
