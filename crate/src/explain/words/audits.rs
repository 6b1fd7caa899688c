//! Audits in words.

use super::notes::name;
use crate::audit::Found;
use crate::explain::sentence::{Sentence, say};
use crate::model::{Engine, decimal};
use crate::report::{Inline, Mark, Note};

/// A finding as a note.
pub fn note(found: &Found, marks: Vec<Mark>) -> Note {
    let (code, severity) = kind(found);
    Note { code, severity, headline: headline(found), body: body(found), marks, evidence: Vec::new() }
}

/// Danger: someone can read what they shouldn't. Warning: it will break, or does behind a cache. Info: good to know.
fn kind(found: &Found) -> (&'static str, &'static str) {
    match found {
        Found::VaryMissing { .. } => ("vary-origin-missing", "warning"),
        Found::NullAllowed { credentials: true } => ("null-origin-allowed", "danger"),
        Found::NullAllowed { .. } => ("null-origin-allowed", "warning"),
        Found::HttpOriginAllowed { credentials: true, .. } => ("http-origin-allowed", "danger"),
        Found::HttpOriginAllowed { .. } => ("http-origin-allowed", "info"),
        Found::WildcardAndCredentials => ("wildcard-and-credentials", "warning"),
        Found::AllowCredentialsValue { meant: true, .. } => ("allow-credentials-value", "warning"),
        Found::AllowCredentialsValue { .. } => ("allow-credentials-value", "info"),
        Found::LiteralWildcard { .. } => ("wildcard-is-literal", "warning"),
        Found::MaxAgeMissing { .. } => ("max-age-missing", "info"),
        Found::PreflightDiffers { blocked: true, .. } => ("preflight-differs", "warning"),
        Found::PreflightDiffers { .. } => ("preflight-differs", "info"),
        Found::ErrorWithoutHeaders { .. } => ("error-without-headers", "warning"),
        Found::Repeated { breaks: true, .. } => ("header-added-twice", "warning"),
        Found::Repeated { .. } => ("header-added-twice", "info"),
        Found::Bypassed => ("cors-bypassed", "warning"),
        Found::CookiesNotSent { .. } => ("cookies-not-sent", "warning"),
        Found::CookiesNotKept { .. } => ("cookies-not-kept", "warning"),
        Found::NotExposed { .. } => ("headers-not-exposed", "info"),
    }
}

fn headline(found: &Found) -> Vec<Inline> {
    match found {
        Found::VaryMissing { origin } => {
            say("the response is for {v} only, and doesn't say `Vary: Origin`", &[origin])
        }
        Found::NullAllowed { credentials: true } => {
            say("the origin `null` is allowed, and with credentials", &[])
        }
        Found::NullAllowed { .. } => say("the origin `null` is allowed", &[]),
        Found::HttpOriginAllowed { origin, credentials: true } => {
            say("{v} is allowed with credentials, and comes without TLS", &[origin])
        }
        Found::HttpOriginAllowed { origin, .. } => say("{v} is allowed, and comes without TLS", &[origin]),
        Found::WildcardAndCredentials => say(
            "`Access-Control-Allow-Origin: *` and `Access-Control-Allow-Credentials: true` don't go together",
            &[],
        ),
        Found::AllowCredentialsValue { value, .. } if value.is_empty() => {
            say("`Access-Control-Allow-Credentials` is empty", &[])
        }
        Found::AllowCredentialsValue { value, .. } => {
            say("`Access-Control-Allow-Credentials` is {v}; only `true` means something", &[value])
        }
        Found::LiteralWildcard { names } => with_names("with credentials `*` is no wildcard in ", names),
        Found::MaxAgeMissing { .. } => say("the preflight response doesn't say how long it may be kept", &[]),
        Found::PreflightDiffers { names, .. } => {
            with_names("the preflight response and the response behind it disagree in ", names)
        }
        Found::ErrorWithoutHeaders { status } => say(
            "the error {v} lacks the header that the preflight response has",
            &[&decimal((*status).into())],
        ),
        Found::Repeated { names, .. } => {
            let mut sentence = Sentence::default();
            list(&mut sentence, names);
            sentence.words(if names.len() == 1 { " was added twice" } else { " were added twice" });
            sentence.done()
        }
        Found::Bypassed => say("this browser let script read what browsers refuse", &[]),
        Found::CookiesNotSent { status, .. } => say(
            "not CORS: {v}, and the page has no access to its cookies there",
            &[&decimal((*status).into())],
        ),
        Found::CookiesNotKept { names } => {
            let mut sentence = Sentence::default();
            sentence.words(if names.len() == 1 { "the cookie " } else { "the cookies " });
            sentence.values(names);
            sentence.words(if names.len() == 1 { " is" } else { " are" });
            sentence.words(" not for pages of other sites");
            sentence.done()
        }
        Found::NotExposed { names } => {
            let mut sentence = Sentence::default();
            sentence.words("script can't read ");
            sentence.values(names);
            sentence.done()
        }
    }
}

