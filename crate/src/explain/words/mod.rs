//! All wording. Lower case, no final period, short plain words; values from the call and protocol names stand apart
//! from our own words. Nobody is blamed: a message lacks a header, a page sets one.

pub mod assumptions;
pub mod audits;
pub mod because;
pub mod checklist;
pub mod differences;
pub mod divergence;
pub mod fixes;
pub mod headline_table;
pub mod headlines;
pub mod messages;
pub mod network;
pub mod notes;
pub mod recipes;
pub mod session_audits;
pub mod trace;
pub mod unsent;
