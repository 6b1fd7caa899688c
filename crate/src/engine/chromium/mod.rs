//! Chromium: where it leaves the standard, each deviation with what was seen.
//!
//! Seen on Debian's Chromium 156; the cases in `tests/cases/` marked `observed:Chromium` are run again by every test.

mod cache;
mod client_hints;
mod console;

use super::site::is_for_other_site_around;
use crate::fetch::cache::CacheRules;
use crate::fetch::{
    AllowOriginFault, CauseKind, ConsoleMessage, Evaluation, Location, PreflightCheck, Profile,
    REDIRECT_LIMIT, RedirectCount, Refusal, Tainting, is_redirect_status, is_safelisted_request_header,
    names, single_range,
};
use crate::model::{
    ByteString, Credentials, Engine, HeaderList, Initiator, Mode, Origin, Received, RedirectMode, Request,
    Url, digits, escaped_location, text, trim_blanks,
};

/// Chromium's rules.
pub struct Chromium;

impl Profile for Chromium {
    fn engine(&self) -> Engine {
        Engine::Chromium
    }

    fn version(&self) -> &'static str {
        "Chromium 156"
    }

    /// Still safelists the client hints that the standard has taken off its list (seen: `fetch` with `DPR: 2` sends no
    /// preflight), and reads range positions as 64-bit numbers.
    fn is_safelisted_header(&self, name: &str, value: &[u8]) -> bool {
        value.len() <= 128
            && match name {
                "range" => single_range(value)
                    .is_some_and(|(start, end)| fits_int64(start) && end.is_none_or(fits_int64)),
                _ => is_safelisted_request_header(name, value) || client_hints::is_safelisted(name, value),
            }
    }

    /// A `User-Agent` set by script never asks for a preflight: it is on the list of headers that the network stack
    /// takes for its own (seen: `fetch` with `User-Agent: x` sends no preflight and carries the value).
    fn never_preflights(&self, name: &str) -> bool {
        name == "user-agent"
    }

    /// A stream as the body takes the place of mode `same-origin` (seen: such a request is preflighted across origins).
    fn adapt(&self, request: &mut Request) {
        if request.has_stream_body() && request.mode == Mode::SameOrigin {
            request.mode = Mode::Cors;
        }
    }

    /// Its URL parser lets a blank stand in a host, escaped (seen: `Location: //a b` is checked like any other, and leads
    /// to a host that has no address). Hosts here can't have one: a hyphen stands in for it.
    fn location_text(&self, location: &ByteString) -> Option<String> {
        let text = escaped_location(location.as_bytes());
        let (scheme, rest) = text::split_at(&text, "//")?;
        let host = rest.split(['/', '?', '#', '\\']).next()?;
        if !host.contains(' ') {
            return None;
        }
        let path = rest.strip_prefix(host)?;
        let is_scheme = |name: &str| name.bytes().all(|byte| byte.is_ascii_alphanumeric());
        (scheme.is_empty() || scheme.strip_suffix(':').is_some_and(is_scheme))
            .then(|| [scheme, "//", &text::replaced(host, " ", "-"), path].concat())
    }

    fn blocks(&self, request: &Request) -> bool {
        blocks(request)
    }

    /// Not being a proxy's answer (seen, on a preflight too).
    fn answer_failure(&self, _request: &Request, answer: &Received) -> Option<&'static str> {
        (answer.status == 407).then_some("net::ERR_UNEXPECTED_PROXY_AUTH")
    }

    /// Client hints are for origins that the page grants them, by default its own: a redirect elsewhere takes them off
    /// (seen: `DPR: x` is asked for once, and gone after a redirect, but stays on the way back to the page's origin). A
    /// worker grants none (seen).
    fn drops_on_redirect(&self, request: &Request, name: &str, target: &Url) -> bool {
        client_hints::is_granted(name) && (request.worker || !request.origin.same_origin(&Origin::of(target)))
    }

    /// An element with `crossorigin`, a module and a font send `Origin` to their own origin, too (seen); media don't.
    /// So does a request with credentials for the site of the page around it, if its own is another (seen: a frame's `no-cors`
    /// GET carries its origin there, a sandboxed one's `null`; until a redirect makes another method of it).
    fn always_sends_origin(&self, request: &Request, method: &str, _urls: &[Url]) -> bool {
        match request.mode {
            Mode::Cors => request.initiator.is_element() && request.initiator != Initiator::Media,
            Mode::NoCors => {
                request.method.eq_ignore_ascii_case(method)
                    && request.credentials == Credentials::Include
                    && is_for_other_site_around(request)
            }
            Mode::SameOrigin => false,
        }
    }

    /// An upload listener counts only when there is something to upload (seen: XHR GET with a listener, no preflight).
    fn forces_preflight(&self, request: &Request) -> bool {
        (request.upload_listeners && request.body.is_some()) || request.has_stream_body()
    }

    /// A space or a comma makes it several values, what doesn't parse as a URL is invalid, the rest is a mismatch (seen:
    /// `localhost:8101` is a mismatch, because it parses as a URL of the scheme `localhost`).
    fn allow_origin_fault(&self, value: &ByteString, _lines: usize) -> AllowOriginFault {
        let bytes = value.as_bytes();
        if bytes.contains(&b' ') || bytes.contains(&b',') {
            AllowOriginFault::Multiple
        } else if bytes == b"null" || parses_as_url(bytes) {
            AllowOriginFault::Mismatch
        } else {
            AllowOriginFault::Invalid
        }
    }

    /// A redirect is refused before anything of it is looked at; the CORS check comes before the status (seen: a 500
    /// without `Access-Control-Allow-Origin` is `PreflightMissingAllowOriginHeader`).
    fn preflight_order(&self) -> &'static [PreflightCheck] {
        use PreflightCheck::{
            Authorization, Cors, Headers, HeadersSyntax, Method, MethodsSyntax, Redirect, Status,
        };
        &[Redirect, Cors, Status, MethodsSyntax, HeadersSyntax, Method, Headers, Authorization]
    }

    /// `*` covers `Authorization` in a fresh answer, though not in a cached one (seen: passes, and is preflighted
    /// again every time).
    fn wildcard_covers_authorization(&self) -> bool {
        true
    }

    fn max_age(&self, headers: &HeaderList) -> u64 {
        super::max_age::signed(headers, cache::MAX_AGE_CAP)
    }

    fn cache_rules(&self) -> CacheRules {
        cache::RULES
    }

    /// Lines of different values are fatal, be one of them empty; an empty one alone is none (seen: a 302 without
    /// `Location`, or with an empty one, is an ordinary response).
    fn location(&self, headers: &HeaderList) -> Location {
        let mut values = headers.lines(names::LOCATION).map(|(_, line)| line.trimmed().0);
        let first = values.next().unwrap_or_default();
        if values.any(|value| value != first) {
            return Location::Failure(headers.get(names::LOCATION).unwrap_or_default());
        }
        if first.is_empty() { Location::Absent } else { Location::Value(first.into()) }
    }

    /// A status alone is enough for mode `manual` only (seen: `fetch` of a 302 without `Location` is an opaque redirect there).
    fn is_redirect(&self, request: &Request, status: u16, location: &Location) -> bool {
        is_redirect_status(status)
            && (request.redirect == RedirectMode::Manual || *location != Location::Absent)
    }

    /// The network stack reads the `Location` before the CORS code sees the answer (seen: `302` with
    /// `Location: http://[` ends in `net::ERR_INVALID_REDIRECT` without a CORS error, on a preflight too).
    fn stops_at(&self, target: Option<&Url>, _mode: RedirectMode) -> bool {
        target.is_none()
    }

    /// A list is asked for, forced or not (seen: XHR PUT with an upload listener and no `Access-Control-Allow-Methods`
    /// is `MethodDisallowedByPreflightResponse`).
    fn forced_preflight_needs_list(&self) -> bool {
        true
    }

    /// The network service sets `Origin` and doesn't ask the policy (seen: a `no-cors` POST under `no-referrer`
    /// carries the page's origin).
    fn referrer_policy_hides_origin(&self, _moved: bool) -> bool {
        false
    }

    /// Whoever follows the redirect there doesn't know the page (seen: a `no-cors` POST that a 307 takes from home to another
    /// origin carries `null`).
    fn redirects_hide_origin(&self) -> bool {
        true
    }

    /// `XMLHttpRequest` carries them at home; elsewhere they are for the first request alone (both seen: where a relative
    /// `Location` leads).
    fn carries_url_credentials(&self, request: &Request, cors: bool) -> bool {
        request.initiator == Initiator::Xhr && !cors
    }

    /// One value a name (seen: two `Content-Type: text/plain` are preflighted as `text/plain, text/plain`).
    fn combines_request_headers(&self) -> bool {
        true
    }

    /// Without the blank that joining an empty value leaves (seen: 127 bytes of `Accept` and an empty one need no
    /// preflight).
    fn safelisted_value<'a>(&self, value: &'a [u8]) -> &'a [u8] {
        trim_blanks(value)
    }

    /// Local schemes and the browser's own are stopped by the network stack (`net::ERR_UNSAFE_REDIRECT`, no CORS error
    /// seen); any other goes on to the CORS code, which doesn't have it on its list and makes it a CORS error, but for `no-cors`
    /// requests, which it lets pass (seen: `net::ERR_UNKNOWN_URL_SCHEME`), and `same-origin` ones (seen: blocked, no CORS error).
    fn redirect_scheme_fault(
        &self,
        target: &Url,
        request: &Request,
        _tainting: Tainting,
    ) -> Option<CauseKind> {
        let scheme = target.scheme().to_owned();
        Some(match scheme.as_str() {
            "data" | "file" | "about" | "blob" | "filesystem" | "view-source" | "devtools"
            | "isolated-app" | "googlechrome" => CauseKind::RedirectUnsafeScheme { scheme },
            _ if scheme.starts_with("chrome") || request.mode != Mode::Cors => {
                CauseKind::RedirectUnsafeScheme { scheme }
            }
            _ => CauseKind::SchemeNotSupported { scheme, url: Some(target.as_str().to_owned()) },
        })
    }

    /// Seen: `RedirectContainsCredentials` under `redirect: "error"`.
    fn checks_location_before_mode(&self) -> bool {
        true
    }

    /// A beacon's redirects are followed by a loader of their own, which counts its requests (seen: 19).
    fn redirect_limit(&self, request: &Request) -> u32 {
        if request.initiator == Initiator::Beacon { REDIRECT_LIMIT - 1 } else { REDIRECT_LIMIT }
    }

    /// The network stack counts before anything is checked (seen: the 21st is told by its number, be its answer and where it
    /// leads what they will); that loader counts what the CORS code lets pass (seen: a beacon's 20th with a user name is told by that).
    fn redirect_count(&self, request: &Request) -> RedirectCount {
        if request.initiator == Initiator::Beacon { RedirectCount::Last } else { RedirectCount::First }
    }

    /// Subresource URLs with a user name or password are refused anyway (seen: network error without a CORS error), but
    /// for `XMLHttpRequest`, and for a beacon the browser has asked already when the page refuses (seen).
    fn refuses_embedded_credentials(&self, request: &Request) -> Refusal {
        match request.initiator {
            Initiator::Xhr => Refusal::Never,
            Initiator::Beacon => Refusal::Late,
            _ => Refusal::AtOnce,
        }
    }

    fn revalidated_skips_check(&self) -> bool {
        true
    }

    fn console(&self, request: &Request, evaluation: &Evaluation) -> Option<ConsoleMessage> {
        console::message(request, evaluation)
    }
}

