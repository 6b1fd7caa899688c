//! Codes of failures that have nothing to do with the CORS protocol, though they look the same to script.

use super::CodeDoc;

/// To script every failure is the same `TypeError`, so that pages can't explore a network.
const ALIKE: &str = "script learns nothing about why a request failed, so that pages can't explore a network; CORS \
                     headers change nothing here";

pub(super) const DOCS: &[CodeDoc] = &[
    CodeDoc {
        code: "network-dns",
        happened: "the host name has no address, so nothing was sent",
        why: ALIKE,
        example: "net::ERR_NAME_NOT_RESOLVED",
        fix: "check the host name in the URL, and the network",
    },
    CodeDoc {
        code: "network-refused",
        happened: "there was no connection to the server, or it ended without an answer",
        why: ALIKE,
        example: "net::ERR_CONNECTION_REFUSED",
        fix: "check that the server runs, and that the port in the URL is the one it listens on",
    },
    CodeDoc {
        code: "network-tls",
        happened: "the secure connection could not be set up, often because of the certificate",
        why: ALIKE,
        example: "net::ERR_CERT_AUTHORITY_INVALID",
        fix: "open the URL in a tab of its own: the browser then says what is wrong with the certificate",
    },
    CodeDoc {
        code: "network-timeout",
        happened: "no answer came in time",
        why: ALIKE,
        example: "net::ERR_TIMED_OUT",
        fix: "check that the server can be reached and answers",
    },
    CodeDoc {
        code: "network-aborted",
        happened: "the request was aborted by the page, or by leaving it",
        why: ALIKE,
        example: "net::ERR_ABORTED",
        fix: "look for an `AbortController`, a timeout, or a form that loads another page",
    },
    CodeDoc {
        code: "network-blocked-by-client",
        happened: "an extension or a policy of the browser stopped the request",
        why: ALIKE,
        example: "net::ERR_BLOCKED_BY_CLIENT",
        fix: "try again without extensions (ad blockers look for words in the URL), or ask who runs the browser",
    },
    CodeDoc {
        code: "network-csp",
        happened: "the page's own Content Security Policy does not list this URL in `connect-src`",
        why: "a page can limit where its scripts may send anything; the server's headers don't count here",
        example: "Content-Security-Policy: connect-src 'self'",
        fix: "add the URL's origin to `connect-src` of the page",
    },
    CodeDoc {
        code: "network-mixed-content",
        happened: "a page loaded over `https:` asked for an `http:` URL",
        why: "anyone on the way could read and change the answer",
        example: "https://app.example.com \u{2192} http://api.example.com",
        fix: "ask for the `https:` URL",
    },
    CodeDoc {
        code: "network-orb",
        happened: "Opaque Response Blocking kept the response from the page",
        why: "a response that is neither an image, a script nor a style sheet must not even enter the page's process",
        example: "net::ERR_BLOCKED_BY_ORB",
        fix: "fetch the data in mode `cors`, or let the server send the right `Content-Type`",
    },
    CodeDoc {
        code: "network-corp",
        happened: "the response's `Cross-Origin-Resource-Policy` (or its default) keeps it from this page",
        why: "a server can refuse to be embedded, and an isolated page takes only what may be embedded",
        example: "Cross-Origin-Resource-Policy: same-origin",
        fix: "let the server send `Cross-Origin-Resource-Policy: cross-origin`, or fetch in mode `cors`",
    },
    CodeDoc {
        code: "network-local-network-access",
        happened: "Local Network Access stopped the request: the page may not reach this machine or the local network",
        why: "pages should not reach routers, printers and local servers unless the user agrees",
        example: "https://app.example.com \u{2192} http://192.168.1.10/",
        fix: "serve the page over `https`, without which it can't ask, and allow local network access by the icon beside \
              its address; CORS headers change nothing here",
    },
    CodeDoc {
        code: "network-service-worker",
        happened: "the page asked in mode `cors`, and its service worker answered with an opaque response",
        why: "an opaque response can't be read, and a page that asks in mode `cors` is to read what it gets; the browser \
              makes a network error of it",
        example: "event.respondWith(fetch(event.request.url, { mode: 'no-cors' }))",
        fix: "pass the page's request on as it is, `fetch(event.request)`, and don't keep opaque responses in a cache that \
              answers such requests",
    },
    CodeDoc {
        code: "network-other",
        happened: "no usable response came, for a reason outside the CORS protocol",
        why: ALIKE,
        example: "net::ERR_TOO_MANY_REDIRECTS",
        fix: "look at the name of the error, and open the URL in a tab of its own: redirects without end show there, too",
    },
];
