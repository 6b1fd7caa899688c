//! WebKit: where it leaves the standard, each deviation with what was seen.
//!
//! Seen on WebKitGTK 2.50; what holds for its network library (libsoup) alone says so.

mod console;
mod header_names;
mod max_age;

use crate::fetch::cache::CacheRules;
use crate::fetch::{
    ConsoleMessage, Evaluation, PreflightCheck, Profile, is_safelisted_request_header, single_range,
};
use crate::model::{Engine, HeaderList, Mode, Request};

/// WebKit's rules.
pub struct Webkit;

impl Profile for Webkit {
    fn engine(&self) -> Engine {
        Engine::Webkit
    }

    fn version(&self) -> &'static str {
        "WebKitGTK 2.50"
    }

    /// Takes the unit of a range in any case, and positions that are 64-bit numbers (seen: `Bytes=0-1` sends no preflight).
    fn is_safelisted_header(&self, name: &str, value: &[u8]) -> bool {
        if name != "range" {
            return is_safelisted_request_header(name, value);
        }
        let fits = |digits: &[u8]| std::str::from_utf8(digits).is_ok_and(|text| text.parse::<u64>().is_ok());
        value.len() <= 128
            && single_range(&value.to_ascii_lowercase())
                .is_some_and(|(start, end)| fits(start) && end.is_none_or(fits))
    }

    /// One value a name.
    fn combines_request_headers(&self) -> bool {
        true
    }

    /// An element with `crossorigin`, a module and a font send `Origin` to their own origin, too (seen).
    fn always_sends_origin(&self, request: &Request) -> bool {
        request.mode == Mode::Cors && request.initiator.is_element()
    }

    /// The status comes before the CORS check (seen: a 404 without `Access-Control-Allow-Origin` is told by its status).
    fn preflight_order(&self) -> &'static [PreflightCheck] {
        use PreflightCheck::{
            Authorization, Cors, Headers, HeadersSyntax, Method, MethodsSyntax, Redirect, Status,
        };
        &[Redirect, Status, Cors, MethodsSyntax, HeadersSyntax, Method, Authorization, Headers]
    }

    /// `*` covers `Authorization` (seen).
    fn wildcard_covers_authorization(&self) -> bool {
        true
    }

    fn max_age(&self, headers: &HeaderList) -> u64 {
        max_age::seconds(headers)
    }

    /// One answer a key, replaced as a whole; a lookup it doesn't cover removes it.
    fn cache_rules(&self) -> CacheRules {
        CacheRules { replaces: true, miss_evicts: true, forced_needs_method: false, ..CacheRules::STANDARD }
    }

    fn console(&self, request: &Request, evaluation: &Evaluation) -> Option<ConsoleMessage> {
        console::message(request, evaluation)
    }
}
