//! Reasons in words; each reads on after "because".

use super::differences::{must_be_exactly, only_this};
use super::network::look;
use crate::capture::OpaquePage;
use crate::explain::gateway::Gateway;
use crate::explain::sentence::Sentence;
use crate::explain::why::Why;
use crate::model::{UrlChange, decimal};
use crate::report::Inline;

/// All reasons as one sentence.
pub fn because(reasons: &[Why]) -> Vec<Inline> {
    let mut sentence = Sentence::default();
    for why in reasons {
        sentence.separate("; ");
        reason(&mut sentence, why);
    }
    sentence.done()
}

/// Appends a reason: most are a template and its values, some are made of parts.
fn reason(sentence: &mut Sentence, why: &Why) {
    let mut number = match why {
        Why::ErrorStatus { status, .. }
        | Why::PreflightCarriesNoCredentials { status }
        | Why::OptionsNotRouted { status, .. }
        | Why::PreflightServerError { status } => decimal((*status).into()),
        Why::OneLineOnly { lines: 2 } => "twice".to_owned(),
        Why::OneLineOnly { lines } => [&decimal(*lines as u64), " times"].concat(),
        _ => String::new(),
    };
    let (template, one, two) = match why {
        Why::ErrorStatus { status, gateway: Some(gateway) } => {
            return by_gateway(sentence, *status, gateway);
        }
        Why::ErrorStatus { gateway: None, .. } => (
            "the server answered with the error {v}, and error pages often come from a layer that adds no CORS \
             headers: find out about that error first, then let the same headers be added to error pages",
            number.as_str(),
            "",
        ),
        Why::PreflightCarriesNoCredentials { .. } => (
            "the server wants to know who is asking ({v}), and a preflight never carries credentials: let `OPTIONS` \
             through before authentication",
            number.as_str(),
            "",
        ),
        Why::OptionsNotRouted { allow: Some(allow), .. } => (
            "the server has no answer to `OPTIONS` at this URL ({v}); the methods it has stand in `Allow`: {v}",
            number.as_str(),
            allow.as_str(),
        ),
        Why::OptionsNotRouted { allow: None, .. } => {
            ("the server has no answer to `OPTIONS` at this URL ({v})", number.as_str(), "")
        }
        Why::PreflightServerError { .. } => {
            ("the server failed while it answered `OPTIONS` ({v})", number.as_str(), "")
        }
        Why::CrossOrigin { page, target, only } => {
            sentence
                .say("the page is on {v} and the URL is on {v}, which is another origin", &[page, target]);
            return sentence.words(only.as_ref().map_or("", only_this));
        }
        Why::MustBeExactly { expected, differences } => {
            return must_be_exactly(sentence, expected, differences);
        }
        Why::OneLineOnly { .. } => (
            "the header is there {t}, which looks like two layers (say, a proxy and the application) that both add it",
            number.as_str(),
            "",
        ),
        Why::NullSinceRedirect { from, to } => (
            "a redirect led from {v} to {v}, and since then the browser sends `Origin: null`; only `null` or `*` \
             answers that, so ask the last URL directly if you can",
            from.as_str(),
            to.as_str(),
        ),
        Why::LoginPage { page } => (
            "a redirect led to {v}, which looks like a login page, so the session may have ended: that is to be mended \
             first, and no page can fetch a login",
            page.as_str(),
            "",
        ),
        Why::OpaquePage(kind) => (opaque(*kind), "", ""),
        Why::StoredForOther => (
            "the answer comes from a cache and may have been stored for a page of another origin, or for a request \
             without `Origin`; `Vary: Origin` keeps such answers apart",
            "",
            "",
        ),
        Why::NeedsPreflight(reasons) => {
            sentence.words("there has to be a preflight, since ");
            for (index, why) in reasons.iter().enumerate() {
                if index > 0 {
                    sentence.words(" and ");
                }
                reason(sentence, why);
            }
            return;
        }
        Why::Hsts { target } => (
            "the browser itself turned the preflight to `https`, which the host once asked for (HSTS): ask for {v}",
            target.as_str(),
            "",
        ),
        Why::NotCors(cause) => (look(cause), "", ""),
        Why::LocalNetworkNeedsTls => (
            "the page came over `http`, and only one over `https` can ask for the user's leave to reach this machine or \
             the local network: serve the page over `https`; headers change nothing here",
            "",
            "",
        ),
        Why::HeaderValues(names) => {
            return listed(
                sentence,
                names,
                ["the value of ", " is not CORS-safelisted"],
                ["the values of ", " are not CORS-safelisted"],
            );
        }
        Why::Headers(names) => {
            return listed(
                sentence,
                names,
                ["the page set the header ", ", which is not CORS-safelisted"],
                ["the page set the headers ", ", which are not CORS-safelisted"],
            );
        }
        Why::Method(method) => ("the method {v} is not CORS-safelisted", method.as_str(), ""),
        Why::ContentType(value) => (
            "the type {v} is none of the three that need no preflight (`text/plain`, `multipart/form-data`, \
             `application/x-www-form-urlencoded`)",
            value.as_str(),
            "",
        ),
        Why::TotalSize => {
            ("the values of the CORS-safelisted request headers add up to more than 1024 bytes", "", "")
        }
        Why::UploadListener => ("a listener on `xhr.upload` asks for a preflight", "", ""),
        Why::StreamBody => ("a stream as the body asks for a preflight", "", ""),
        Why::MethodCase { asked, listed } => (
            "methods are compared byte for byte, so {v} does not stand for {v}; the browser puts only `DELETE`, `GET`, \
             `HEAD`, `OPTIONS`, `POST` and `PUT` in upper case",
            listed.as_str(),
            asked.as_str(),
        ),
        Why::CredentialsIncluded => ("the request includes credentials", "", ""),
        Why::WildcardIsLiteral => {
            ("with credentials included `*` is no wildcard, just a name of one character", "", "")
        }
        Why::CredentialsSpelling(value) if value.is_empty() => {
            ("the value is empty, and only `true` counts", "", "")
        }
        Why::CredentialsSpelling(value) => {
            ("the value is {v}, and only `true` counts, in lower case and once", value.as_str(), "")
        }
        Why::RedirectsAreChecked => {
            ("a redirect response is checked like any other before it is followed", "", "")
        }
        Why::RedirectTo { location, change } => (redirect(*change), location.as_str(), ""),
        Why::Rule(code) => (rule(code), "", ""),
        Why::AddedBy { header, library } => ("{v} is usually added by {t}", header.as_str(), *library),
        Why::CalledFrom { script, line } => {
            number = decimal((*line).into());
            ("the call was made from {v}, line {t}", script.as_str(), number.as_str())
        }
    };
    sentence.say(template, &[one, two]);
}

