//! The capture as a whole: how many calls, how they ended, to which hosts.

use super::{Note, Row};
use crate::fetch::Verdict;
use serde::Serialize;

/// Calls per host.
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct HostSummary {
    /// Host with port.
    pub host: String,
    /// Calls.
    pub calls: usize,
    /// Blocked ones.
    pub blocked: usize,
}

/// Calls per verdict.
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Default)]
pub struct VerdictCounts {
    /// Allowed.
    pub allowed: usize,
    /// Blocked.
    pub blocked: usize,
    /// Failed.
    pub failed: usize,
    /// Rejected.
    pub rejected: usize,
    /// Undetermined.
    pub undetermined: usize,
}

/// The capture as a whole.
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SessionReport {
    /// Always 1.
    #[cfg_attr(target_arch = "wasm32", tsify(type = "1"))]
    pub schema: u8,
    /// Calls.
    pub calls: usize,
    /// By verdict.
    pub verdicts: VerdictCounts,
    /// By host.
    pub hosts: Vec<HostSummary>,
    /// Findings.
    pub notes: Vec<Note>,
}

impl SessionReport {
    /// Counts the calls of a capture.
    pub fn of<'a>(rows: impl IntoIterator<Item = &'a Row>) -> Self {
        let mut report = Self {
            schema: 1,
            calls: 0,
            verdicts: VerdictCounts::default(),
            hosts: Vec::new(),
            notes: Vec::new(),
        };
        // By name, so that a host is found by halving.
        let mut hosts: Vec<HostSummary> = Vec::new();
        for row in rows {
            report.calls += 1;
            let verdicts = &mut report.verdicts;
            let count = match row.verdict {
                Verdict::Allowed => &mut verdicts.allowed,
                Verdict::Blocked => &mut verdicts.blocked,
                Verdict::Failed => &mut verdicts.failed,
                Verdict::Rejected => &mut verdicts.rejected,
                Verdict::Undetermined => &mut verdicts.undetermined,
            };
            *count += 1;
            // The URL is serialised: its host stands between the second slash and the next delimiter.
            let host = row.url.split(['/', '?', '#']).nth(2).unwrap_or_default();
            let at = hosts.partition_point(|summary| summary.host.as_str() < host);
            if hosts.get(at).is_none_or(|summary| summary.host != host) {
                hosts.insert(at, HostSummary { host: host.to_owned(), calls: 0, blocked: 0 });
            }
            if let Some(summary) = hosts.get_mut(at) {
                summary.calls += 1;
                summary.blocked += usize::from(row.verdict == Verdict::Blocked);
            }
        }
        // The most blocked ones first, then the busiest.
        for host in hosts {
            let rank = |host: &HostSummary| (host.blocked, host.calls);
            let at = report.hosts.partition_point(|other| rank(other) >= rank(&host));
            report.hosts.insert(at, host);
        }
        report
    }
}
