//! The headline of each cause, and the few words beside its primary mark.

use crate::capture::NOT_CAPTURED;
use crate::explain::marks::Role;
use crate::explain::sentence::{Sentence, say};
use crate::explain::words::messages::network;
use crate::fetch::{Cause, CauseKind, Phase};
use crate::report::Inline;

/// The message that failed, as the subject of a sentence.
fn subject(phase: Phase) -> &'static str {
    match phase {
        Phase::Preflight => "the preflight response",
        Phase::Redirect => "the redirect response",
        Phase::Request | Phase::Response => "the response",
    }
}

/// One line for a cause. `status` is that of the response it is about, `lines` how often the header is there.
pub fn headline(cause: &Cause, status: Option<u16>, lines: usize) -> Vec<Inline> {
    use CauseKind as K;
    let who = subject(cause.phase);
    match &cause.kind {
        K::MethodInvalid { method } => say("{v} is not a method", &[method]),
        K::MethodForbidden { method } => say("the method {v} is not open to pages", &[method]),
        K::NoCorsMethod { method } => say("mode `no-cors` does not take the method {v}", &[method]),
        K::UrlHasCredentials => {
            say("the URL carries a user name or password, which `fetch()` does not take", &[])
        }
        K::BodyNotAllowed { method } => say("a {v} request can't have a body", &[method]),
        K::CacheModeNeedsSameOrigin => {
            say("cache mode `only-if-cached` works in mode `same-origin` only", &[])
        }
        K::StreamBodyNeedsCors => say("mode `no-cors` does not take a stream as the body", &[]),
        K::SameOriginMode { target, .. } => {
            say("mode `same-origin` does not reach {v}, another origin", &[target])
        }
        K::NoCorsRedirectMode { redirect } => {
            say("mode `no-cors` goes with redirect mode `follow` only, not with {c}", &[redirect])
        }
        K::SchemeNotSupported { scheme, .. } => {
            say("{v} URLs can't be fetched across origins", &[&format!("{scheme}:")])
        }
        K::AllowOriginMissing { .. } => match status.filter(|status| *status >= 400) {
            Some(status) if cause.phase != Phase::Preflight => say(
                "the server answered {v}, and that answer has no `Access-Control-Allow-Origin`",
                &[&status.to_string()],
            ),
            Some(status) => say(
                "the server answered {v} to the preflight, and that answer has no `Access-Control-Allow-Origin`",
                &[&status.to_string()],
            ),
            None => say("{t} has no `Access-Control-Allow-Origin`", &[who]),
        },
        K::AllowOriginMultiple { lines, .. } if *lines > 1 => {
            say("{t} has several `Access-Control-Allow-Origin` headers", &[who])
        }
        K::AllowOriginMultiple { .. } => {
            say("{t} names several values in `Access-Control-Allow-Origin`", &[who])
        }
        K::AllowOriginInvalid { .. } => {
            say("{t} has an `Access-Control-Allow-Origin` that is not an origin", &[who])
        }
        K::AllowOriginMismatch { value, .. } => {
            say("{t} allows {v}, which is not the origin the browser sent", &[who, &value.to_isomorphic()])
        }
        K::AllowOriginWildcardWithCredentials { .. } => say(
            "{t} allows every origin by `*`, which does not count for a request that includes credentials",
            &[who],
        ),
        K::AllowCredentialsNotTrue { value: None } => {
            say("{t} has no `Access-Control-Allow-Credentials`, and credentials are included", &[who])
        }
        K::AllowCredentialsNotTrue { .. } => {
            say("{t} has an `Access-Control-Allow-Credentials` other than `true`", &[who])
        }
        K::PreflightRedirected { status, .. } => {
            say("the preflight was answered by a redirect ({v})", &[&status.to_string()])
        }
        K::PreflightStatusNotOk { status } => say(
            "the preflight was answered with {v} instead of a status from 200 to 299",
            &[&status.to_string()],
        ),
        K::PreflightAllowMethodsInvalid { .. } => {
            say("the preflight response has an `Access-Control-Allow-Methods` that does not parse", &[])
        }
        K::PreflightAllowHeadersInvalid { .. } => {
            say("the preflight response has an `Access-Control-Allow-Headers` that does not parse", &[])
        }
        K::PreflightMethodNotAllowed { method, .. } if lines == 0 => say(
            "the preflight response has no `Access-Control-Allow-Methods` to allow the method {v}",
            &[method],
        ),
        K::PreflightMethodNotAllowed { method, .. } => {
            say("the preflight response does not allow the method {v}", &[method])
        }
        K::PreflightHeaderNotAllowed { names, .. } => {
            let start = match (names.as_slice(), lines) {
                ([_], 0) => {
                    "the preflight response has no `Access-Control-Allow-Headers` to allow the request header "
                }
                (_, 0) => {
                    "the preflight response has no `Access-Control-Allow-Headers` to allow the request headers "
                }
                ([_], _) => "the preflight response does not allow the request header ",
                _ => "the preflight response does not allow the request headers ",
            };
            Sentence::default().say(start, &[]).values(names).done()
        }
        K::PreflightAuthorizationNotListed { .. } => say(
            "the preflight response does not list `authorization` by name, and `*` does not cover it",
            &[],
        ),
        K::RedirectLocationInvalid { .. } => say("the redirect leads to something that is not a URL", &[]),
        K::RedirectLocationHasCredentials { .. } => {
            say("the redirect leads to a URL with a user name or password", &[])
        }
        K::RedirectUnsafeScheme { scheme } => {
            say("the redirect leads to a {v} URL, which is never followed", &[&format!("{scheme}:")])
        }
        K::RedirectTooMany { limit } => say("more than {t} redirects", &[&limit.to_string()]),
        K::RedirectModeError { status } => say(
            "the server redirected ({v}), and the page asked for `redirect: \"error\"`",
            &[&status.to_string()],
        ),
        K::RedirectStreamBody { status } => say(
            "the redirect ({v}) would need the body again, and a stream can be read only once",
            &[&status.to_string()],
        ),
        K::RedirectEmbeddedCredentials { .. } => {
            say("the redirect leads to a URL with a user name or password", &[])
        }
        K::AnswerUnknown { .. } => say("can't tell: the answer to a message was not captured", &[]),
        K::FactUnknown { fact } => {
            say("can't tell: {c} is not known, and the outcome depends on it", &[fact])
        }
        K::Network(cause) => say("not CORS: {t}", &[network(cause.error)]),
    }
}

