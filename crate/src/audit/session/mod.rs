//! What only several calls of a capture show together. The rows that show it are the evidence.

mod bleed;
mod bypass;
mod errors;
mod kept_preflight;
mod preflight_cost;
mod reflection;

use crate::capture::Judgement;
use crate::model::{Engine, Origin, Url};

/// A call of a capture.
#[derive(Debug, Clone, PartialEq)]
pub struct Call {
    /// Its row's id.
    pub id: String,
    /// What became of it.
    pub judgement: Judgement,
    /// When it began, in milliseconds.
    pub started_at: f64,
    /// How long its preflight took, in milliseconds.
    pub preflight: Option<f64>,
    /// The numbers of the entries that it was captured by.
    pub entries: Vec<usize>,
    /// The number of the entry of an earlier preflight whose kept answer it did with.
    pub kept_preflight: Option<usize>,
}

/// What was found.
#[derive(Debug, Clone, PartialEq)]
pub enum Together {
    /// A cache gave a page what was made for another origin, or for a request without one.
    CacheBleed {
        /// The URL.
        url: String,
        /// The origin it was made for; without one for a request that had none.
        made_for: Option<String>,
    },
    /// The same server allows credentials to whoever asks.
    Reflected {
        /// Origins that asked, each of another site.
        origins: Vec<String>,
        /// They are so many, or one of them is `null`, that no list can be meant.
        surely: bool,
    },
    /// Errors of a server lack the header that its other answers have.
    ErrorsWithoutHeaders {
        /// The server's origin.
        server: String,
        /// Statuses seen.
        statuses: Vec<u16>,
    },
    /// Answers that disagree with those of earlier preflights, which were kept for them.
    KeptPreflightDiffers {
        /// The server's origin.
        server: String,
        /// In these headers.
        names: Vec<&'static str>,
        /// And calls are blocked by it.
        blocked: bool,
    },
    /// Servers of unrelated sites all answer with the very same lines.
    SameEverywhere {
        /// How many sites.
        sites: usize,
        /// The names of the lines, as they are spelled.
        names: Vec<String>,
    },
    /// Preflights whose answers say nothing of how long they may be kept.
    PreflightsNotKept {
        /// The server's origin.
        server: String,
        /// How many.
        count: usize,
        /// What they took, in milliseconds.
        milliseconds: f64,
        /// How long each browser keeps an answer at most, in seconds.
        caps: Vec<(Engine, u64)>,
    },
}

/// Something found, and the ids of the rows that show it.
#[derive(Debug, Clone, PartialEq)]
pub struct SessionFinding {
    /// What.
    pub found: Together,
    /// Row ids.
    pub evidence: Vec<String>,
}

/// All that the calls of a capture show together.
#[must_use]
pub fn audit_session(calls: &[Call]) -> Vec<SessionFinding> {
    let mut found = reflection::reflected(calls);
    found.extend(bleed::bled(calls));
    found.extend(errors::without_headers(calls));
    found.extend(bypass::same_everywhere(calls));
    found.extend(kept_preflight::differs(calls));
    found.extend(preflight_cost::not_kept(calls));
    found
}

/// The origin of a message's URL.
fn server(url: &str) -> Option<Origin> {
    Url::parse(url).map(|url| Origin::of(&url))
}

/// Something for each server, in the order in which they are met.
struct ByServer<T>(Vec<(Origin, T)>);

impl<T: Default> ByServer<T> {
    /// What is kept for a server.
    fn of(&mut self, server: Origin) -> Option<&mut T> {
        let at = self.0.iter().position(|(other, _)| *other == server).unwrap_or_else(|| {
            self.0.push((server, T::default()));
            self.0.len() - 1
        });
        self.0.get_mut(at).map(|(_, kept)| kept)
    }
}
