//! One HAR entry, checked and without what no one needs here (bodies, cookies, phases of the timing).

use crate::model::{HeaderList, Url};
use std::borrow::Cow;

/// A place in a script, counted from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScriptPosition {
    /// URL of the script.
    pub url: String,
    /// Line.
    pub line: u32,
    /// Column.
    pub column: u32,
}

/// A request that devtools recorded, and what came back.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Method, case kept.
    pub method: String,
    /// URL without its fragment.
    pub url: Url,
    /// Request header lines as on the wire, or provisional ones.
    pub request_headers: HeaderList,
    /// Major version of the Chromium that wrote it; 0 for any other browser.
    pub chromium: u64,
    /// Major version of the Firefox that wrote it; 0 for any other browser.
    pub firefox: u64,
    /// The request headers are not those of the wire: the browser only knew what it was going to send.
    pub provisional: bool,
    /// The request has a body.
    pub has_body: bool,
    /// Status; 0 where no response was seen.
    pub status: u16,
    /// Response header lines.
    pub response_headers: HeaderList,
    /// Target of a redirect, as the browser resolved it.
    pub redirect_url: Option<Url>,
    /// The browser's own word for a failure, such as `net::ERR_FAILED`.
    pub error: Option<String>,
    /// The browser, though it has no words for failures, wrote down that the request ended without an answer.
    pub no_answer: bool,
    /// Milliseconds since 1970.
    pub start: f64,
    /// Milliseconds from start to end, as far as the entry knows.
    pub time: f64,
    /// Milliseconds until the answer began: the rest of the time its body came in.
    pub waited: f64,
    /// Chromium's `_resourceType`.
    pub resource_type: Option<String>,
    /// Chromium's `_initiator.type`.
    pub initiator_type: Option<String>,
    /// Where in a script the request was made.
    pub position: Option<ScriptPosition>,
    /// The answer came out of a cache.
    pub from_cache: bool,
    /// A service worker answered.
    pub via_service_worker: bool,
    /// Which page of the file it belongs to.
    pub page: Option<String>,
    /// Firefox's `_priority` is the usual one.
    pub has_usual_priority: bool,
}

impl Entry {
    /// The least an entry says; the rest is read into it.
    #[must_use]
    pub fn new(method: String, url: Url) -> Self {
        Self {
            method,
            url,
            request_headers: HeaderList::default(),
            chromium: 0,
            firefox: 0,
            provisional: false,
            has_body: false,
            status: 0,
            response_headers: HeaderList::default(),
            redirect_url: None,
            error: None,
            no_answer: false,
            start: 0.0,
            time: 0.0,
            waited: 0.0,
            resource_type: None,
            initiator_type: None,
            position: None,
            from_cache: false,
            via_service_worker: false,
            page: None,
            has_usual_priority: false,
        }
    }

    /// When it ended, as far as the entry knows.
    #[must_use]
    pub fn end(&self) -> f64 {
        self.start + self.time
    }

    /// No response was seen.
    #[must_use]
    pub fn unanswered(&self) -> bool {
        self.status == 0
    }

    /// A request header's value as text.
    #[must_use]
    pub fn request_header(&self, name: &str) -> Option<Cow<'_, str>> {
        let mut found = None;
        let mut lines = 0;
        for header in &self.request_headers.0 {
            if header.name.eq_ignore_case(name) {
                found = Some(header);
                lines += 1;
            }
        }
        match std::str::from_utf8(found?.trimmed().0) {
            Ok(text) if lines == 1 && text.is_ascii() => Some(Cow::Borrowed(text)),
            _ => self.request_headers.get(name).map(|value| Cow::Owned(value.to_isomorphic())),
        }
    }

    /// Whether a request header has exactly this value.
    #[must_use]
    #[inline(never)]
    pub fn says(&self, name: &str, value: &str) -> bool {
        self.request_header(name).as_deref() == Some(value)
    }
}
