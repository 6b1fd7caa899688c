//! Formats of outsiders, parsed only: what a browser's devtools export, and the `Scenario` somebody wrote.
//! Nothing here knows what CORS is.

mod entry;
mod har;
mod scenario;
mod time;

pub use entry::{Entry, ScriptPosition};
pub use har::{Entries, har_entries, har_entry, har_file};
pub use scenario::{answer, request, scenario};
pub use time::milliseconds;

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

    /// From serde's error and the path it happened at.
    fn at<E: fmt::Display>(error: &serde_path_to_error::Error<E>) -> Self {
        let path = error.path().to_string();
        let text = error.inner().to_string();
        // serde_json adds its position, which says nothing to someone who passed an object.
        let reason = match text.rfind(" at line ") {
            Some(end) => text.get(..end).unwrap_or(&text),
            None => &text,
        };
        let path = if path == "." { String::new() } else { path };
        // Our own checks name the element of a list, or a field of the object, themselves.
        if let Some((inner, rest)) = reason.split_once(": ") {
            if inner.starts_with('[') {
                return Self::new(format!("{path}{inner}"), rest);
            }
            if let Some(name) = inner.strip_prefix("field `").and_then(|name| name.strip_suffix('`')) {
                return Self::new(join(&path, name), rest);
            }
        }
        if let Some(name) = reason.strip_prefix("missing field `").and_then(|name| name.strip_suffix('`')) {
            return Self::new(join(&path, name), "missing");
        }
        Self::new(path, reason)
    }
}

fn join(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
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