/// What each of these rules is for.
const RULES: &[(&str, &str)] = &[
    ("method-invalid", "a method is one word of letters, digits and a few signs"),
    ("method-forbidden", "`CONNECT`, `TRACE` and `TRACK` would lead a page past what the browser guards"),
    ("no-cors-method", "mode `no-cors` asks for nobody's leave, so it sends only what a form could send"),
    ("url-has-credentials", "passwords in URLs end up in logs and histories"),
    ("body-not-allowed", "a body has no meaning in a `GET` or `HEAD` request"),
    ("cache-mode-needs-same-origin", "it would show the page what other sites have left in the cache"),
    ("stream-body-needs-cors", "no form can send a stream, so it needs the leave that a preflight asks for"),
    ("no-cors-redirect-mode", "it would show the page where the redirects of another site lead"),
    ("scheme-not-supported", "CORS is a protocol of HTTP headers, and URLs of this scheme have none"),
    ("preflight-authorization-not-listed", "`*` stands for every name but `Authorization`"),
    ("redirect-location-invalid", "it does not parse as a URL, so there is nowhere to go"),
    (
        "redirect-location-has-credentials",
        "the call is in mode `cors`, and across origins such URLs could try passwords",
    ),
    ("redirect-embedded-credentials", "this engine never follows a redirect to such a URL"),
    ("redirect-unsafe-scheme", "a server could lead the page to what it has no access to"),
    ("redirect-too-many", "so long a chain is nearly always a loop"),
    ("redirect-mode-error", "the page asked for redirect mode `error`"),
    ("redirect-stream-body", "the body would have to be sent once more, and a stream can be read only once"),
    ("answer-unknown", "the browser decides by the headers of every answer on the way"),
    ("fact-unknown", "no message shows it, and another value ends the call otherwise"),
];

fn rule(code: &str) -> &'static str {
    RULES.iter().find(|(of, _)| *of == code).map_or("", |(_, words)| words)
}

/// Appends whose error page it is, or may be, and what that says.
fn by_gateway(sentence: &mut Sentence, status: u16, gateway: &Gateway) {
    let number = decimal(status.into());
    let (name, is_nginx) = match gateway {
        Gateway::Signed { name, is_nginx } => (name, *is_nginx),
        Gateway::OnTheWay(via) => {
            return sentence.say(
                "the error {v} may come from a proxy on the way (`Via`: {v}): see there first, then let its own pages \
                 have the same headers",
                &[&number, via],
            );
        }
    };
    let what = match status {
        413 => "takes no request that large",
        _ => "got no usable answer from the application behind it",
    };
    sentence.say(
        "the error {v} comes from {v}, which {t}: see there first, then let its own pages have the same headers",
        &[&number, name, what],
    );
    if is_nginx {
        sentence.say(" (`add_header` leaves error pages out unless the line ends in `always`)", &[]);
    }
}

/// What kind of page has no origin.
fn opaque(kind: Option<OpaquePage>) -> &'static str {
    match kind {
        None => {
            "the page has no origin of its own (a sandboxed frame, a `file:` or `data:` document), so the browser \
             sends `Origin: null`"
        }
        Some(OpaquePage::File) => {
            "the page is a file (`file:`), as in many apps made of a page, and has no origin of its own, so the browser \
             sends `Origin: null`: open it from a local server, such as `http://localhost`"
        }
        Some(OpaquePage::Frame) => {
            "the call comes from a frame without an origin of its own, most often one with `sandbox` and without \
             `allow-same-origin`, so the browser sends `Origin: null`"
        }
    }
}

/// Appends header names between the words for one of them or for several.
fn listed(sentence: &mut Sentence, names: &[String], one: [&'static str; 2], several: [&'static str; 2]) {
    let [start, end] = if names.len() == 1 { one } else { several };
    sentence.words(start);
    sentence.values(names);
    sentence.words(end);
}

fn redirect(change: UrlChange) -> &'static str {
    match change {
        UrlChange::TrailingSlash => {
            "a preflight's redirect is never followed; the target {v} differs only in the slash at the end, so ask \
             for that URL"
        }
        UrlChange::ToHttps => {
            "a preflight's redirect is never followed; the target {v} differs only in `https`, so ask for that URL"
        }
        UrlChange::Www => {
            "a preflight's redirect is never followed; the target {v} differs only in `www.`, so ask for that URL"
        }
        UrlChange::Login => {
            "a preflight's redirect is never followed; the target {v} looks like a login page, and a preflight never \
             carries credentials: let `OPTIONS` through before authentication"
        }
        UrlChange::Other => "a preflight's redirect is never followed; this one leads to {v}",
    }
}
