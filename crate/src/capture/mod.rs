//! From what was captured to calls, and from a call's known and unknown facts to a judgement.

mod judge;
mod judgement;
mod replay;

pub use judge::{Decision, decide, judge};
pub use judgement::{Alternative, Assumption, Clues, Judgement, Reason, Source};
pub use replay::{NOT_CAPTURED, replay};
