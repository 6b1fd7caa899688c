//! A cause as data: its code, its place and its evidence.

use crate::fetch::Cause;
use crate::report::{CauseView, Rule};
use serde_json::Value;

/// The public form of a cause.
#[must_use]
pub fn cause_view(cause: &Cause) -> CauseView {
    let mut evidence = match serde_json::to_value(&cause.kind) {
        Ok(Value::Object(fields)) => fields,
        _ => serde_json::Map::new(),
    };
    evidence.remove("code");
    CauseView {
        code: cause.kind.code(),
        phase: cause.phase,
        hop: cause.hop,
        header: cause.header(),
        evidence,
    }
}

/// The step that decided it.
#[must_use]
pub fn rule(cause: &Cause) -> Rule {
    let citation = cause.step.citation();
    Rule { algorithm: citation.algorithm, step: citation.step, url: citation.url }
}
