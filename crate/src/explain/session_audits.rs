//! What several calls show together, as notes of the session; words in `words/session_audits.rs`.

use super::audits::gravest_first;
use super::words::session_audits as words;
use crate::audit::session::{Call, audit_session};
use crate::report::Note;

/// What the calls of a capture show together, the gravest first.
#[must_use]
pub fn session_audits(calls: &[Call]) -> Vec<Note> {
    gravest_first(audit_session(calls).into_iter().map(words::note).collect())
}
