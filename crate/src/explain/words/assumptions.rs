//! Why a fact that nothing shows was taken to have a value.

use crate::capture::{Mention, Reason};
use crate::explain::sentence::say;
use crate::model::decimal;
use crate::report::Inline;

/// The reason in words.
pub fn reason(reason: &Reason) -> Vec<Inline> {
    let numbers;
    let (template, one, two) = match reason {
        Reason::PlatformDefault => {
            ("this is what happens when nothing is said, and nothing speaks against it", "", "")
        }
        Reason::NoDifference => ("the outcome is the same with any value", "", ""),
        Reason::OnlyThisFitsOutcome => ("only this fits what the browser did", "", ""),
        Reason::StoppedAfterPreflight => {
            ("the browser stopped after the preflight, so the preflight must have failed", "", "")
        }
        Reason::CookieSent => ("the request carried a `Cookie` header to another origin", "", ""),
        Reason::StorageAccessHeader => {
            ("the request carried `Sec-Fetch-Storage-Access`, which goes with included credentials", "", "")
        }
        Reason::NoStorageAccessHeader => (
            "the request carried no `Sec-Fetch-Storage-Access`, which goes with included credentials",
            "",
            "",
        ),
        Reason::NoOriginHeader => ("the request carried no `Origin`, as requests in mode `cors` do", "", ""),
        Reason::PreflightSeen => {
            ("a preflight was sent though neither the method nor a header asks for one", "", "")
        }
        Reason::EarlierPreflight { entry, max_age } => {
            numbers = (decimal(*entry as u64), decimal(*max_age));
            (
                "a preflight is needed and none was sent; the answer in entry {v} may be kept for {v} seconds",
                numbers.0.as_str(),
                numbers.1.as_str(),
            )
        }
        Reason::NoPreflightSeen => (
            "a preflight is needed and none was captured; an answer from before the capture may still have been valid",
            "",
            "",
        ),
        Reason::StoredAnswer { entry } => {
            numbers = (decimal(*entry as u64), String::new());
            ("answered by the HTTP cache; entry {v} has the stored response", numbers.0.as_str(), "")
        }
        Reason::LocalTarget => {
            ("nothing was sent, and the URL is on this machine or in the local network", "", "")
        }
        Reason::MixedContent => {
            ("nothing was sent, and the page came over `https` while the URL is an `http` one", "", "")
        }
        Reason::RedirectNotFollowed => {
            ("the redirect passes every check, and yet it was not followed", "", "")
        }
        Reason::Option(Mention::Unread) => ("no entry shows it, and few pages set it", "", ""),
        Reason::Option(Mention::Absent) => ("no script that this page loaded mentions it", "", ""),
        Reason::Option(Mention::Found) => {
            ("no entry shows whether this call set it; a script that this page loaded mentions it", "", "")
        }
        Reason::From(what) => ("taken from {t}", *what, ""),
    };
    say(template, &[one, two])
}
