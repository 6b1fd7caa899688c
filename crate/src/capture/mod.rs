//! From what was captured to calls, and from a call's known and unknown facts to a judgement.

mod address_space;
mod build;
mod changes;
mod dedupe;
mod facts;
mod firefox;
mod hypotheses;
mod index;
mod judge;
mod judgement;
mod live;
mod local_target;
mod members;
mod mixed_content;
mod names;
mod opaque_worker;
mod outcome;
mod page;
mod page_headers;
mod pairs;
#[cfg(any(not(target_arch = "wasm32"), feature = "advice"))]
mod pasted;
mod relation;
mod replay;
mod role;
mod row;
mod source;
mod store;
mod timeline;

pub use address_space::Mention;
pub use changes::{Added, Change, ChangeKind, Skipped};
pub use judge::{Decision, decide, judge, judge_settled};
pub use judgement::{Alternative, Assumption, Clues, Judgement, OpaquePage, Reason, Source};
pub use live::Live;
pub use local_target::is_local_url;
pub use mixed_content::is_mixed;
#[cfg(any(not(target_arch = "wasm32"), feature = "advice"))]
pub use outcome::network_error;
pub use page::Page;
#[cfg(any(not(target_arch = "wasm32"), feature = "advice"))]
pub use pasted::{of_page, of_pasted};
pub use replay::{NOT_CAPTURED, replay};
pub use row::{Row, Timing};
pub use store::{Capture, Work};
