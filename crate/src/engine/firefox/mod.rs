//! Firefox: where it leaves the standard, each deviation with what was seen.

mod cache;
mod console;

use super::site::is_of_site;
use crate::fetch::cache::CacheRules;
use crate::fetch::{
    AllowOriginFault, ConsoleMessage, Evaluation, Location, PreflightCheck, Profile,
    is_safelisted_request_header, names, single_range,
};
use crate::model::{
    ByteString, Credentials, Engine, Header, HeaderList, Initiator, Mode, Origin, RedirectMode, Request, Url,
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
    /// positions of a range are 64-bit numbers, and a comma or an empty parameter spoils a type (seen: `text/plain;a=b,c`).
    fn is_safelisted_header(&self, name: &str, value: &[u8]) -> bool {
        let fits = |digits: &[u8]| str::from_utf8(digits).is_ok_and(|text| text.parse::<u64>().is_ok());
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

    /// The network stack reads the `Location` first, and refuses `data:` itself (seen: the call fails whatever the answer
    /// allows).
    fn stops_at(&self, target: Option<&Url>) -> bool {
        target.is_none_or(|target| target.scheme() == "data")
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

    /// A request with credentials of an opaque origin does, as long as it stays with the site of the page around it
    /// (seen: a sandboxed frame's image from its page's site carries `Origin: null`).
    fn always_sends_origin(&self, request: &Request, _method: &str, urls: &[Url]) -> bool {
        let is_home = |site: &str| urls.iter().all(|url| is_of_site(url, site));
        request.mode == Mode::NoCors
            && request.credentials == Credentials::Include
            && request.origin == Origin::Opaque
            && request.top_level_site.as_deref().is_some_and(is_home)
    }

    /// The list of names is read up to a `*` (seen: `*, a b` exposes everything, `a b, *` nothing).
    fn stops_reading_at_wildcard(&self) -> bool {
        true
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
    value.contains(&b',') || value.windows(2).any(|pair| pair == b";;")
}
