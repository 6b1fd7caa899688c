//! The seam where an engine may differ from the standard. Every default is the standard's own rule.

use super::cache::CacheRules;
use super::cause::names;
use super::{Evaluation, Tainting, safelist};
use crate::fetch::CauseKind;
use crate::model::{ByteString, Engine, HeaderList, Received, RedirectMode, Request, Url};

/// The checks of a preflight response, so that an engine can say in which order it makes them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PreflightCheck {
    /// The response is a redirect.
    Redirect,
    /// The CORS check.
    Cors,
    /// The status is 200–299.
    Status,
    /// `Access-Control-Allow-Methods` parses.
    MethodsSyntax,
    /// `Access-Control-Allow-Headers` parses.
    HeadersSyntax,
    /// The method is allowed.
    Method,
    /// `Authorization` is listed.
    Authorization,
    /// The other unsafe headers are allowed.
    Headers,
}

/// What a value of `Access-Control-Allow-Origin` that is not the request's origin is taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AllowOriginFault {
    /// Several values.
    Multiple,
    /// No origin at all.
    Invalid,
    /// An origin, but not this one.
    Mismatch,
}

/// A response's `Location`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Location {
    /// None.
    Absent,
    /// Several lines, which can't be one URL.
    Failure(ByteString),
    /// One value.
    Value(ByteString),
}

/// When a redirect is found to be one too many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RedirectCount {
    /// Before anything else of the answer is looked at.
    First,
    /// Once its scheme is known to be HTTP(S) (HTTP-redirect fetch, step 7).
    InTurn,
    /// After user name and password in its `Location` were looked for.
    Last,
}

/// When something is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// Not at all.
    Never,
    /// Before the next message.
    AtOnce,
    /// When the next message has been sent already.
    Late,
}

/// What an engine names and prints for a failure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsoleMessage {
    /// Its name.
    pub error: String,
    /// The name's parameter.
    pub parameter: String,
    /// The console line.
    pub text: String,
}

/// One engine's rules.
pub trait Profile: Sync {
    /// Whose rules these are.
    fn engine(&self) -> Engine;

    /// The version they were read from or tested with.
    fn version(&self) -> &'static str;

    /// Whether a request header needs no preflight. `name` is lower-case.
    fn is_safelisted_header(&self, name: &str, value: &[u8]) -> bool {
        safelist::is_safelisted(name, value)
    }

