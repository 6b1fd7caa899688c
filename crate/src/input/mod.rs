//! Formats of outsiders, parsed only: what a browser's devtools export, and the `Scenario` somebody wrote.
//! Nothing here knows what CORS is.

mod entry;
mod fields;
mod har;
#[cfg(any(not(target_arch = "wasm32"), feature = "advice"))]
mod pasted;
mod scenario;
mod time;
mod user_agent;

pub use entry::{Entry, ScriptPosition};
pub use har::{Entries, har_entries, har_entry, har_file};
#[cfg(any(not(target_arch = "wasm32"), feature = "advice"))]
pub use pasted::{Message, Pasted, PastedCall, pasted, pasted_script};
pub use scenario::{answer, outgoing, request, scenario};
pub use time::milliseconds;
pub use user_agent::version;

use std::fmt;

/// Input that can't be read: which field, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Malformed {
    /// Path to the field, as one writes it in JavaScript.
    pub field: String,
    /// What is wrong with it.
    pub reason: String,
}

impl Malformed {
    /// A field and what is wrong with it.
    pub fn new(field: impl Into<String>, reason: impl Into<String>) -> Self {
        Self { field: field.into(), reason: reason.into() }
    }

    /// The same, seen from outside: the field lies in this one (a name, or `[index]`).
    #[must_use]
    pub fn under(mut self, outer: &str) -> Self {
        let point = if self.field.is_empty() || self.field.starts_with('[') { "" } else { "." };
        self.field = format!("{outer}{point}{}", self.field);
        self
    }
}

impl fmt::Display for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.field.is_empty() {
            f.write_str(&self.reason)
        } else {
            write!(f, "{}: {}", self.field, self.reason)
        }
    }
}

impl std::error::Error for Malformed {}
