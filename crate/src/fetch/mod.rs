//! The Fetch standard's CORS path as one sans-I/O state machine.

mod cause;
mod steps;
mod trace;

pub use cause::{Cause, CauseKind, NetworkCause, Phase, Verdict, names};
pub use steps::{Citation, StepId};
pub use trace::{Evaluation, Evidence, Outcome, PreflightReason, PreflightState, ResponseType, Step};