/// What the renderer doesn't load at all, silently or with a line that is not about CORS: files and the browser's own
/// pages, which the fetch API alone passes on; FTP by `XMLHttpRequest`; user name and password for elements without
/// `crossorigin`, `EventSource` and beacons (all seen; media take them, an element with `crossorigin` strips them off).
fn blocks(request: &Request) -> bool {
    match request.url.scheme() {
        "http" | "https" => {
            request.url.includes_credentials()
                && match request.initiator {
                    Initiator::EventSource | Initiator::Beacon => true,
                    Initiator::Media => false,
                    initiator => initiator.is_element() && request.mode == Mode::NoCors,
                }
        }
        "file" | "devtools" | "chrome-extension" => true,
        "blob" | "chrome" | "view-source" | "filesystem" => request.initiator != Initiator::Fetch,
        "ftp" => request.initiator == Initiator::Xhr,
        _ => request.initiator == Initiator::Beacon,
    }
}

fn fits_int64(position: &[u8]) -> bool {
    digits(position).is_some_and(|number| number < i64::MAX.unsigned_abs())
}

/// As the browser's URL parser sees the value: decoded as UTF-8, so `http://café.example` has a valid host when its
/// bytes are UTF-8, and none when they are Latin-1; in a path either will do (seen).
fn parses_as_url(value: &[u8]) -> bool {
    let text = String::from_utf8_lossy(value);
    let Some((scheme, rest)) = text::split_at(&text, "://") else {
        return Url::parse(&text).is_some_and(|url| !needs_host(url.scheme()));
    };
    // Its parser lets an escaped blank stand in a host (seen: `http://a%20b.example` is a mismatch).
    let rest = text::replaced(rest, "%20", "-");
    // … and any label that says it is an encoded one (seen: `http://xn--a.example`), which not every host's parser does.
    let rest = text::replaced(&rest, "xn--", "xn-");
    // There are no IDNA tables here; behind the scheme a letter stands in for whatever is well-formed.
    let stand_in = |c: char| {
        if c.is_ascii() || c == char::REPLACEMENT_CHARACTER { c } else { 'x' }
    };
    let rest: String = rest.chars().map(stand_in).collect();
    Url::parse(&format!("{scheme}://{rest}"))
        .is_some_and(|url| !needs_host(url.scheme()) || url.host().is_some())
}

/// Schemes of the browser's own whose URLs have a host, and one whose URL is inside another (seen: `chrome:` is invalid).
fn needs_host(scheme: &str) -> bool {
    matches!(
        scheme,
        "chrome" | "chrome-extension" | "chrome-untrusted" | "devtools" | "isolated-app" | "filesystem"
    )
}
