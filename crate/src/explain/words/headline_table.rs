//! What stands in the headline of each cause and beside its primary mark, and when.

/// When a row of the table speaks.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// Whenever no row above does.
    Always,
    /// A redirect led to what looks like a login page.
    Login,
    /// The response is an error page.
    Error,
    /// The header to blame is not there.
    NoLine,
    /// It is there.
    Line,
    /// It is there more than once.
    SeveralLines,
    /// There is no value to name.
    NoValue,
    /// The browser has no name for it.
    NoText,
    /// It is about one header name.
    OneName,
    /// And the header to blame is not there.
    OneNameNoLine,
    /// The answer is unknown for no more particular reason than that nobody saw it.
    NotCaptured,
    /// The answer that is unknown is a stored response that a 304 confirmed.
    StoredResponse,
}

use When::{
    Always, Error, Line, Login, NoLine, NoText, NoValue, NotCaptured, OneName, OneNameNoLine, SeveralLines,
    StoredResponse,
};

/// Code, when the row speaks, headline, label. The first row that fits speaks; the last ones are for the network.
pub const TABLE: &[(&str, When, &str, &str)] = &[
    ("method-invalid", Always, "{v method} is not a method", "not a token"),
    ("method-forbidden", Always, "the method {v method} is not open to pages", "forbidden"),
    (
        "no-cors-method",
        Always,
        "mode `no-cors` does not take the method {v method}",
        "only `GET`, `HEAD` and `POST`",
    ),
    (
        "url-has-credentials",
        Always,
        "the URL carries a user name or password, which `fetch()` does not take",
        "user name or password in here",
    ),
    ("body-not-allowed", Always, "a {v method} request can't have a body", "has no body"),
    (
        "cache-mode-needs-same-origin",
        Always,
        "cache mode `only-if-cached` works in mode `same-origin` only",
        "asked for with `only-if-cached`",
    ),
    (
        "stream-body-needs-cors",
        Always,
        "mode `no-cors` does not take a stream as the body",
        "asked for in mode `no-cors`",
    ),
    (
        "same-origin-mode",
        Always,
        "mode `same-origin` does not reach {v target}, another origin",
        "not on {v origin}",
    ),
    (
        "no-cors-redirect-mode",
        Always,
        "mode `no-cors` goes with redirect mode `follow` only, not with {c redirect}",
        "asked for with redirect mode {c redirect}",
    ),
    (
        "scheme-not-supported",
        Always,
        "{v scheme:} URLs can't be fetched across origins",
        "not `http:` or `https:`",
    ),
    (
        "allow-origin-missing",
        Login,
        "the request was redirected to {v login}, which looks like a login page",
        "no `Access-Control-Allow-Origin` for {v expected}",
    ),
    (
        "allow-origin-missing",
        Error,
        "the server answered {v answer}{t to}, and that answer has no `Access-Control-Allow-Origin`",
        "no `Access-Control-Allow-Origin` for {v expected}",
    ),
    (
        "allow-origin-missing",
        Always,
        "{t who} has no `Access-Control-Allow-Origin`",
        "no `Access-Control-Allow-Origin` for {v expected}",
    ),
    (
        "allow-origin-multiple",
        SeveralLines,
        "{t who} has several `Access-Control-Allow-Origin` headers",
        "one `Access-Control-Allow-Origin` too many",
    ),
    (
        "allow-origin-multiple",
        Always,
        "{t who} names several values in `Access-Control-Allow-Origin`",
        "not {v expected}",
    ),
    (
        "allow-origin-invalid",
        Always,
        "{t who} has an `Access-Control-Allow-Origin` that is not an origin",
        "not {v expected}",
    ),
    (
        "allow-origin-mismatch",
        Login,
        "the request was redirected to {v login}, which looks like a login page",
        "not {v expected}",
    ),
    (
        "allow-origin-mismatch",
        Always,
        "{t who} allows {v value}, which is not the origin the browser sent",
        "not {v expected}",
    ),
    (
        "allow-origin-wildcard-with-credentials",
        Always,
        "{t who} allows every origin by `*`, which does not count for a request that includes credentials",
        "must be {v expected}",
    ),
    (
        "allow-credentials-not-true",
        NoValue,
        "{t who} has no `Access-Control-Allow-Credentials`, and credentials are included",
        "no `Access-Control-Allow-Credentials: true`",
    ),
    (
        "allow-credentials-not-true",
        SeveralLines,
        "{t who} has an `Access-Control-Allow-Credentials` other than `true`",
        "one `Access-Control-Allow-Credentials` too many",
    ),
    (
        "allow-credentials-not-true",
        Always,
        "{t who} has an `Access-Control-Allow-Credentials` other than `true`",
        "not `true`",
    ),
    (
        "preflight-redirected",
        Always,
        "the preflight was answered by a redirect ({v status})",
        "a preflight is not redirected",
    ),
    (
        "preflight-status-not-ok",
        Always,
        "the preflight was answered with {v status} instead of a status from 200 to 299",
        "not 200 to 299",
    ),
    (
        "preflight-allow-methods-invalid",
        Always,
        "the preflight response has an `Access-Control-Allow-Methods` that does not parse",
        "not a method name",
    ),
    (
        "preflight-allow-headers-invalid",
        Always,
        "the preflight response has an `Access-Control-Allow-Headers` that does not parse",
        "not a header name",
    ),
    (
        "preflight-method-not-allowed",
        NoLine,
        "the preflight response has no `Access-Control-Allow-Methods` to allow the method {v method}",
        "no `Access-Control-Allow-Methods`",
    ),
    (
        "preflight-method-not-allowed",
        Always,
        "the preflight response does not allow the method {v method}",
        "{v method} is not in this list",
    ),
    (
        "preflight-header-not-allowed",
        OneNameNoLine,
        "the preflight response has no `Access-Control-Allow-Headers` to allow the request header {l names}",
        "no `Access-Control-Allow-Headers`",
    ),
    (
        "preflight-header-not-allowed",
        NoLine,
        "the preflight response has no `Access-Control-Allow-Headers` to allow the request headers {l names}",
        "no `Access-Control-Allow-Headers`",
    ),
    (
        "preflight-header-not-allowed",
        OneName,
        "the preflight response does not allow the request header {l names}",
        "{l names} is not in this list",
    ),
    (
        "preflight-header-not-allowed",
        Always,
        "the preflight response does not allow the request headers {l names}",
        "{l names} are not in this list",
    ),
    (
        "preflight-authorization-not-listed",
        Always,
        "the preflight response does not list `authorization` by name, and `*` does not cover it",
        "does not cover `authorization`",
    ),
    ("redirect-location-invalid", Always, "the redirect leads to something that is not a URL", "not a URL"),
    (
        "redirect-location-has-credentials",
        Always,
        "the redirect leads to a URL with a user name or password",
        "user name or password in here",
    ),
    (
        "redirect-embedded-credentials",
        Always,
        "the redirect leads to a URL with a user name or password",
        "user name or password in here",
    ),
    (
        "redirect-unsafe-scheme",
        Always,
        "the redirect leads to a {v scheme:} URL, which is never followed",
        "never followed",
    ),
    ("redirect-too-many", Always, "more than {t limit} redirects", "one redirect too many"),
    (
        "redirect-mode-error",
        Always,
        "the server redirected ({v status}), and the page asked for `redirect: \"error\"`",
        "not followed",
    ),
    (
        "redirect-stream-body",
        Always,
        "the redirect ({v status}) would need the body again, and a stream can be read only once",
        "not followed",
    ),
    ("answer-unknown", NotCaptured, "can't tell: the answer to a message was not captured", "nobody saw it"),
    (
        "answer-unknown",
        StoredResponse,
        "can't tell: the answer to a message was not captured",
        "the stored response that the 304 confirmed",
    ),
    ("answer-unknown", Always, "can't tell: the answer to a message was not captured", "{t why}"),
    (
        "fact-unknown",
        Always,
        "can't tell: {c fact} is not known, and the outcome depends on it",
        "{c fact} unknown",
    ),
    ("network-corp", Line, "not CORS: {t network}", "keeps the response from this page"),
    ("", NoText, "not CORS: {t network}", "no response for script"),
    ("", Always, "not CORS: {t network}", "{v text}"),
];
