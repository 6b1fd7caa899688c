//! Codes of calls that are refused before anything is sent, and of facts that are missing.

use super::CodeDoc;

pub(super) const DOCS: &[CodeDoc] = &[
    CodeDoc {
        code: "method-invalid",
        happened: "the method is not a token (letters, digits and a few signs), so the call throws a `TypeError`",
        why: "a method with other bytes could not be written into a request without changing its meaning",
        example: "fetch(url, { method: 'GET /' })",
        fix: "use a method name without blanks or separators",
    },
    CodeDoc {
        code: "method-forbidden",
        happened: "the method is `CONNECT`, `TRACE` or `TRACK`, and the call throws",
        why: "these methods would let a page talk past the browser's protection or read back headers it must not see",
        example: "fetch(url, { method: 'TRACE' })",
        fix: "use another method",
    },
    CodeDoc {
        code: "no-cors-method",
        happened: "mode `no-cors` was asked for with a method other than `GET`, `HEAD` or `POST`",
        why: "without CORS a page may send only what a form could send",
        example: "fetch(url, { method: 'PUT', mode: 'no-cors' })",
        fix: "leave `mode` at `cors` and let the server allow the method",
    },
    CodeDoc {
        code: "url-has-credentials",
        happened: "the URL has a user name or password in it, and `fetch()` throws a `TypeError`",
        why: "passwords in URLs end up in logs and histories",
        example: "fetch('https://user:password@api.example.com/')",
        fix: "send an `Authorization` header instead, and let the server list it in `Access-Control-Allow-Headers`",
    },
    CodeDoc {
        code: "body-not-allowed",
        happened: "a `GET` or `HEAD` request was given a body",
        why: "a body has no meaning with these methods, and many servers and proxies refuse it",
        example: "fetch(url, { method: 'GET', body: '{}' })",
        fix: "use `POST`, or put the data in the URL",
    },
    CodeDoc {
        code: "cache-mode-needs-same-origin",
        happened: "cache mode `only-if-cached` was asked for in a mode other than `same-origin`",
        why: "it would show a page what other sites have left in the cache",
        example: "fetch(url, { cache: 'only-if-cached' })",
        fix: "use another cache mode",
    },
    CodeDoc {
        code: "stream-body-needs-cors",
        happened: "a stream was given as the body in mode `no-cors`",
        why: "forms can't send streams, so this needs the server's leave by a preflight",
        example: "fetch(url, { method: 'POST', mode: 'no-cors', body: stream, duplex: 'half' })",
        fix: "leave `mode` at `cors`",
    },
    CodeDoc {
        code: "same-origin-mode",
        happened: "the page asked for mode `same-origin`, and the URL is on another origin; nothing was sent",
        why: "this mode promises that no other origin is asked",
        example: "fetch('https://api.example.com/', { mode: 'same-origin' })",
        fix: "leave `mode` at `cors`, or ask the page's own origin",
    },
    CodeDoc {
        code: "no-cors-redirect-mode",
        happened: "mode `no-cors` was asked for with a redirect mode other than `follow`",
        why: "it would show a page where another site's redirects lead",
        example: "fetch(url, { mode: 'no-cors', redirect: 'manual' })",
        fix: "leave `redirect` at `follow`",
    },
    CodeDoc {
        code: "scheme-not-supported",
        happened: "the URL has a scheme other than `http:` or `https:`, so it can't be fetched across origins",
        why: "CORS is a protocol of HTTP headers, and other schemes have none",
        example: "fetch('file:///home/me/data.json')",
        fix: "serve the file over HTTP; pages opened from disk need a local server too",
    },
    CodeDoc {
        code: "answer-unknown",
        happened: "the answer to a message was not captured, so the outcome can't be told",
        why: "the browser decides by the headers of every answer on the way",
        example: "a response from a service worker or a cache, of which the capture shows no headers",
        fix: "capture the call again with devtools open and the cache disabled",
    },
    CodeDoc {
        code: "fact-unknown",
        happened: "a fact about the request is not known, and different values lead to different outcomes",
        why: "captures don't show everything: the credentials mode, for one, is in no header",
        example: "a same-site request without cookies may or may not include credentials",
        fix: "look up the fact in the page's code, and compare it with the outcomes listed",
    },
];
