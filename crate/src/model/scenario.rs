//! The one format: cases, lab fixtures, share links, what-if, "copy as test".

use super::fact::words;
use super::{Answer, HeaderList, RequestInput};
use serde::Serialize;

words! {
    /// What a message is for.
    Kind {
        /// A CORS-preflight request.
        Preflight = "preflight",
        /// The request of the page, or what became of it after a redirect.
        Request = "request",
    }
}

words! {
    /// What the browser was seen to do with the call.
    Observed {
        /// Script got the response.
        Allowed = "allowed",
        /// Script got an error.
        Blocked = "blocked",
        /// Nothing shows it.
        Unknown = "unknown",
    }
}

/// One message as it goes out.
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Outgoing {
    /// Preflight or request.
    pub kind: Kind,
    /// How many redirects were followed before it.
    pub hop: u32,
    /// Method, case kept.
    pub method: String,
    /// Serialised URL.
    pub url: String,
    /// Header lines.
    pub headers: HeaderList,
}

/// One message and what came back.
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Exchange {
    /// The message.
    pub sent: Outgoing,
    /// What came back.
    pub received: Answer,
    /// When it was sent, milliseconds on any clock.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<f64>,
}

/// The number of the format; only 1 exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Schema;

impl Serialize for Schema {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u8(1)
    }
}

/// A request and every exchange that was seen for it.
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    /// Always 1.
    pub schema: Schema,
    /// What the page asked for. An absent field is unknown.
    pub request: RequestInput,
    /// What went out and came back, in order.
    #[serde(default)]
    pub exchanges: Vec<Exchange>,
    /// What the browser did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub observed: Option<Observed>,
}