/// A few words beside the primary mark. `lines` is how often the header is there.
pub fn label(cause: &Cause, lines: usize) -> Vec<Inline> {
    use CauseKind as K;
    match &cause.kind {
        K::MethodInvalid { .. } => say("not a token", &[]),
        K::MethodForbidden { .. } => say("forbidden", &[]),
        K::NoCorsMethod { .. } => say("only `GET`, `HEAD` and `POST`", &[]),
        K::UrlHasCredentials => say("user name or password in here", &[]),
        K::BodyNotAllowed { .. } => say("has no body", &[]),
        K::CacheModeNeedsSameOrigin => say("asked for with `only-if-cached`", &[]),
        K::StreamBodyNeedsCors => say("asked for in mode `no-cors`", &[]),
        K::SameOriginMode { origin, .. } => say("not on {v}", &[origin]),
        K::NoCorsRedirectMode { redirect } => say("asked for with redirect mode {c}", &[redirect]),
        K::SchemeNotSupported { .. } => say("not `http:` or `https:`", &[]),
        K::AllowOriginMissing { expected } => say("no `Access-Control-Allow-Origin` for {v}", &[expected]),
        K::AllowOriginMultiple { .. } if lines > 1 => say("one `Access-Control-Allow-Origin` too many", &[]),
        K::AllowOriginMultiple { expected, .. }
        | K::AllowOriginInvalid { expected, .. }
        | K::AllowOriginMismatch { expected, .. } => say("not {v}", &[expected]),
        K::AllowOriginWildcardWithCredentials { expected } => say("must be {v}", &[expected]),
        K::AllowCredentialsNotTrue { value: None } => say("no `Access-Control-Allow-Credentials: true`", &[]),
        K::AllowCredentialsNotTrue { .. } if lines > 1 => {
            say("one `Access-Control-Allow-Credentials` too many", &[])
        }
        K::AllowCredentialsNotTrue { .. } => say("not `true`", &[]),
        K::PreflightRedirected { .. } => say("a preflight is not redirected", &[]),
        K::PreflightStatusNotOk { .. } => say("not 200 to 299", &[]),
        K::PreflightAllowMethodsInvalid { .. } => say("not a method name", &[]),
        K::PreflightAllowHeadersInvalid { .. } => say("not a header name", &[]),
        K::PreflightMethodNotAllowed { .. } if lines == 0 => say("no `Access-Control-Allow-Methods`", &[]),
        K::PreflightMethodNotAllowed { method, .. } => say("{v} is not in this list", &[method]),
        K::PreflightHeaderNotAllowed { .. } if lines == 0 => say("no `Access-Control-Allow-Headers`", &[]),
        K::PreflightHeaderNotAllowed { names, .. } => {
            let end = if names.len() == 1 { " is not in this list" } else { " are not in this list" };
            Sentence::default().values(names).say(end, &[]).done()
        }
        K::PreflightAuthorizationNotListed { .. } => say("does not cover `authorization`", &[]),
        K::RedirectLocationInvalid { .. } => say("not a URL", &[]),
        K::RedirectLocationHasCredentials { .. } | K::RedirectEmbeddedCredentials { .. } => {
            say("user name or password in here", &[])
        }
        K::RedirectUnsafeScheme { .. } => say("never followed", &[]),
        K::RedirectTooMany { .. } => say("one redirect too many", &[]),
        K::RedirectModeError { .. } | K::RedirectStreamBody { .. } => say("not followed", &[]),
        K::AnswerUnknown { why } if why == NOT_CAPTURED => say("nobody saw it", &[]),
        K::AnswerUnknown { why } => say("{t}", &[why]),
        K::FactUnknown { fact } => say("{c} unknown", &[fact]),
        K::Network(cause) => match &cause.text {
            Some(text) => say("{v}", &[text]),
            None => Vec::new(),
        },
    }
}

/// A few words beside a secondary mark.
pub fn role(role: &Role) -> Vec<Inline> {
    match role {
        Role::OtherLine => say("and here", &[]),
        Role::Status => say("a redirect", &[]),
        Role::SentOrigin => say("the browser compares with this", &[]),
        Role::AskedMethod => say("asked for", &[]),
        Role::AskedHeader(name) => say("{v} asked for", &[name]),
        Role::Cookie => say("credentials are included", &[]),
    }
}
