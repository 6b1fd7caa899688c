//! WebKit: where it leaves the standard, each deviation with what was seen.
//!
//! Seen on WebKitGTK 2.50; what holds for its network library (libsoup) alone says so.

mod cache;
mod console;
mod header_names;

use crate::fetch::cache::CacheRules;
use crate::fetch::{
    AllowOriginFault, CauseKind, ConsoleMessage, Evaluation, Location, PreflightCheck, Profile,
    RedirectCount, Tainting, becomes_get, is_redirect_status, is_safelisted_request_header,
    is_safelisted_response_header, names,
};
use crate::model::{ByteString, Engine, HeaderList, Initiator, Mode, RedirectMode, Request, Url, digits};

/// WebKit's rules.
pub struct Webkit;

impl Profile for Webkit {
    fn engine(&self) -> Engine {
        Engine::Webkit
    }

    fn version(&self) -> &'static str {
        "WebKitGTK 2.50"
    }

    fn is_safelisted_header(&self, name: &str, value: &[u8]) -> bool {
        if name == "range" { is_range(value) } else { is_safelisted_request_header(name, value) }
    }

    /// No stream is sent (seen: `NotSupportedError: ReadableStream uploading is not supported`, whatever else is wrong with
    /// the call).
    fn blocks(&self, request: &Request) -> bool {
        request.has_stream_body()
    }

    /// A font is no CORS request at all (seen: loaded without `Origin`, whatever the answer allows).
    fn adapt(&self, request: &mut Request) {
        if request.initiator == Initiator::Font {
            request.mode = Mode::NoCors;
        }
    }

    /// libsoup's: a DELETE that leaves its origin becomes a GET, too, whatever the status (seen: 307).
    fn becomes_get(&self, status: u16, method: &str, cross_origin: bool) -> bool {
        (cross_origin && method == "DELETE") || becomes_get(status, method)
    }

    /// The answer to "is this a simple request?" is kept for the whole chain, and given by the page's own headers
    /// (seen: a POST of JSON that 303 turns into a GET is preflighted with `content-type`).
    fn preflights_go_on(&self) -> bool {
        true
    }

    /// The header stays in the request until it leaves an origin (seen: a POST to the page's own origin that 303 turns
    /// into a GET).
    fn origin_goes_on(&self) -> bool {
        true
    }

    /// The page's process checks a redirect after the network's has gone on to the next preflight, and by the credentials
    /// it started with (seen: home → B → B with credentials mode `same-origin` needs `Access-Control-Allow-Credentials`; home
    /// → user@B is refused once B's preflight has passed).
    fn rechecks_redirects(&self) -> bool {
        true
    }

    /// A `no-cors` request must follow redirects, whatever its URL (seen).
    fn fetches_data_first(&self, request: &Request) -> bool {
        request.mode != Mode::NoCors || request.redirect == RedirectMode::Follow
    }

    /// The referrer policy is the page's process's; the network's makes `Origin` anew where a redirect leads to another origin
    /// (seen: a `no-cors` POST without referrer carries `null` home, and the page's origin where 307 leads).
    fn referrer_policy_hides_origin(&self, moved: bool) -> bool {
        !moved
    }

    /// They are taken off where the CORS protocol begins (seen: `XMLHttpRequest` with them follows a relative `Location`).
    fn carries_url_credentials(&self, _request: &Request, cors: bool) -> bool {
        !cors
    }

    /// `Accept` is on the list of the page's process, though not on that of the network's, which lets every name pass
    /// for a `*` (seen: `Accept` is readable under `*` with credentials).
    fn is_safelisted_response_header(&self, name: &str, wildcard: bool) -> bool {
        (wildcard && name == "accept") || is_safelisted_response_header(name)
    }

    /// Header values reach WebKit as well-formed UTF-8 and are read as Latin-1 (seen: `é` in UTF-8 is requested as
    /// `%C3%83%C2%A9`).
    fn location_text(&self, location: &ByteString) -> Option<String> {
        Some(header_names::as_read(location))
    }

    /// Lines are one value, as those of any header (seen: `/a` twice leads to `/a,%20/a`).
    /// An empty one leads nowhere (seen: the call fails without a word).
    fn location(&self, headers: &HeaderList) -> Location {
        match headers.get(names::LOCATION) {
            None => Location::Absent,
            Some(value) if value.as_bytes().is_empty() => Location::Failure(value),
            Some(value) => Location::Value(value),
        }
    }

    /// FTP is off, and that is found first (seen: whatever the answer allows).
    fn stops_at(&self, target: Option<&Url>, _mode: RedirectMode) -> bool {
        target.is_some_and(|target| target.scheme() == "ftp")
    }

    /// libsoup follows all of them but the four that HTTP gives another meaning (seen: 309 is followed, 306 is not). What
    /// leads nowhere reaches the page's process, which goes by the standard's statuses: mode `manual` makes it an opaque
    /// redirect, `follow` fails for an empty `Location`, `error` lets it pass (seen).
    fn is_redirect(&self, request: &Request, status: u16, location: &Location) -> bool {
        match (location, request.redirect) {
            (Location::Value(_), _) => matches!(status, 301..=303 | 307..=399),
            (_, RedirectMode::Manual) | (Location::Failure(_), RedirectMode::Follow) => {
                is_redirect_status(status)
            }
            _ => false,
        }
    }

    /// A forced preflight's answer must list the method as any other's (seen).
    fn forced_preflight_needs_list(&self) -> bool {
        true
    }

    /// Mode `cors` knows the schemes it can be used with; some are refused before it is asked (seen). Where CORS is no
    /// matter, elements and beacons follow to `data:` (seen: a script runs what it holds).
    fn redirect_scheme_fault(
        &self,
        target: &Url,
        request: &Request,
        tainting: Tainting,
    ) -> Option<CauseKind> {
        let scheme = target.scheme().to_owned();
        let refused_before = tainting == Tainting::Basic && matches!(scheme.as_str(), "blob" | "file");
        match request.mode {
            Mode::Cors if !refused_before => {
                Some(CauseKind::SchemeNotSupported { scheme, url: Some(target.as_str().to_owned()) })
            }
            Mode::NoCors if scheme == "data" && request.initiator != Initiator::Fetch => None,
            _ => Some(CauseKind::RedirectUnsafeScheme { scheme }),
        }
    }

    /// The checks of the CORS protocol come first, where it is asked for (seen: a 21st with a user name or to `foo:` is told
    /// by that in mode `cors`, by its number in mode `no-cors`).
    fn redirect_count(&self, request: &Request) -> RedirectCount {
        if request.mode == Mode::NoCors { RedirectCount::First } else { RedirectCount::Last }
    }

    /// A comma makes it several values.
    fn allow_origin_fault(&self, value: &ByteString, _lines: usize) -> AllowOriginFault {
        if value.as_bytes().contains(&b',') { AllowOriginFault::Multiple } else { AllowOriginFault::Mismatch }
    }

    /// One value a name.
    fn combines_request_headers(&self) -> bool {
        true
    }

    /// An element with `crossorigin`, a module and a font send `Origin` to their own origin, too (seen).
    fn always_sends_origin(&self, request: &Request, _method: &str, _urls: &[Url]) -> bool {
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
        super::max_age::signed(headers, cache::MAX_AGE_CAP)
    }

    fn cache_rules(&self) -> CacheRules {
        cache::RULES
    }

    fn console(&self, request: &Request, evaluation: &Evaluation) -> Option<ConsoleMessage> {
        console::message(request, evaluation)
    }
}

/// A range of bytes: the unit in any case, positions that are 64-bit numbers and may have a plus sign, no blank anywhere (seen).
fn is_range(value: &[u8]) -> bool {
    let number = |text: &str| digits(text.strip_prefix('+').unwrap_or(text).as_bytes());
    let value = value.to_ascii_lowercase();
    let parts = std::str::from_utf8(&value)
        .ok()
        .filter(|text| text.len() <= 128)
        .and_then(|text| text.strip_prefix("bytes=")?.split_once('-'));
    match parts.map(|(start, end)| (number(start), end.is_empty(), number(end))) {
        Some((Some(_), true, _)) => true,
        Some((Some(start), _, Some(end))) => start <= end,
        _ => false,
    }
}
