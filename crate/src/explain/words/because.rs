//! Reasons in words; each reads on after "because".

use crate::explain::compare::Difference;
use crate::explain::sentence::{Sentence, say};
use crate::explain::why::{UrlChange, Why};
use crate::report::Inline;

/// All reasons as one sentence.
pub fn because(reasons: &[Why]) -> Vec<Inline> {
    reasons.iter().fold(Sentence::default(), |sentence, why| sentence.join("; ", reason(why))).done()
}

fn reason(why: &Why) -> Vec<Inline> {
    match why {
        Why::ErrorStatus { status } => say(
            "the server answered with the error {v}, and error pages often come from a layer that adds no CORS \
             headers: find out about that error first, then let the same headers be added to error pages",
            &[&status.to_string()],
        ),
        Why::PreflightCarriesNoCredentials { status } => say(
            "the server wants to know who is asking ({v}), and a preflight never carries credentials: let `OPTIONS` \
             through before authentication",
            &[&status.to_string()],
        ),
        Why::OptionsNotRouted { status } => {
            say("the server has no answer to `OPTIONS` at this URL ({v})", &[&status.to_string()])
        }
        Why::PreflightServerError { status } => {
            say("the server failed while it answered `OPTIONS` ({v})", &[&status.to_string()])
        }
        Why::CrossOrigin { page, target } => {
            say("the page is on {v} and the URL is on {v}, which is another origin", &[page, target])
        }
        Why::MustBeExactly { expected, differences } => must_be_exactly(expected, differences),
        Why::OneLineOnly { lines } => say(
            "the header is there {t}, which looks like two layers (say, a proxy and the application) that both add it",
            &[&if *lines == 2 { "twice".to_owned() } else { format!("{lines} times") }],
        ),
        Why::NullSinceRedirect { from, to } => say(
            "a redirect led from {v} to {v}, and since then the browser sends `Origin: null`; only `null` or `*` \
             answers that, so ask the last URL directly if you can",
            &[from, to],
        ),
        Why::OpaquePage => say(
            "the page has no origin of its own (a sandboxed frame, a `file:` or `data:` document), so the browser \
             sends `Origin: null`",
            &[],
        ),
        Why::StoredForOther => say(
            "the answer comes from a cache and may have been stored for a page on that other origin; `Vary: Origin` \
             keeps such answers apart",
            &[],
        ),
        Why::NeedsPreflight(reasons) => {
            let lead = Sentence::default().say("there has to be a preflight, since ", &[]);
            let all = reasons.iter().fold(Sentence::default(), |s, why| s.join(" and ", reason(why)));
            lead.join("", all.done()).done()
        }
        Why::NotCors => {
            say("it has nothing to do with CORS headers, though script may see the same error", &[])
        }
        Why::HeaderValues(names) => {
            let (start, end) = match names.as_slice() {
                [_] => ("the value of ", " is not CORS-safelisted"),
                _ => ("the values of ", " are not CORS-safelisted"),
            };
            Sentence::default().say(start, &[]).values(names).say(end, &[]).done()
        }
        Why::Method(method) => say("the method {v} is not CORS-safelisted", &[method]),
        Why::Headers(names) => page_headers(names),
        Why::ContentType(value) => say(
            "the type {v} is none of the three that need no preflight (`text/plain`, `multipart/form-data`, \
             `application/x-www-form-urlencoded`)",
            &[value],
        ),
        Why::TotalSize => {
            say("the values of the CORS-safelisted request headers add up to more than 1024 bytes", &[])
        }
        Why::UploadListener => say("a listener on `xhr.upload` asks for a preflight", &[]),
        Why::StreamBody => say("a stream as the body asks for a preflight", &[]),
        Why::MethodCase { asked, listed } => say(
            "methods are compared byte for byte, so {v} does not stand for {v}; the browser puts only `DELETE`, `GET`, \
             `HEAD`, `OPTIONS`, `POST` and `PUT` in upper case",
            &[listed, asked],
        ),
        Why::CredentialsIncluded => say("the request includes credentials", &[]),
        Why::WildcardIsLiteral => {
            say("with credentials included `*` is no wildcard, just a name of one character", &[])
        }
        Why::CredentialsSpelling(value) if value.is_empty() => {
            say("the value is empty, and only `true` counts", &[])
        }
        Why::CredentialsSpelling(value) => {
            say("the value is {v}, and only `true` counts, in lower case and once", &[value])
        }
        Why::RedirectsAreChecked => {
            say("a redirect response is checked like any other before it is followed", &[])
        }
        Why::RedirectTo { location, change } => redirect(location, *change),
        Why::AddedBy { header, library } => say("{v} is usually added by {t}", &[header, library]),
    }
}

fn page_headers(names: &[String]) -> Vec<Inline> {
    let (start, end) = match names {
        [_] => ("the page set the header ", ", which is not CORS-safelisted"),
        _ => ("the page set the headers ", ", which are not CORS-safelisted"),
    };
    Sentence::default().say(start, &[]).values(names).say(end, &[]).done()
}

fn redirect(location: &str, change: UrlChange) -> Vec<Inline> {
    let template = match change {
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
    };
    say(template, &[location])
}

fn must_be_exactly(expected: &str, differences: &[Difference]) -> Vec<Inline> {
    let start = if expected == "null" {
        say("the value must be exactly `null` (or `*`)", &[])
    } else {
        say("the value must be exactly {v}", &[expected])
    };
    differences.iter().fold(Sentence::default().join("", start), |s, d| s.join(", ", difference(d))).done()
}

/// What is wrong with the value; reads on after "the value must be exactly X,".
fn difference(difference: &Difference) -> Vec<Inline> {
    match difference {
        Difference::Empty => say("and it is empty", &[]),
        Difference::Quotes => say("without quotation marks", &[]),
        Difference::List => say("and it is a list: the header holds one origin", &[]),
        Difference::Pattern => {
            say("and patterns don't work: `*` counts only when it is the whole value", &[])
        }
        Difference::Literal => say("and it looks like a value a program printed by mistake", &[]),
        Difference::NullFound => say("and it is `null`", &[]),
        Difference::NullExpected => say("and it names an origin", &[]),
        Difference::Case => {
            say("and it differs in upper and lower case: the comparison is byte for byte", &[])
        }
        Difference::TrailingSlash => say("and it has a slash at the end, which an origin never has", &[]),
        Difference::Path => say("and it goes on behind the origin: an origin has no path", &[]),
        Difference::SchemeMissing => say("and the scheme in front is missing", &[]),
        Difference::Scheme { expected, found } => {
            say("and it says {v} where the page is on {v}", &[found, expected])
        }
        Difference::Port { expected, found } => match (expected, found) {
            (Some(expected), Some(found)) => say(
                "and it names port {v} where the page is on port {v}",
                &[&found.to_string(), &expected.to_string()],
            ),
            (Some(expected), None) => say("and port {v} is missing", &[&expected.to_string()]),
            (None, Some(found)) => {
                say("and it names port {v}, which the page is not on", &[&found.to_string()])
            }
            (None, None) => say("and the port differs", &[]),
        },
        Difference::DefaultPort(port) => {
            say("and it writes out the default port {v}, which an origin never does", &[port])
        }
        Difference::Www(true) => say("and it has `www.` in front, which makes another origin", &[]),
        Difference::Www(false) => say("and `www.` is missing, which makes another origin", &[]),
        Difference::Loopback => say("and `localhost` and `127.0.0.1` are different origins", &[]),
        Difference::Host => say("and it names another host", &[]),
        Difference::NotAnOrigin => say("and it is no origin", &[]),
    }
}
