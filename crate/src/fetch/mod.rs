//! The Fetch standard's CORS path as one sans-I/O state machine: one file per algorithm, steps in the standard's order.
//!
//! Nothing here knows a browser by name: what one does differently comes in through [`Profile`].

mod arguments;
pub mod cache;
mod cause;
mod corp;
pub mod cors_check;
mod csp;
mod exposure;
pub mod extract;
mod forbidden;
mod http_fetch;
mod machine;
mod main_fetch;
pub mod method;
mod origin_header;
mod preflight;
mod profile;
mod redirect;
mod run;
mod safelist;
mod steps;
mod trace;

pub use cache::PreflightCache;
pub use cause::{Cause, CauseKind, NetworkCause, Phase, Verdict, names};
pub use csp::{refusing_directive, upgrades as csp_upgrades};
pub use exposure::is_safelisted as is_safelisted_response_header;
pub use forbidden::is_forbidden as is_forbidden_request_header;
pub use http_fetch::STORED_RESPONSE;
pub use machine::{Fetch, Next, Tainting};
pub use profile::{
    AllowOriginFault, ConsoleMessage, Location, PreflightCheck, Profile, RedirectCount, Refusal,
};
pub use redirect::{LIMIT as REDIRECT_LIMIT, becomes_get, is_redirect_status};
pub use safelist::{
    UnsafeNames, is_safelisted as is_safelisted_request_header, mime_essence, single_range, unsafe_names,
};
pub use steps::{Citation, StepId};
pub use trace::{Evaluation, Evidence, Outcome, PreflightReason, PreflightState, ResponseType, Step};
