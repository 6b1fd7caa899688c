//! Every step of the standards that the code cites, in one table.
//!
//! Numbers move as the standards live. These were read in `whatwg/fetch` at 586cd2a44c2a (2026-07-02) and
//! `whatwg/xhr` at d375b2858e46 (2026-05-14); an algorithm's anchor stays.

/// Where a step stands: algorithm, number, link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Citation {
    /// The algorithm's name, as the standard titles it.
    pub algorithm: &'static str,
    /// The step's number at the commit above.
    pub step: &'static str,
    /// Link to the algorithm.
    pub url: &'static str,
}

macro_rules! steps {
    ($($(#[$meta:meta])* $name:ident = $algorithm:ident $step:literal;)+) => {
        /// A cited step.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum StepId { $($(#[$meta])* $name),+ }

        impl StepId {
            /// All cited steps.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// Where the step stands.
            #[must_use]
            pub fn citation(self) -> Citation {
                let (algorithm, step) = match self { $(Self::$name => ($algorithm, $step)),+ };
                Citation { algorithm: algorithm.0, step, url: algorithm.1 }
            }
        }
    };
}

type Algorithm = (&'static str, &'static str);
const REQUEST: Algorithm = ("Request constructor", "https://fetch.spec.whatwg.org/#dom-request");
const XHR_OPEN: Algorithm = ("XMLHttpRequest open", "https://xhr.spec.whatwg.org/#the-open()-method");
const HEADERS: Algorithm = ("validate a header", "https://fetch.spec.whatwg.org/#headers-validate");
const MAIN: Algorithm = ("main fetch", "https://fetch.spec.whatwg.org/#concept-main-fetch");
const HTTP: Algorithm = ("HTTP fetch", "https://fetch.spec.whatwg.org/#concept-http-fetch");
const REDIRECT: Algorithm =
    ("HTTP-redirect fetch", "https://fetch.spec.whatwg.org/#concept-http-redirect-fetch");
const NETWORK: Algorithm =
    ("HTTP-network-or-cache fetch", "https://fetch.spec.whatwg.org/#concept-http-network-or-cache-fetch");
const PREFLIGHT: Algorithm =
    ("CORS-preflight fetch", "https://fetch.spec.whatwg.org/#cors-preflight-fetch-0");
const CACHE: Algorithm = ("CORS-preflight cache", "https://fetch.spec.whatwg.org/#concept-cache");
const CHECK: Algorithm = ("CORS check", "https://fetch.spec.whatwg.org/#concept-cors-check");

steps! {
    /// The URL must not include credentials.
    RequestUrlCredentials = REQUEST "5.3";
    /// `only-if-cached` goes with mode `same-origin` only.
    RequestOnlyIfCached = REQUEST "21";
    /// The method must be a token and not forbidden.
    RequestMethod = REQUEST "25";
    /// Mode `no-cors` takes CORS-safelisted methods only.
    RequestNoCorsMethod = REQUEST "32.1";
    /// GET and HEAD carry no body.
    RequestBody = REQUEST "35";
    /// A stream body needs mode `cors` or `same-origin`.
    RequestStreamMode = REQUEST "39";
    /// `open()` refuses a forbidden method.
    XhrMethod = XHR_OPEN "3";
    /// A forbidden request-header is dropped.
    HeaderForbidden = HEADERS "3";
    /// Under mode `no-cors` only no-CORS-safelisted request-headers are kept.
    HeaderNoCors = HEADERS "4";

    /// Bad port, mixed content, Content Security Policy.
    MainBlocked = MAIN "7";
    /// Same origin and tainting still `basic`: no CORS.
    MainSameOrigin = MAIN "12";
    /// Mode `same-origin` refuses another origin.
    MainSameOriginMode = MAIN "12";
    /// Mode `no-cors`: an opaque response.
    MainNoCors = MAIN "12";
    /// Mode `no-cors` needs redirect mode `follow`.
    MainNoCorsRedirect = MAIN "12";
    /// Only HTTP(S) can be fetched across origins.
    MainScheme = MAIN "12";
    /// Is a preflight needed?
    MainPreflight = MAIN "12";
    /// Simple: CORS without a preflight.
    MainCors = MAIN "12";
    /// Which response header names script may see.
    MainExposed = MAIN "14.1";
    /// The filtered response script gets.
    MainFiltered = MAIN "14.2";

    /// A preflight is sent unless the cache covers the request.
    HttpPreflight = HTTP "4.1";
    /// CORS check of the response, also of a redirect.
    HttpCorsCheck = HTTP "4.4";
    /// Cross-origin resource policy check of an opaque response.
    HttpCorp = HTTP "5";
    /// Redirect mode.
    HttpRedirectMode = HTTP "6.3";
    /// The network gave no response.
    NetworkResponse = NETWORK "10";
    /// Whether credentials go out.
    NetworkCredentials = NETWORK "8.3";

    /// The `Location` must parse.
    RedirectLocation = REDIRECT "5";
    /// The `Location` must be HTTP(S).
    RedirectScheme = REDIRECT "6";
    /// At most 20 redirects.
    RedirectCount = REDIRECT "7";
    /// Mode `cors`, another origin, userinfo in the `Location`.
    RedirectCredentials = REDIRECT "9";
    /// Tainting `cors`, userinfo in the `Location`.
    RedirectCredentialsTainted = REDIRECT "10";
    /// A stream can't be sent twice.
    RedirectStream = REDIRECT "11";
    /// Method and body may change.
    RedirectMethod = REDIRECT "12";
    /// `Authorization` doesn't cross origins.
    RedirectAuthorization = REDIRECT "13";
    /// The redirect is followed, `Origin` may become `null`.
    RedirectFollow = REDIRECT "22";

    /// CORS check and status of the preflight response.
    PreflightResponse = PREFLIGHT "7";
    /// `Access-Control-Allow-Methods` and `-Headers` must parse.
    PreflightSyntax = PREFLIGHT "7.3";
    /// The method must be allowed.
    PreflightMethod = PREFLIGHT "7.5";
    /// `Authorization` must be listed by name.
    PreflightAuthorization = PREFLIGHT "7.6";
    /// Every other unsafe header must be allowed.
    PreflightHeaders = PREFLIGHT "7.7";
    /// How long the answer may be kept.
    PreflightMaxAge = PREFLIGHT "7.8";
    /// A cached preflight covers the request.
    CacheMatch = CACHE "match";

    /// `Access-Control-Allow-Origin` must be there.
    CheckMissing = CHECK "2";
    /// `*` is enough without credentials.
    CheckWildcard = CHECK "3";
    /// The value must be the request's origin, byte for byte.
    CheckOrigin = CHECK "4";
    /// Without credentials that is all.
    CheckNoCredentials = CHECK "5";
    /// `Access-Control-Allow-Credentials` is exactly `true`.
    CheckCredentials = CHECK "7";
    /// It isn't.
    CheckCredentialsMissing = CHECK "8";
}
