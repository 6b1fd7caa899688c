//! What to change.

use super::Inline;
use crate::model::{Credentials, Engine, HeaderList, Kind, Mode};
use serde::Serialize;

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

/// A change that helps: proven, or another design that needs no CORS.
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
    /// What the proof takes for granted; of another design, why there is none.
    pub assumptions: Vec<Inline>,
    /// Engines it was proven in; none for `architecture`, which has no edits either.
    pub proven_in: Vec<Engine>,
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