fn body(found: &Found) -> Vec<Inline> {
    match found {
        Found::VaryMissing { .. } => say(
            "a cache may hand it to a page of another origin, which is blocked then; add `Vary: Origin`, also to the \
             answers to requests without `Origin`",
            &[],
        ),
        Found::NullAllowed { credentials: true } => say(
            "any page can make a sandboxed frame, whose origin is `null`, and read what the signed-in user may see; \
             name the origins that may",
            &[],
        ),
        Found::NullAllowed { .. } => say(
            "any page can make a sandboxed frame, whose origin is `null`: this allows everyone; if that is meant, \
             `*` says so",
            &[],
        ),
        Found::HttpOriginAllowed { credentials: true, .. } => say(
            "anyone on the network in between can change that page, and let it read what the signed-in user may \
             see; allow its `https` origin instead",
            &[],
        ),
        Found::HttpOriginAllowed { .. } => say(
            "anyone on the network in between can change that page, and read whatever it may read; allow its \
             `https` origin instead",
            &[],
        ),
        Found::WildcardAndCredentials => say(
            "this call went without credentials, and one with them is blocked; answer with the page's origin and \
             `Vary: Origin` if credentials are needed, else leave `Access-Control-Allow-Credentials` out",
            &[],
        ),
        Found::AllowCredentialsValue { meant: true, .. } => say(
            "it is compared byte for byte, so a request with credentials is blocked; write `true` in lower case",
            &[],
        ),
        Found::AllowCredentialsValue { .. } => say("it does nothing; it can be left out", &[]),
        Found::LiteralWildcard { .. } => {
            say("it stands for a name of one asterisk and for nothing else; list the names", &[])
        }
        Found::MaxAgeMissing { caps } => max_age(caps),
        Found::PreflightDiffers { blocked: true, .. } => {
            say("different parts of the server seem to make the two; browsers check both", &[])
        }
        Found::PreflightDiffers { .. } => say(
            "different parts of the server seem to make the two; it passes here, and may not with credentials",
            &[],
        ),
        Found::ErrorWithoutHeaders { .. } => say(
            "so the page gets a CORS error instead of the status; let the error page, or the proxy that makes it, \
             add the headers too",
            &[],
        ),
        Found::Repeated { breaks: true, .. } => say(
            "perhaps by an application and by the proxy in front of it; browsers take one value, so let only one \
             of them add it",
            &[],
        ),
        Found::Repeated { .. } => {
            say("perhaps by an application and by the proxy in front of it; here it does no harm", &[])
        }
        Found::Bypassed => say(
            "an extension that bypasses CORS is at work, or the browser was started without web security; \
             elsewhere this call is blocked",
            &[],
        ),
        Found::CookiesNotSent { access, .. } => say(
            "the browser says so in `Sec-Fetch-Storage-Access` ({v}): third-party cookies are off here, or need the \
             user's leave; serve page and API from one site, or use `Partitioned` cookies or a token in a header",
            &[access],
        ),
        Found::CookiesNotKept { .. } => say(
            "without `SameSite=None` and `Secure` a browser doesn't send a cookie along when a page of another site \
             asks, and may not store it: the next call is logged out",
            &[],
        ),
        Found::NotExposed { .. } => {
            say("if the page needs them, name them in `Access-Control-Expose-Headers`", &[])
        }
    }
}

/// What `Access-Control-Max-Age` can do.
pub fn max_age(caps: &[(Engine, u64)]) -> Vec<Inline> {
    let mut sentence = Sentence::default();
    sentence.say("browsers ask again after 5 seconds; `Access-Control-Max-Age` can spare that, up to ", &[]);
    for (index, (engine, seconds)) in caps.iter().enumerate() {
        sentence.words(match index {
            0 => "",
            _ if index + 1 == caps.len() => " and ",
            _ => ", ",
        });
        sentence.say("{t} seconds in {t}", &[&decimal(*seconds), name(*engine)]);
    }
    sentence.done()
}

fn with_names(words: &'static str, names: &[&'static str]) -> Vec<Inline> {
    let mut sentence = Sentence::default();
    sentence.say(words, &[]);
    list(&mut sentence, names);
    sentence.done()
}

/// Names of the protocol: `A`, `B` and `C`.
pub fn list(sentence: &mut Sentence, names: &[&'static str]) {
    for (index, name) in names.iter().enumerate() {
        sentence.words(match index {
            0 => "",
            _ if index + 1 == names.len() => " and ",
            _ => ", ",
        });
        sentence.say("{c}", &[name]);
    }
}
