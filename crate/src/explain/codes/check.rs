//! Codes of the CORS check, which every response has to pass: preflight, redirect, and the final one.

use super::CodeDoc;

pub(super) const DOCS: &[CodeDoc] = &[
    CodeDoc {
        code: "allow-origin-missing",
        happened: "a response came from another origin without `Access-Control-Allow-Origin`, so script may not read it",
        why: "without CORS the same-origin policy refuses the reading; this header is how a server lets a page read",
        example: "HTTP/1.1 200 OK\nContent-Type: application/json\n(no Access-Control-Allow-Origin)",
        fix: "let the server add `Access-Control-Allow-Origin` with the page's origin, also to error pages; an error \
              status without the header often comes from a proxy or a framework's error page",
    },
    CodeDoc {
        code: "allow-origin-multiple",
        happened: "`Access-Control-Allow-Origin` has several values, in one line or in several",
        why: "the header holds one value, and the browser compares it as a whole; two lines are joined by a comma first",
        example: "Access-Control-Allow-Origin: https://app.example.com\nAccess-Control-Allow-Origin: *",
        fix: "let one layer set the header; for several origins let the server look at `Origin`, answer with that one, \
              and add `Vary: Origin`",
    },
    CodeDoc {
        code: "allow-origin-invalid",
        happened: "`Access-Control-Allow-Origin` has a value that is not an origin",
        why: "only `*`, `null` or one origin (scheme, host, port) can match",
        example: "Access-Control-Allow-Origin: app.example.com",
        fix: "send the origin as the browser writes it: scheme, host, and the port if it isn't the default",
    },
    CodeDoc {
        code: "allow-origin-mismatch",
        happened: "`Access-Control-Allow-Origin` names another origin than the one the browser sent",
        why: "the comparison is byte for byte: a slash at the end, a port or a capital letter is enough to differ",
        example: "Origin: https://app.example.com\nAccess-Control-Allow-Origin: https://app.example.com/",
        fix: "answer with the value of `Origin` if it is one you know, and add `Vary: Origin`",
    },
    CodeDoc {
        code: "allow-origin-wildcard-with-credentials",
        happened: "the request includes credentials, and the response allows every origin by `*`",
        why: "what a server shows to a signed-in user should not be open to every site by accident",
        example: "fetch(url, { credentials: 'include' })\nAccess-Control-Allow-Origin: *",
        fix: "answer with the page's origin and `Vary: Origin`, or leave credentials out if the answer doesn't need them",
    },
    CodeDoc {
        code: "allow-credentials-not-true",
        happened: "the request includes credentials, and `Access-Control-Allow-Credentials` is not exactly `true`",
        why: "reading a signed-in user's data needs its own leave from the server",
        example: "Access-Control-Allow-Credentials: True",
        fix: "send `Access-Control-Allow-Credentials: true`, in lower case and once",
    },
];
