//! All our sentences: a judgement becomes a Report, and a Report becomes text.
//!
//! Files here either decide what is worth saying (`why`, `marks`, `compare`, `notes`, …) or say it (`words/`,
//! `codes/`), never both.

mod audits;
mod cause_view;
mod checklist;
pub mod codes;
mod compare;
mod diagnostics;
mod divergence;
mod fixes;
mod gateway;
mod libraries;
mod marks;
mod messages;
mod needs;
mod notes;
mod pairing;
#[cfg(any(not(target_arch = "wasm32"), feature = "advice"))]
mod pasted;
mod reached;
mod recipes;
mod redact;
mod report;
mod sentence;
mod session_audits;
mod spans;
mod status;
mod text;
mod trace;
mod unsent;
mod why;
mod words;

#[cfg(test)]
mod tests;

pub use audits::audits;
pub use cause_view::cause_view;
pub use checklist::checklist;
pub use codes::{CodeDoc, page as code_page};
pub use fixes::fixes;
#[cfg(any(not(target_arch = "wasm32"), feature = "advice"))]
pub use pasted::{Read, read_text};
pub use reached::{Reached, reached_server};
pub use recipes::{recipes, stack};
pub use redact::{Redaction, redact_value, redact_value_with};
pub use report::report;
pub use sentence::plain;
pub use session_audits::session_audits;
pub use text::{render_text, render_text_json};
pub use trace::trace;
pub use unsent::why_unsent;
