//! The messages of a call.

use super::Inline;
use crate::model::{Answer, AnswerSource, HeaderList, Kind, NetworkError};
use serde::Serialize;

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
