//! From what was captured to calls, and from a call's known and unknown facts to a judgement.

mod judgement;

pub use judgement::{Alternative, Assumption, Clues, Judgement, Reason, Source};
