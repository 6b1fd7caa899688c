//! Why a call left no entry, in words.

use crate::audit::Unsent;
use crate::capture::Page;
use crate::explain::sentence::say;
use crate::report::Note;

/// What keeps a page from asking for a URL.
pub fn note(found: &Unsent, page: &Page, url: &str) -> Note {
    let (code, headline, body) = match found {
        Unsent::Policy(directive) => (
            "network-csp",
            say("not CORS: the Content Security Policy of {v} doesn't list {v}", &[&page.url, url]),
            say(
                "it says {v}: add the URL's origin there; the server that is asked has no say in this",
                &[directive],
            ),
        ),
        Unsent::MixedContent => (
            "network-mixed-content",
            say("not CORS: {v} came over `https`, and {v} would go over `http`", &[&page.url, url]),
            say("browsers stop such a request before it is sent: ask for the `https` URL", &[]),
        ),
    };
    Note { code, severity: "danger", headline, body, marks: Vec::new(), evidence: Vec::new() }
}

/// What was given is no URL.
pub fn not_a_url(given: &str) -> String {
    ["url: `", given, "` is not an absolute URL"].concat()
}
