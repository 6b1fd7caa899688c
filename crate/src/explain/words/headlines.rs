//! The headline of each cause, and the few words beside its primary mark.

use super::network::network;
use crate::capture::NOT_CAPTURED;
use crate::explain::marks::Role;
use crate::explain::sentence::{say, tell};
use crate::fetch::STORED_RESPONSE;
use crate::fetch::{Cause, CauseKind, Phase};
use crate::report::{Evidence, Inline};

/// What a headline and a label are made from.
pub struct Facts<'a> {
    /// The cause.
    pub cause: &'a Cause,
    /// The fields a template can name: those of its evidence, and `who` (the message, as the subject of a sentence),
    /// `answer` (its status) and `network` (what went wrong outside the CORS protocol).
    pub fields: Vec<(&'static str, Evidence)>,
    /// How often the header to blame is there.
    pub lines: usize,
}

/// When a row of the table speaks.
#[derive(Clone, Copy, PartialEq, Eq)]
enum When {
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
const TABLE: &[(&str, When, &str, &str)] = &[
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

impl<'a> Facts<'a> {
    /// Facts of a cause: its evidence, the status of the response it is about, how often the header is there.
    pub fn new(
        cause: &'a Cause,
        mut fields: Vec<(&'static str, Evidence)>,
        status: Option<u16>,
        lines: usize,
    ) -> Self {
        let mut field = |name, text: &str| fields.push((name, Evidence::Text(text.to_owned())));
        field(
            "who",
            match cause.phase {
                Phase::Preflight => "the preflight response",
                Phase::Redirect => "the redirect response",
                Phase::Request | Phase::Response => "the response",
            },
        );
        match &cause.kind {
            CauseKind::Network(cause) => field("network", network(cause.error, cause.text.as_deref())),
            CauseKind::SchemeNotSupported { scheme, .. } | CauseKind::RedirectUnsafeScheme { scheme } => {
                field("scheme:", &[scheme, ":"].concat());
            }
            CauseKind::AllowOriginMissing { .. } if cause.phase == Phase::Preflight => {
                field("to", " to the preflight");
            }
            _ => {}
        }
        fields.extend(status.map(|status| ("answer", Evidence::Number(status.into()))));
        Self { cause, fields, lines }
    }

    /// What is behind the cause: the login page that a redirect led to.
    pub fn real_problem(&mut self, login: &str) {
        self.fields.push(("login", Evidence::Text(login.to_owned())));
    }

    /// One line for the cause, and a few words beside its primary mark.
    pub fn words(&self) -> (Vec<Inline>, Vec<Inline>) {
        let code = self.cause.kind.code();
        let row = TABLE.iter().find(|(of, when, ..)| (*of == code || of.is_empty()) && self.fits(*when));
        let (_, _, headline, label) = row.copied().unwrap_or(("", Always, "", ""));
        (tell(headline, &self.fields), tell(label, &self.fields))
    }

    fn fits(&self, when: When) -> bool {
        let field = |name: &str| self.fields.iter().find(|(of, _)| *of == name).map(|(_, value)| value);
        let one = || matches!(field("names"), Some(Evidence::List(names)) if names.len() == 1);
        match when {
            Always => true,
            Login => field("login").is_some(),
            Error => matches!(field("answer"), Some(Evidence::Number(400..))),
            NoLine => self.lines == 0,
            Line => self.lines > 0,
            SeveralLines => self.lines > 1,
            NoValue => matches!(field("value"), Some(Evidence::Null)),
            NoText => matches!(field("text"), Some(Evidence::Null)),
            OneName => one(),
            OneNameNoLine => one() && self.lines == 0,
            NotCaptured => matches!(field("why"), Some(Evidence::Text(why)) if why == NOT_CAPTURED),
            StoredResponse => matches!(field("why"), Some(Evidence::Text(why)) if why == STORED_RESPONSE),
        }
    }
}

/// A few words beside a secondary mark.
pub fn role(role: &Role) -> Vec<Inline> {
    match role {
        Role::OtherLine => say("and here", &[]),
        Role::Status => say("a redirect", &[]),
        Role::SentOrigin => say("the browser compares with this", &[]),
        Role::AskingOrigin => say("makes it a CORS request", &[]),
        Role::AskedMethod => say("asked for", &[]),
        Role::AskedHeader(name) => say("{v} asked for", &[name]),
        Role::Cookie => say("credentials are included", &[]),
    }
}
