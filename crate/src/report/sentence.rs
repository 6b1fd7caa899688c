//! What sentences are made of.

use serde::Serialize;
use std::borrow::Cow;

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

/// A link with its words.
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Link {
    /// Words.
    pub text: String,
    /// Address.
    pub href: String,
}
