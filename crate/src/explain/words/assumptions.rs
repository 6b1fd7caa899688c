//! Why a fact that nothing shows was taken to have a value.

use crate::capture::Reason;
use crate::explain::sentence::say;
use crate::report::Inline;

/// The reason in words.
pub fn reason(reason: &Reason) -> Vec<Inline> {
    match reason {
        Reason::PlatformDefault => {
            say("this is what happens when nothing is said, and nothing speaks against it", &[])
        }
        Reason::NoDifference => say("the outcome is the same with any value", &[]),
        Reason::OnlyThisFitsOutcome => say("only this fits what the browser did", &[]),
        Reason::StoppedAfterPreflight => {
            say("the browser stopped after the preflight, so the preflight must have failed", &[])
        }
        Reason::CookieSent => say("the request carried a `Cookie` header to another origin", &[]),
        Reason::StorageAccessHeader => {
            say("the request carried `Sec-Fetch-Storage-Access`, which goes with included credentials", &[])
        }
        Reason::NoStorageAccessHeader => say(
            "the request carried no `Sec-Fetch-Storage-Access`, which goes with included credentials",
            &[],
        ),
        Reason::NoOriginHeader => say("the request carried no `Origin`, as requests in mode `cors` do", &[]),
        Reason::RequestHeader(name) => say("the request carried the header {c}", &[name]),
        Reason::PreflightSeen => {
            say("a preflight was sent though neither the method nor a header asks for one", &[])
        }
        Reason::EarlierPreflight { entry, max_age } => say(
            "a preflight is needed and none was sent; the answer in entry {v} may be kept for {v} seconds",
            &[&entry.to_string(), &max_age.to_string()],
        ),
        Reason::NoPreflightSeen => say(
            "a preflight is needed and none was captured; an answer from before the capture may still have been valid",
            &[],
        ),
        Reason::StoredAnswer { entry } => {
            say("answered by the HTTP cache; entry {v} has the stored response", &[&entry.to_string()])
        }
        Reason::LocalTarget => {
            say("nothing was sent, and the URL is on this machine or in the local network", &[])
        }
        Reason::RedirectNotFollowed => {
            say("the redirect passes every check, and yet it was not followed", &[])
        }
        Reason::From(what) => say("taken from {t}", &[what]),
    }
}
