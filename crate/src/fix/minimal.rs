//! The edits that are needed, each with for whom.

use super::{Edit, Need};
use crate::model::Engine;

/// The edits less each one without which all these engines allow the call; `allows` tells whether one does with some.
#[must_use]
pub fn minimal(
    edits: &[Edit],
    asked: Engine,
    engines: &[Engine],
    allows: &dyn Fn(Engine, &[Edit]) -> bool,
) -> Vec<Edit> {
    let mut rest = edits.to_vec();
    let mut kept: Vec<Edit> = Vec::new();
    while !rest.is_empty() {
        let mut edit = rest.remove(0);
        let without = [kept.as_slice(), rest.as_slice()].concat();
        edit.need = if !allows(asked, &without) {
            Need::Verdict
        } else if engines.iter().all(|engine| allows(*engine, &without)) {
            continue;
        } else {
            Need::Engines
        };
        kept.push(edit);
    }
    kept
}
