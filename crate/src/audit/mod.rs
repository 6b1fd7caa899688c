//! What one call shows beside its verdict: answers that work here and will break elsewhere, or that let someone read what
//! they shouldn't. Nothing here changes a verdict, and what a capture doesn't show is not said: a plain public `*`, a
//! named origin with `Vary: Origin` and whatever the CORS protocol has no say in are fine.
//!
//! Facts only; the words are in `explain`.

mod answers;
mod bypass;
mod cookies;
mod credentials;
mod error_answer;
mod exposure;
mod literal_wildcard;
mod origins;
mod preflight;
mod repeated;
pub mod session;
mod unsent;
mod vary;

use crate::capture::Judgement;
use crate::model::Engine;
use answers::{Answered, answers};
pub use unsent::{Unsent, unsent};

/// Where in the call something stands. Every place is in a response.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Which exchange of the scenario.
    pub exchange: usize,
    /// Where in its answer.
    pub at: At,
}

/// Where in an answer. Lines count from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum At {
    /// The status.
    Status,
    /// The name of a line.
    Name(usize),
    /// The value of a line, without the blanks around it.
    Value(usize),
    /// Bytes of a line's value, counted with the blanks in front of it.
    Part(usize, (usize, usize)),
    /// Behind the last line: a header is missed.
    EndOfHeaders,
}

/// What was found. The text of each variant says what an answer is like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// It names an origin, may be kept, and doesn't say that it is for this origin only.
    VaryMissing {
        /// The origin.
        origin: String,
    },
    /// It allows `null`, which every sandboxed frame of every page can be.
    NullAllowed {
        /// Its credentials, too.
        credentials: bool,
    },
    /// It came over TLS and allows an origin without.
    HttpOriginAllowed {
        /// The origin.
        origin: String,
        /// Its credentials, too.
        credentials: bool,
    },
    /// It allows every origin and credentials, which no browser takes together.
    WildcardAndCredentials,
    /// `Access-Control-Allow-Credentials` is something else than `true`.
    AllowCredentialsValue {
        /// What it is.
        value: String,
        /// And it was meant to allow.
        meant: bool,
    },
    /// A `*` in these lists, which is a name like any other in a call with credentials.
    LiteralWildcard {
        /// The headers.
        names: Vec<&'static str>,
    },
    /// A preflight's answer doesn't say how long it may be kept.
    MaxAgeMissing {
        /// How long each browser keeps an answer at most, in seconds.
        caps: Vec<(Engine, u64)>,
    },
    /// The preflight's answer and the answer to the request say different things.
    PreflightDiffers {
        /// In these headers.
        names: Vec<&'static str>,
        /// And the call is blocked by the latter.
        blocked: bool,
    },
    /// An error status without the header that the preflight's answer has.
    ErrorWithoutHeaders {
        /// The status.
        status: u16,
    },
    /// The same header was added twice.
    Repeated {
        /// The headers.
        names: Vec<&'static str>,
        /// One of them may be there only once.
        breaks: bool,
    },
    /// The browser let script read what no browser lets script read by these headers.
    Bypassed,
    /// It asks who is there, and the browser gave the page no cookies of that site.
    CookiesNotSent {
        /// The status.
        status: u16,
        /// What the browser says of the page's access to them.
        access: String,
    },
    /// It sets cookies for a page of another site, which the browser doesn't keep for such.
    CookiesNotKept {
        /// Their names.
        names: Vec<String>,
    },
    /// Headers that pages often want and that script can't read.
    NotExposed {
        /// Lower-case names.
        names: Vec<String>,
    },
}

/// Something found, and the bytes that show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What.
    pub found: Found,
    /// Where, the bytes at fault first.
    pub places: Vec<Place>,
}

/// All that one call shows; each kind of thing at most once.
#[must_use]
pub fn audit(judgement: &Judgement) -> Vec<Finding> {
    let answers = answers(judgement);
    let of_all: [Option<Finding>; 13] = [
        origins::null(&answers),
        origins::without_tls(&answers),
        vary::missing(&answers),
        credentials::with_wildcard(judgement, &answers),
        credentials::value(judgement, &answers),
        literal_wildcard::literal(judgement, &answers),
        repeated::repeated(&answers),
        bypass::bypassed(judgement, &answers),
        cookies::not_sent(judgement, &answers),
        cookies::not_kept(judgement, &answers),
        error_answer::without_headers(&answers),
        preflight::differs(judgement, &answers),
        exposure::hidden(judgement, &answers),
    ];
    of_all.into_iter().flatten().chain(preflight::max_age(judgement, &answers)).collect()
}

/// A finding, where there is anything to point at.
fn finding(found: Found, places: Vec<Place>) -> Option<Finding> {
    (!places.is_empty()).then_some(Finding { found, places })
}
