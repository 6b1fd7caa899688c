//! Firefox: where it leaves the standard, each deviation with what was seen.

mod cache;
mod console;
mod schemes;

use super::site::is_for_other_site_around;
use crate::fetch::cache::CacheRules;
use crate::fetch::{
    AllowOriginFault, CauseKind, ConsoleMessage, Evaluation, Location, PreflightCheck, Profile,
    RedirectCount, Tainting, is_redirect_status, is_safelisted_request_header, mime_essence, names,
    single_range,
};
use crate::model::{
    ByteString, Credentials, Engine, Header, HeaderList, Initiator, Mode, Origin, Received, RedirectMode,
    Request, Url, digits, escaped_location, text,
};

/// Firefox's rules.
pub struct Firefox;

impl Profile for Firefox {
    fn engine(&self) -> Engine {
        Engine::Firefox
    }

    fn version(&self) -> &'static str {
        "Firefox 153"
    }

    /// No byte from 0x80 on is safe: they count as negative numbers (seen: `Accept: \u{ff}` is preflighted). The
    /// positions of a range are 64-bit numbers, and a comma or an empty parameter at the end spoils a type (seen:
    /// `text/plain;a=b,c`, `text/plain;;`).
    fn is_safelisted_header(&self, name: &str, value: &[u8]) -> bool {
        let fits = |position: &[u8]| digits(position).is_some();
        value.is_ascii()
            && !(name == "content-type" && spoils_type(value))
            && is_safelisted_request_header(name, value)
            && (name != "range"
                || single_range(value).is_some_and(|(start, end)| fits(start) && end.is_none_or(fits)))
    }

    fn max_age(&self, headers: &HeaderList) -> u64 {
        cache::max_age(headers)
    }

    fn cache_rules(&self) -> CacheRules {
        cache::RULES
    }

    /// Values are looked at one by one only (seen: 1,100 bytes of safelisted values send no preflight).
    fn safelisted_total_limit(&self) -> usize {
        usize::MAX
    }

    /// Several lines are refused, be they the same or empty, but only lines whose name is spelled like this count (seen).
    fn refuses_lines(&self, headers: &HeaderList) -> bool {
        let spelled = |header: &&Header| header.name.as_bytes() == names::ALLOW_ORIGIN.as_bytes();
        headers.iter().filter(spelled).count() > 1
    }

    /// One value, whatever is in it (seen).
    fn allow_origin_fault(&self, _value: &ByteString, _lines: usize) -> AllowOriginFault {
        AllowOriginFault::Mismatch
    }

    /// `*` covers `Authorization`, with a warning in the console (seen).
    fn wildcard_covers_authorization(&self) -> bool {
        true
    }

    /// Methods are read and compared before headers are read (seen: where both lists are at fault, the method is told).
    fn preflight_order(&self) -> &'static [PreflightCheck] {
        use PreflightCheck::{
            Authorization, Cors, Headers, HeadersSyntax, Method, MethodsSyntax, Redirect, Status,
        };
        &[Cors, Redirect, Status, MethodsSyntax, Method, HeadersSyntax, Authorization, Headers]
    }

    /// The network stack follows the `Location` before the answer is checked, and knows where no page may lead (seen: the
    /// call fails whatever the answer allows). Where it is not to follow, it reads none (seen: under `manual` and `error`
    /// the answer is checked, be the `Location` what it will).
    fn stops_at(&self, target: Option<&Url>, mode: RedirectMode) -> bool {
        mode == RedirectMode::Follow && target.is_none_or(schemes::is_out_of_bounds)
    }

    /// Before anything is checked (seen: nothing is said of a 21st redirect but that there is one).
    fn redirect_count(&self, _request: &Request) -> RedirectCount {
        RedirectCount::First
    }

    /// An image without `crossorigin` that would be got by another program is looked for in the redirect's own body (seen:
    /// it loads).
    fn is_redirect(&self, request: &Request, status: u16, location: &Location) -> bool {
        let shows_body = request.initiator == Initiator::Image
            && request.mode == Mode::NoCors
            && matches!(location, Location::Value(value)
                if Url::parse(&value.to_isomorphic()).is_some_and(|url| schemes::is_for_others(&url)));
        is_redirect_status(status) && !shows_body
    }

    /// A worker's `no-cors` fetch finds `about:blank` where a redirect leads there (seen: an opaque response, from the
    /// page's own origin, too).
    fn redirect_scheme_fault(
        &self,
        target: &Url,
        request: &Request,
        _tainting: Tainting,
    ) -> Option<CauseKind> {
        let finds = request.worker && request.initiator == Initiator::Fetch && request.mode == Mode::NoCors;
        let scheme = target.scheme();
        (!finds || scheme != "about").then(|| CauseKind::RedirectUnsafeScheme { scheme: scheme.to_owned() })
    }

    /// A list is asked for, forced or not (seen: XHR PUT with an upload listener and no `Access-Control-Allow-Methods`
    /// is `CORSMethodNotFound`).
    fn forced_preflight_needs_list(&self) -> bool {
        true
    }

    /// A module must be a script by its type (seen: without a `Content-Type` it did not succeed, whatever else is wrong).
    fn answer_failure(&self, request: &Request, answer: &Received) -> Option<&'static str> {
        let leads_on =
            is_redirect_status(answer.status) && self.location(&answer.headers) != Location::Absent;
        let kind = answer.headers.get("content-type").unwrap_or_default();
        (request.initiator == Initiator::Module && !leads_on && !is_script(mime_essence(kind.as_bytes())))
            .then_some("NS_ERROR_CORRUPTED_CONTENT")
    }

    /// The preflight has the request's redirect mode, in which it meets no redirect (seen: under `manual` and `error`
    /// the status is told, under `follow` the redirect).
    fn preflight_redirects(&self, mode: RedirectMode) -> bool {
        mode == RedirectMode::Follow
    }

    /// The preflight's origin is that of the page (seen: A → B → C, where the preflight to C carries the page's origin
    /// and its answer must allow that, and the request to C carries `null`).
    fn preflights_for_page(&self) -> bool {
        true
    }

    /// A request with credentials does, to the site of the page around it, if its own is another, and until it leaves its
    /// origin (seen: a frame's image from its page's site carries its origin, a sandboxed one's `null`; after a redirect to
    /// another port it doesn't).
    fn always_sends_origin(&self, request: &Request, _method: &str, urls: &[Url]) -> bool {
        let first = Origin::of(&request.url);
        request.mode == Mode::NoCors
            && request.credentials == Credentials::Include
            && is_for_other_site_around(request)
            && urls.iter().all(|url| Origin::of(url) == first)
    }

    /// The list of names is read up to a `*` (seen: `*, a b` exposes everything, `a b, *` nothing), but by
    /// `XMLHttpRequest` to its end (seen: `*, a b` exposes nothing).
    fn stops_reading_at_wildcard(&self, request: &Request) -> bool {
        request.initiator != Initiator::Xhr
    }

    /// WebSockets' schemes and the browser's own are refused without a word (seen).
    fn blocks(&self, request: &Request) -> bool {
        matches!(request.url.scheme(), "ws" | "wss" | "chrome")
    }

    /// Lines are joined as they come in, and empty ones add nothing (seen: an empty line and one with the origin pass).
    fn combined(&self, headers: &HeaderList, name: &str) -> Option<ByteString> {
        let mut values = headers.lines(name).map(|(_, line)| line.trimmed().0);
        let first = values.next()?;
        let mut whole = first.to_vec();
        for value in values.filter(|value| !value.is_empty()) {
            if !whole.is_empty() {
                whole.extend(b", ");
            }
            whole.extend(value);
        }
        Some(whole.as_slice().into())
    }

    /// Lines of one value are one line, lines of different values are fatal (seen: `/a` twice leads to `/a`).
    fn location(&self, headers: &HeaderList) -> Location {
        let mut values = headers.lines(names::LOCATION).map(|(_, line)| line.trimmed().0);
        match values.next() {
            None => Location::Absent,
            Some(first) if values.all(|value| value == first) => Location::Value(first.into()),
            Some(_) => Location::Failure(headers.get(names::LOCATION).unwrap_or_default()),
        }
    }

    /// A tab is escaped, as a blank is, before the URL is parsed, so it is not passed over (seen: `/a\tb` leads to `/a%09b`,
    /// and a host with a tab nowhere).
    fn location_text(&self, location: &ByteString) -> Option<String> {
        let bytes = location.as_bytes();
        bytes.contains(&b'\t').then(|| text::replaced(&escaped_location(bytes), "\t", "%09"))
    }

    /// Script is told the length, too, but not by `XMLHttpRequest` (seen).
    fn data_url_headers(&self, request: &Request) -> &'static [&'static str] {
        if request.initiator == Initiator::Xhr {
            &["content-type"]
        } else {
            &["content-type", "content-length"]
        }
    }

    /// What a request was preflighted for once is kept for the whole chain, but a redirect takes its own headers off the
    /// next preflight (seen: a JSON POST that 303 and then 307 redirect is preflighted for `content-type`, nothing, and
    /// `content-type` again).
    fn preflights_go_on(&self) -> bool {
        true
    }

    /// The player asks for a part of what can be got in parts, straight from where the redirects led (seen: A → B with
    /// `Accept-Ranges: bytes` and `Access-Control-Allow-Origin: null` plays nothing).
    fn asks_again(&self, request: &Request, answer: &Received) -> bool {
        let unit = answer.headers.get("accept-ranges").unwrap_or_default();
        request.initiator == Initiator::Media && unit.as_bytes().eq_ignore_ascii_case(b"bytes")
    }

    fn skips_removed_headers(&self) -> bool {
        true
    }

    /// Seen: `fetch` with `X-Custom` twice asks for `x-custom,x-custom`.
    fn repeats_names(&self) -> bool {
        true
    }

    /// A stream is no body here: its name as a text is (seen: `fetch` sends `[object ReadableStream]`).
    fn adapt(&self, request: &mut Request) {
        if let Some(body) = request.body.as_mut().filter(|body| body.stream) {
            body.stream = false;
            body.content_type.get_or_insert_with(|| "text/plain;charset=UTF-8".into());
        }
    }

    fn console(&self, request: &Request, evaluation: &Evaluation) -> Option<ConsoleMessage> {
        console::message(request, evaluation)
    }
}

fn spoils_type(value: &[u8]) -> bool {
    value.contains(&b',') || value.ends_with(b";;")
}

/// *JavaScript MIME type*.
fn is_script(essence: &[u8]) -> bool {
    let essence = essence.to_ascii_lowercase();
    let (versions, rest) = (b"text/javascript1.", essence.as_slice());
    let version = rest.strip_prefix(versions).is_some_and(|v| matches!(v, [b'0'..=b'5']));
    version
        || matches!(
            rest,
            b"application/ecmascript"
                | b"application/javascript"
                | b"application/x-ecmascript"
                | b"application/x-javascript"
                | b"text/ecmascript"
                | b"text/javascript"
                | b"text/jscript"
                | b"text/livescript"
                | b"text/x-ecmascript"
                | b"text/x-javascript"
        )
}
