//! Codes of the notes that every verdict may come with. As those of audits, nothing of this file is in the evaluator.

use super::CodeDoc;
use super::links::DocLink;

pub(super) const DOCS: &[CodeDoc] = &[
    CodeDoc {
        code: "server-ran-it",
        happened: "the call is blocked, and the server has run the request all the same",
        why: "CORS is about reading: a request that needs no preflight, or whose preflight passed, goes out, and only its \
              response is kept from script; tools such as `curl` and Postman are no browsers, run no page, and show the \
              response that the browser keeps back",
        example: "POST /orders → 200 (no Access-Control-Allow-Origin)\nthe order is there, and the page sees an error",
        fix: "don't send it again blindly: look on the server what became of it; what changes something should be safe to \
              repeat",
    },
    CodeDoc {
        code: "engines-differ",
        happened: "the same messages are allowed in one browser and refused in another",
        why: "browsers follow the same standard and leave it in small ways: the order of checks, what a `*` covers, how long \
              a value may be",
        example: "Access-Control-Allow-Headers: *\nAuthorization passes in Chromium, and will not by the standard",
        fix: "make the responses such that all engines allow the call; the fix of a report is tried in all of them",
    },
    CodeDoc {
        code: "authorization-under-wildcard",
        happened: "`Authorization` is allowed by `*` alone",
        why: "by the standard `*` never covers `Authorization`; some browsers let it pass still, and one says that it will \
              stop",
        example: "Access-Control-Request-Headers: authorization\nAccess-Control-Allow-Headers: *",
        fix: "list `Authorization` in `Access-Control-Allow-Headers` by its name",
    },
    CodeDoc {
        code: "headers-dropped",
        happened: "script set headers that the browser doesn't send",
        why: "some names belong to the browser, such as `Cookie`, `Host` and `Origin`: what a page could say in them, a server \
              would take for the browser's word",
        example: "fetch(url, { headers: { Cookie: 'a=b' } })",
        fix: "leave them out; cookies go along by `credentials: 'include'`, anything else in a header of another name",
    },
    CodeDoc {
        code: "opaque-response",
        happened: "the call ended well, and script can read nothing of the response: no status, no header, no body",
        why: "mode `no-cors` asks for leave to send and not for leave to read, so there is nothing that a server could allow",
        example: "fetch(url, { mode: 'no-cors' })",
        fix: "take the mode away, and let the server name the page's origin",
    },
    CodeDoc {
        code: "other-version",
        happened: "the messages come from another version of the browser than the one whose rules were tested",
        why: "browsers change their rules a few times a year",
        example: "tested on Chromium 156, this is 158",
        fix: "if verdict and browser disagree, believe the browser, and report it",
    },
    CodeDoc {
        code: "contradiction",
        happened: "by these messages the call ends otherwise than the browser let it end",
        why: "something that decided isn't in the capture: another credentials mode, an extension that changes headers, a \
              cache, a service worker; or the rules here are wrong",
        example: "Access-Control-Allow-Origin: https://app.example.com\nthe page is https://app.example.com, and was refused",
        fix: "capture again with the cache disabled and without extensions; if it stays, report it with the capture",
    },
    CodeDoc {
        code: "subdomain-allowed",
        happened: "a server allows a subdomain of the page's host that nobody has named",
        why: "a rule for all subdomains trusts each of them as much as the page itself: one that is forgotten, or handed to \
              somebody else, or lets its users put up pages, may read, too",
        example: "Origin: https://any.app.example.com\nAccess-Control-Allow-Origin: https://any.app.example.com",
        fix: "list the origins that need it; if it has to be all subdomains, know who can put a page on one",
    },
    CodeDoc {
        code: "no-reason-told",
        happened: "a request failed, and script is told nothing more: this text is the same for every reason",
        why: "what went wrong could tell a page about servers that it has no leave to ask, so browsers keep the reason to \
              the console and the network panel",
        example: "TypeError: Failed to fetch\nTypeError: NetworkError when attempting to fetch resource.\nTypeError: Load failed",
        fix: "look for the console's other line about the same URL (`Access to fetch at …`, `Cross-Origin Request \
              Blocked: …`, `Origin … is not allowed by …`), and explain that one; where there is none, it is seldom CORS: \
              the network panel has the row, or its request never left (an ad blocker, the server not there, a wrong URL)",
    },
];

/// Where to read on.
pub(super) fn links(code: &str) -> &'static [DocLink] {
    match code {
        "headers-dropped" => &[(
            "MDN: forbidden request headers",
            "https://developer.mozilla.org/docs/Glossary/Forbidden_request_header",
        )],
        "opaque-response" => {
            &[("MDN: Request.mode", "https://developer.mozilla.org/docs/Web/API/Request/mode")]
        }
        "authorization-under-wildcard" => &[(
            "MDN: Access-Control-Allow-Headers",
            "https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Access-Control-Allow-Headers",
        )],
        "server-ran-it" | "engines-differ" | "other-version" | "contradiction" | "no-reason-told"
        | "subdomain-allowed" => &[("MDN: CORS", "https://developer.mozilla.org/docs/Web/HTTP/Guides/CORS")],
        _ => &[],
    }
}
