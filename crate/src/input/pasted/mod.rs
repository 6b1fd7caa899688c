//! What people paste: HTTP messages, a `curl` command, a call of `fetch`. Parsed only.

mod call;
mod curl;
mod http;
mod literal;
mod script;
mod shell;

pub use call::PastedCall;
pub use http::Message;

use super::Malformed;

/// What a text was.
#[derive(Debug, Clone, PartialEq)]
pub enum Pasted {
    /// HTTP messages.
    Messages(Vec<Message>),
    /// A request without an answer.
    Call(Box<PastedCall>),
}

/// The longest text that is looked at, in bytes.
pub const LONGEST: usize = 1 << 20;

/// Reads a `curl` command or HTTP messages; nothing where a text is none of these.
///
/// # Errors
/// What can't be read of it.
pub fn pasted(text: &str) -> Result<Option<Pasted>, Malformed> {
    if text.len() > LONGEST {
        return Err(Malformed::new("text", "longer than 1 MB: a HAR file is for `explainHar`"));
    }
    // A prompt before the command.
    let command = text.trim_start().trim_start_matches("$ ").trim_start_matches("> ");
    let first = command.split_whitespace().next().unwrap_or_default();
    if matches!(first, "curl" | "curl.exe") {
        return curl::curl(command).map(|call| Some(Pasted::Call(Box::new(call))));
    }
    let messages = http::messages(text)?;
    Ok((!messages.is_empty()).then_some(Pasted::Messages(messages)))
}

/// Reads a call of `fetch`; nothing where a text has none.
///
/// # Errors
/// What can't be read of it.
pub fn pasted_script(text: &str) -> Result<Option<PastedCall>, Malformed> {
    script::arguments(text).map(script::fetch_call).transpose()
}
