//! Codes of audits: what a call shows beside its verdict. Nothing of this file is in the evaluator, so the links stand
//! here, too.

use super::CodeDoc;
use super::links::DocLink;

pub(super) const DOCS: &[CodeDoc] = &[
    CodeDoc {
        code: "vary-origin-missing",
        happened: "a response that may be kept names one origin, and `Vary` doesn't list `Origin`",
        why: "a cache keeps one response for all requests of a URL unless `Vary` tells them apart; a page of another \
              origin, or the same page after a request without `Origin`, then gets a response that isn't for it",
        example: "Access-Control-Allow-Origin: https://app.example.com\nCache-Control: max-age=3600\n(no Vary: Origin)",
        fix: "add `Vary: Origin` to every response of the URL, also to those for requests without `Origin`; if \
              everyone may read it, `*` needs no `Vary`",
    },
    CodeDoc {
        code: "null-origin-allowed",
        happened: "a response allows the origin `null`",
        why: "`null` is no particular page: it is what sandboxed frames, local files and some redirects send, and \
              every site can make a sandboxed frame",
        example: "Access-Control-Allow-Origin: null\nAccess-Control-Allow-Credentials: true",
        fix: "name the origins that may read it, or say `*` if everyone may; serve local files from a local server",
    },
    CodeDoc {
        code: "http-origin-allowed",
        happened: "an `https` response allows a page that comes without TLS",
        why: "anyone on the network in between can put a script into that page, and read what the page may read",
        example: "GET https://api.example.com/me\nAccess-Control-Allow-Origin: http://app.example.com\n\
                  Access-Control-Allow-Credentials: true",
        fix: "serve the page over TLS, and allow its `https` origin only",
    },
    CodeDoc {
        code: "wildcard-and-credentials",
        happened: "a response has `Access-Control-Allow-Origin: *` and `Access-Control-Allow-Credentials: true`",
        why: "for a request with credentials browsers refuse `*`, and for one without them the second header says \
              nothing",
        example: "Access-Control-Allow-Origin: *\nAccess-Control-Allow-Credentials: true",
        fix: "if credentials are needed, answer with the page's origin from a list of those you know, and add \
              `Vary: Origin`; else leave the second header out",
    },
    CodeDoc {
        code: "allow-credentials-value",
        happened: "`Access-Control-Allow-Credentials` is something other than `true`",
        why: "browsers compare the value byte for byte; whatever isn't `true` counts as absent",
        example: "Access-Control-Allow-Credentials: True",
        fix: "write `true` in lower case, or leave the header out",
    },
    CodeDoc {
        code: "wildcard-is-literal",
        happened: "a call with credentials got a list with `*`",
        why: "with credentials `*` stands for a method or header of that name, so that nothing is allowed to a \
              signed-in page by accident",
        example: "fetch(url, { credentials: 'include' })\nAccess-Control-Expose-Headers: *",
        fix: "list the names that are needed",
    },
    CodeDoc {
        code: "max-age-missing",
        happened: "a preflight response lacks `Access-Control-Max-Age`",
        why: "browsers keep such a response for 5 seconds, and ask again before the next request of that kind",
        example: "HTTP/1.1 204 No Content\nAccess-Control-Allow-Methods: PUT\n(no Access-Control-Max-Age)",
        fix: "add `Access-Control-Max-Age: 7200`; WebKit keeps it ten minutes, Chromium two hours and Firefox a day \
              at most",
    },
    CodeDoc {
        code: "preflight-differs",
        happened: "the preflight response and a response behind it differ in a header of the CORS check",
        why: "browsers check both, each by itself, and a preflight response may be kept for many calls",
        example: "OPTIONS /orders: Access-Control-Allow-Origin: https://app.example.com\n\
                  PUT /orders: Access-Control-Allow-Origin: *",
        fix: "let one place, such as one middleware, make the headers of both",
    },
    CodeDoc {
        code: "error-without-headers",
        happened: "an error response lacks `Access-Control-Allow-Origin`, which the preflight response has",
        why: "script may read an error's status and text only as it may read any response",
        example: "OPTIONS /orders: 204, Access-Control-Allow-Origin: https://app.example.com\n\
                  PUT /orders: 500, (no Access-Control-Allow-Origin)",
        fix: "add the headers to error responses, too: in nginx by `always`, in an application ahead of the error \
              handler; then see to the error itself",
    },
    CodeDoc {
        code: "header-added-twice",
        happened: "a header of the CORS protocol is there twice",
        why: "two lines are joined by a comma, and the browser takes the result for one value, which matches nothing",
        example: "Access-Control-Allow-Origin: https://app.example.com\n\
                  Access-Control-Allow-Origin: https://app.example.com",
        fix: "let only one layer add it: the application, or the proxy in front of it after taking out what came \
              from the application",
    },
    CodeDoc {
        code: "cors-bypassed",
        happened: "script got a response that its headers don't let it read, or unrelated servers all answer with the \
                   very same lines",
        why: "extensions that bypass CORS change headers before the browser looks at them; Chromium's devtools show \
              those of the server, others may show the changed ones",
        example: "a response without Access-Control-Allow-Origin, read by a page of another origin",
        fix: "turn the extension off while you test; users don't have it",
    },
    CodeDoc {
        code: "headers-not-exposed",
        happened: "a response has headers that pages often want, and script can't read them",
        why: "of a response of another origin script can read a few header names, and those that the server lists",
        example: "X-Total-Count: 120\n(no Access-Control-Expose-Headers)",
        fix: "list them: `Access-Control-Expose-Headers: X-Total-Count`",
    },
    CodeDoc {
        code: "cache-bleed",
        happened: "a page got from a cache what was made for another origin, or for a request without `Origin`",
        why: "a cache keeps one response for all requests of a URL unless `Vary` tells them apart",
        example: "<img src=\"https://cdn.example.com/a.png\"> (no Origin, so no Access-Control-Allow-Origin)\n\
                  fetch('https://cdn.example.com/a.png') (the same response from the cache)",
        fix: "add `Vary: Origin` to every response of the URL, and put `Origin` into the key of a cache on the way that \
              ignores `Vary`; or always answer `*`",
    },
    CodeDoc {
        code: "cookies-not-sent",
        happened: "CORS let the call through with credentials, and the server doesn't know the user: the browser kept its \
                   cookies back",
        why: "cookies that one site reads within another's pages follow people around, so browsers turn them off, or ask",
        example: "Sec-Fetch-Storage-Access: none\n401 Unauthorized",
        fix: "serve page and API from one site (`app.example.com` and `api.example.com`), mark the cookie `Partitioned`, \
              let a frame ask by `document.requestStorageAccess()`, or send a token in a header",
    },
    CodeDoc {
        code: "cookies-not-kept",
        happened: "a response to a page of another site sets a cookie that is not for such pages",
        why: "a cookie goes along across sites only if it says so, by `SameSite=None`, and that counts only with `Secure`",
        example: "Set-Cookie: session=1; HttpOnly",
        fix: "add `SameSite=None; Secure` to the cookie, or serve page and API from one site",
    },
    CodeDoc {
        code: "origin-reflected",
        happened: "a server allowed pages of several sites, each by the origin it sent, and with credentials",
        why: "a server that gives back whatever `Origin` says lets every page read as the signed-in user",
        example: "Origin: https://anyone.example.net\nAccess-Control-Allow-Origin: https://anyone.example.net\n\
                  Access-Control-Allow-Credentials: true",
        fix: "compare `Origin` with a list of origins you know, and leave the headers out for any other",
    },
    CodeDoc {
        code: "error-routes-without-headers",
        happened: "errors of a server lack `Access-Control-Allow-Origin`, which its other responses have",
        why: "script may read an error's status and text only as it may read any response",
        example: "GET /orders: 200, Access-Control-Allow-Origin: *\nGET /orders/none: 404, (no Access-Control-Allow-Origin)",
        fix: "add the headers to error responses, too: in nginx by `always`, in an application ahead of the error \
              handler",
    },
    CodeDoc {
        code: "preflights-not-kept",
        happened: "preflights took time, and their responses don't say how long they may be kept",
        why: "browsers keep such a response for 5 seconds, and ask again before the next request of that kind",
        example: "OPTIONS /orders: 204, 80 ms\nPUT /orders: 200\n(six seconds later)\nOPTIONS /orders: 204, 80 ms",
        fix: "add `Access-Control-Max-Age: 7200` to preflight responses",
    },
];

/// The links of a code.
#[must_use]
pub fn links(code: &str) -> &'static [DocLink] {
    /// MDN's page on a header.
    macro_rules! header {
        ($name:literal) => {
            &[(
                concat!("MDN: ", $name),
                concat!("https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/", $name),
            )]
        };
    }
    match code {
        "vary-origin-missing" | "cache-bleed" => header!("Vary"),
        "null-origin-allowed"
        | "http-origin-allowed"
        | "header-added-twice"
        | "preflight-differs"
        | "origin-reflected" => header!("Access-Control-Allow-Origin"),
        "wildcard-and-credentials" | "allow-credentials-value" => header!("Access-Control-Allow-Credentials"),
        "cookies-not-sent" => header!("Sec-Fetch-Storage-Access"),
        "cookies-not-kept" => header!("Set-Cookie"),
        "max-age-missing" | "preflights-not-kept" => header!("Access-Control-Max-Age"),
        "wildcard-is-literal" | "headers-not-exposed" => header!("Access-Control-Expose-Headers"),
        "error-without-headers" | "error-routes-without-headers" | "cors-bypassed" => {
            &[("MDN: CORS", "https://developer.mozilla.org/docs/Web/HTTP/Guides/CORS")]
        }
        _ => &[],
    }
}
