//! What judging one call gives: the run that fits what was seen, and what had to be assumed for it.

use super::Mention;
use crate::engine::ENGINES;
use crate::fetch::{Cause, Evaluation, Verdict};
use crate::model::{Engine, Observed, Request, Scenario};

#[expect(missing_docs, reason = "the fields say what they are by their names")]
/// Why a fact that the capture doesn't show was taken to have a value. Wording lives in `explain`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// The platform's default, and nothing speaks against it.
    PlatformDefault,
    /// Either value gives the same verdict.
    NoDifference,
    /// Only this value makes the browser's outcome come out.
    OnlyThisFitsOutcome,
    /// The browser stopped after the preflight, so the preflight must have failed.
    StoppedAfterPreflight,
    /// The request carried a `Cookie` header across origins.
    CookieSent,
    /// The request carried `Sec-Fetch-Storage-Access`, which goes with included credentials.
    StorageAccessHeader,
    /// The request went across sites without `Sec-Fetch-Storage-Access`, which this browser adds to included
    /// credentials.
    NoStorageAccessHeader,
    /// A GET or HEAD went to another origin without `Origin`, so CORS was not asked for.
    NoOriginHeader,
    /// A preflight was sent though neither method nor headers ask for one.
    PreflightSeen,
    /// No preflight was sent though one is needed; this earlier entry's answer may be kept for so many seconds.
    EarlierPreflight { entry: usize, max_age: u64 },
    /// No preflight was sent though one is needed, and no earlier one was captured.
    NoPreflightSeen,
    /// The answer came from the HTTP cache; this earlier entry of the same URL is the stored one.
    StoredAnswer { entry: usize },
    /// The call failed without anything having been sent, towards a loopback or private address.
    LocalTarget,
    /// The call came to nothing without anything having been sent, from a page over TLS towards an `http` URL.
    MixedContent,
    /// The redirect was answered and passes, yet was not followed.
    RedirectNotFollowed,
    /// An option of `fetch` that is in no entry, by what the page's scripts mention.
    Option(Mention),
    /// Taken from another entry of the capture: the page's document, an initiator, a `Referer`.
    From(&'static str),
}

impl Reason {
    /// The captured entry that it speaks of.
    #[must_use]
    pub fn entry(&self) -> Option<usize> {
        match self {
            Self::EarlierPreflight { entry, .. } | Self::StoredAnswer { entry } => Some(*entry),
            _ => None,
        }
    }
}

/// A fact that was taken to have a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assumption {
    /// The field of the request, or `preflight`, `answer`, `page-origin`.
    pub fact: &'static str,
    /// The value taken.
    pub value: String,
    /// Why.
    pub reason: Reason,
}

/// Another value of the same facts, and what it would give.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alternative {
    /// `credentials: include`.
    pub assume: String,
    /// The verdict under it.
    pub verdict: Verdict,
    /// Its first cause.
    pub cause: Option<Cause>,
}

/// A page that has no origin of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OpaquePage {
    /// Of a `file:` URL.
    File,
    /// A frame within a page that has one.
    Frame,
}

/// What a capture knows beyond the scenario.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Clues {
    /// The request itself never left the browser (a status 0 entry with provisional headers).
    pub never_sent: bool,
    /// The browser's own word for the failure is another than that for CORS.
    pub not_cors: bool,
    /// What kind of page the call is of, where that page has no origin and something shows it.
    pub opaque_page: Option<OpaquePage>,
    /// It may as well be a module: the browser doesn't tell.
    pub may_be_module: bool,
    /// Reasons for facts that the capture settled when it built the scenario.
    pub settled: Vec<Assumption>,
    /// The browser tells its end by a word that the option `targetAddressSpace` is told by, too; whether any script of its
    /// page mentions that.
    pub option_may_end_it: Option<Mention>,
    /// Lines of a request that never left the browser, as the page set them.
    pub provisional: Option<crate::model::Outgoing>,
}

/// Where a call was captured.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Source {
    /// Numbers of the entries it was built from.
    pub entries: Vec<usize>,
    /// When the first began: milliseconds since 1970.
    pub started_at: Option<f64>,
    /// URL of the page.
    pub page: Option<String>,
    /// Script position that made the request: URL, line, column (from 1).
    pub initiator: Option<(String, u32, u32)>,
}

/// A judged call.
#[derive(Debug, Clone, PartialEq)]
pub struct Judgement {
    /// The engine asked for.
    pub engine: Engine,
    /// The call as it was captured or written down.
    pub scenario: Scenario,
    /// The request with every fact settled as the judgement took it.
    pub request: Request,
    /// The run under that engine.
    pub evaluation: Evaluation,
    /// The same under every other engine.
    pub others: Vec<(Engine, Evaluation)>,
    /// What was taken for granted.
    pub assumptions: Vec<Assumption>,
    /// What other values would give.
    pub alternatives: Vec<Alternative>,
    /// What the browser did.
    pub observed: Observed,
    /// Our verdict against the browser's outcome; `None` where either is unknown.
    pub agrees: Option<bool>,
    /// What the capture knew beyond the scenario.
    pub clues: Clues,
}

impl Judgement {
    /// The runs of all engines, in the order in which they are shown.
    #[must_use]
    pub fn engines(&self) -> Vec<(Engine, &Evaluation)> {
        let mut runs = Vec::with_capacity(ENGINES.len());
        for engine in ENGINES {
            let other = self.others.iter().find(|(other, _)| other == engine).map(|(_, run)| run);
            runs.extend(
                other
                    .or_else(|| (*engine == self.engine).then_some(&self.evaluation))
                    .map(|run| (*engine, run)),
            );
        }
        runs
    }
}
