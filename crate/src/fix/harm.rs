//! What keeps others from harm by a fix: no verdict needs it.

use super::edit::{edited, varies_by_origin};
use super::{Change, Edit, Need, Place};
use crate::fetch::names;
use crate::model::{Answer, Exchange};

/// What some edits need beside them: an answer that names one origin must not be kept for another, and one for every
/// origin gives no leave for credentials.
#[must_use]
pub fn kept_from_harm(exchanges: &[Exchange], edits: &[Edit]) -> Vec<Edit> {
    let answers = edited(exchanges, edits.iter());
    let mut added = Vec::new();
    for Edit { place, change, captured, .. } in edits {
        let Change::Set(names::ALLOW_ORIGIN, value) = change else { continue };
        let exchange = answers.iter().find(|exchange| Place::of(&exchange.sent) == *place);
        let Some(Exchange { received: Answer::Received(received), .. }) = exchange else { continue };
        let change = if value == "*" {
            received
                .headers
                .contains(names::ALLOW_CREDENTIALS)
                .then_some(Change::Remove(names::ALLOW_CREDENTIALS))
        } else {
            (!varies_by_origin(received)).then_some(Change::Append(names::VARY, names::ORIGIN))
        };
        added.extend(change.map(|change| Edit {
            place: *place,
            change,
            need: Need::Safety,
            captured: *captured,
        }));
    }
    added
}