    /// The part of a request header's value that the safelist looks at and counts.
    fn safelisted_value<'a>(&self, value: &'a [u8]) -> &'a [u8] {
        value
    }

    /// Whether several values that a page gives one header reach the safelist as one combined value. The standard's
    /// list keeps them apart (XMLHttpRequest combines them itself).
    fn combines_request_headers(&self) -> bool {
        false
    }

    /// Makes of the page's request what the browser makes of it before anything else.
    fn adapt(&self, _request: &mut Request) {}

    /// Whether a redirect turns the request into a GET without a body (HTTP-redirect fetch, step 12).
    fn becomes_get(&self, status: u16, method: &str, _cross_origin: bool) -> bool {
        super::redirect::becomes_get(status, method)
    }

    /// The value of a header of several lines, for the CORS check.
    fn combined(&self, headers: &HeaderList, name: &str) -> Option<ByteString> {
        headers.get(name)
    }

    /// Whether the lines of `Access-Control-Allow-Origin` fail for their number, whatever they hold.
    fn refuses_lines(&self, _headers: &HeaderList) -> bool {
        false
    }

    /// Whether `Access-Control-Expose-Headers` is read no further than up to a `*`, so that what comes after it can't
    /// spoil the list.
    fn stops_reading_at_wildcard(&self, _request: &Request) -> bool {
        false
    }

    /// The names that the response to a `data:` URL has.
    fn data_url_headers(&self, _request: &Request) -> &'static [&'static str] {
        &["content-type"]
    }

    /// Whether a request that was preflighted once is preflighted at every later hop, and every preflight asks for the
    /// headers that the page set, whatever became of them on the way.
    fn preflights_go_on(&self) -> bool {
        false
    }

    /// Whether the preflight right after a redirect, and only that, leaves out the headers which that redirect took away.
    fn skips_removed_headers(&self) -> bool {
        false
    }

    /// Whether a header that was set several times is named as often in a preflight.
    fn repeats_names(&self) -> bool {
        false
    }

    /// Whether an `Origin` that went out once goes out with the next hops of the same origin, whether or not they need
    /// it.
    fn origin_goes_on(&self) -> bool {
        false
    }

    /// Whether a redirect that leaves home, or goes across origins after it, is checked once more after the next hop's
    /// preflight, with the credentials of the first hop. User name and password in the first such `Location` are found
    /// only then.
    fn rechecks_redirects(&self) -> bool {
        false
    }

    /// Whether a URL keeps its user name and password on the way, where the CORS protocol is in force or isn't: a relative
    /// `Location` takes them over then.
    fn carries_url_credentials(&self, _request: &Request, _cors: bool) -> bool {
        true
    }

    /// Whether script can read a response header across origins that `Access-Control-Expose-Headers` doesn't list.
    /// `name` is lower-case; `wildcard` says whether `*` is listed, whatever it counts for.
    fn is_safelisted_response_header(&self, name: &str, _wildcard: bool) -> bool {
        super::exposure::is_safelisted(name)
    }

    /// The text of a `Location`, where it is another than [`Url::follow`] takes it for.
    fn location_text(&self, _location: &ByteString) -> Option<String> {
        None
    }

    /// Whether a `data:` URL is fetched before the request's mode is looked at (main fetch, step 12).
    fn fetches_data_first(&self, _request: &Request) -> bool {
        true
    }

    /// Whether the browser doesn't ask for this URL at all, for reasons of its own (main fetch, step 7).
    fn blocks(&self, _request: &Request) -> bool {
        false
    }

    /// The network's own name of the failure that this answer is, before the CORS protocol looks at it.
    fn answer_failure(&self, _request: &Request, _answer: &Received) -> Option<&'static str> {
        None
    }

    /// Whether a header the page set is left behind at a redirect to this URL. `name` is lower-case.
    fn drops_on_redirect(&self, _request: &Request, _name: &str, _target: &Url) -> bool {
        false
    }

    /// Whether the request carries `Origin` also where it stays within its origin. Method and URLs are those up to here.
    fn always_sends_origin(&self, _request: &Request, _method: &str, _urls: &[Url]) -> bool {
        false
    }

    /// Whether a request header is left out of the question altogether (neither forces a preflight nor is named in
    /// one). `name` is lower-case.
    fn never_preflights(&self, _name: &str) -> bool {
        false
    }

    /// Whether a preflight is made although method and headers don't ask for one (*use-CORS-preflight flag*): a
    /// listener on `xhr.upload`, or a stream as the body.
    fn forces_preflight(&self, request: &Request) -> bool {
        request.upload_listeners || request.has_stream_body()
    }

    /// How many bytes all safelisted values may have together.
    fn safelisted_total_limit(&self) -> usize {
        1024
    }

    /// Classifies a wrong `Access-Control-Allow-Origin`. The standard knows one failure (CORS check, step 4); the
    /// three classes are ours there, so that a reader is told what to look for.
    fn allow_origin_fault(&self, value: &ByteString, lines: usize) -> AllowOriginFault {
        let bytes = value.as_bytes();
        if lines > 1 || bytes.contains(&b',') || bytes.contains(&b' ') {
            AllowOriginFault::Multiple
        } else if bytes == b"null" || is_url(value) {
            AllowOriginFault::Mismatch
        } else {
            AllowOriginFault::Invalid
        }
    }

    /// The order of the preflight's checks: step 7's conjunction from left to right, then 7.3 to 7.7.
    fn preflight_order(&self) -> &'static [PreflightCheck] {
        use PreflightCheck::{
            Authorization, Cors, Headers, HeadersSyntax, Method, MethodsSyntax, Redirect, Status,
        };
        &[Cors, Redirect, Status, MethodsSyntax, HeadersSyntax, Method, Authorization, Headers]
    }

    /// Whether `*` in `Access-Control-Allow-Headers` covers `Authorization` (step 7.6: never).
    fn wildcard_covers_authorization(&self) -> bool {
        false
    }

    /// Seconds a preflight's answer may be kept.
    fn max_age(&self, headers: &HeaderList) -> u64 {
        super::cache::standard_max_age(headers)
    }

    /// Rules of the preflight cache.
    fn cache_rules(&self) -> CacheRules {
        CacheRules::STANDARD
    }

    /// The `Location` of a response, as far as the response counts as a redirect at all.
    fn location(&self, headers: &HeaderList) -> Location {
        let mut lines = headers.lines(names::LOCATION);
        match (lines.next(), lines.next()) {
            (None, _) => Location::Absent,
            (Some((_, line)), None) => Location::Value(line.trimmed().0.into()),
            (Some(_), Some(_)) => Location::Failure(headers.get(names::LOCATION).unwrap_or_default()),
        }
    }

    /// Whether a forced preflight's answer must list the method although step 7.4 fills an absent list in.
    fn forced_preflight_needs_list(&self) -> bool {
        false
    }

    /// Whether a redirect in answer to the preflight of a request of this redirect mode is one to the browser at all. (It
    /// is never followed; where it is none, its status is what's wrong.)
    fn preflight_redirects(&self, _mode: RedirectMode) -> bool {
        true
    }

    /// Whether a preflight is a request of the page's own: it carries, and is checked for, the page's origin also where
    /// the request's is tainted by then, and isn't checked at all at home. Its answer, where it is a redirect to HTTP(S),
    /// is refused as such and then checked as one of where it leads.
    fn preflights_for_page(&self) -> bool {
        false
    }

    /// Whether the network stops at this target of a redirect before any check of the response, for a request of this
    /// redirect mode; `None` is a `Location` that doesn't parse.
    fn stops_at(&self, _target: Option<&Url>, _mode: RedirectMode) -> bool {
        false
    }

    /// Whether the referrer policy may turn the `Origin` of a `no-cors` request into `null`; `moved` says that a
    /// redirect has led to another origin.
    fn referrer_policy_hides_origin(&self, _moved: bool) -> bool {
        true
    }

    /// Whether the `Origin` of a `no-cors` request is `null` after any redirect to another origin, also one from home.
    fn redirects_hide_origin(&self) -> bool {
        false
    }

    /// Whether an answer is a redirect to this request (HTTP fetch, step 6 asks for the status only).
    fn is_redirect(&self, _request: &Request, status: u16, _location: &Location) -> bool {
        super::redirect::is_redirect_status(status)
    }

    /// Why a redirect to a scheme that is not HTTP(S) is refused, where it is.
    fn redirect_scheme_fault(
        &self,
        target: &Url,
        _request: &Request,
        _tainting: Tainting,
    ) -> Option<CauseKind> {
        Some(CauseKind::RedirectUnsafeScheme { scheme: target.scheme().to_owned() })
    }

    /// How many redirects are followed (HTTP-redirect fetch, step 7).
    fn redirect_limit(&self, _request: &Request) -> u32 {
        super::redirect::LIMIT
    }

    /// When redirects are counted.
    fn redirect_count(&self, _request: &Request) -> RedirectCount {
        RedirectCount::InTurn
    }

    /// Whether user name and password in a `Location` are found before redirect mode `error` is.
    fn checks_location_before_mode(&self) -> bool {
        false
    }

    /// Whether a `Location` with a user name or password is refused where the CORS protocol has nothing against it.
    fn refuses_embedded_credentials(&self, _request: &Request) -> Refusal {
        Refusal::Never
    }

    /// Whether who gets an answer asks for the same once more, as a call of its own that goes straight to where the
    /// redirects led: the answer to that is taken for the same one.
    fn asks_again(&self, _request: &Request, _answer: &Received) -> bool {
        false
    }

    /// Whether a response confirmed by a 304 is taken without a CORS check of the 304's own headers.
    fn revalidated_skips_check(&self) -> bool {
        false
    }

    /// What the engine names and prints for the first cause of an evaluation; nothing for the standard, which has no
    /// words for users.
    fn console(&self, _request: &Request, _evaluation: &Evaluation) -> Option<ConsoleMessage> {
        None
    }
}

fn is_url(value: &ByteString) -> bool {
    Url::parse(&value.to_isomorphic()).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_classes_of_a_wrong_allow_origin() {
        use AllowOriginFault::{Invalid, Mismatch, Multiple};
        struct Standard;
        impl Profile for Standard {
            fn engine(&self) -> Engine {
                Engine::Standard
            }
            fn version(&self) -> &'static str {
                ""
            }
        }
        for (value, lines, expected) in [
            ("https://a.example,https://b.example", 1, Multiple),
            ("https://a.example https://b.example", 1, Multiple),
            // Two lines that `get` has joined, and that a proxy might join in another way.
            ("https://a.example", 2, Multiple),
            ("null", 1, Mismatch),
            ("https://a.example", 1, Mismatch),
            ("a.example", 1, Invalid),
            ("Null", 1, Invalid),
            ("", 1, Invalid),
        ] {
            assert_eq!(Standard.allow_origin_fault(&value.into(), lines), expected, "{value}");
        }
    }
}
