//! Codes of the preflight's own checks.

use super::CodeDoc;

pub(super) const DOCS: &[CodeDoc] = &[
    CodeDoc {
        code: "preflight-redirected",
        happened: "the server answered the preflight with a redirect",
        why: "a preflight asks one URL for leave; another URL can't give it",
        example: "OPTIONS /items HTTP/1.1\n\nHTTP/1.1 301 Moved Permanently\nLocation: /items/",
        fix: "ask for the URL the redirect leads to, or let the server answer `OPTIONS` without redirecting",
    },
    CodeDoc {
        code: "preflight-status-not-ok",
        happened: "the preflight was answered with a status outside 200 to 299",
        why: "a server that fails on `OPTIONS` has not agreed to the request",
        example: "OPTIONS /orders HTTP/1.1\n\nHTTP/1.1 401 Unauthorized",
        fix: "answer `OPTIONS` with 204 before routing and authentication: preflights never carry credentials",
    },
    CodeDoc {
        code: "preflight-allow-methods-invalid",
        happened: "`Access-Control-Allow-Methods` of the preflight response is not a list of method names",
        why: "a list that doesn't parse is not trusted at all, even where the method would need no leave",
        example: "Access-Control-Allow-Methods: GET PUT",
        fix: "separate the names by commas, without quotes or semicolons",
    },
    CodeDoc {
        code: "preflight-allow-headers-invalid",
        happened: "`Access-Control-Allow-Headers` of the preflight response is not a list of header names",
        why: "a list that doesn't parse is not trusted at all, even where no header would need leave",
        example: "Access-Control-Allow-Headers: content-type; authorization",
        fix: "separate the names by commas, without quotes or semicolons",
    },
    CodeDoc {
        code: "preflight-method-not-allowed",
        happened: "the preflight response does not list the method the page wants to use",
        why: "methods other than `GET`, `HEAD` and `POST` could do things no form can, so the server is asked first",
        example: "Access-Control-Request-Method: PATCH\n\nAccess-Control-Allow-Methods: GET, POST",
        fix: "list the method in `Access-Control-Allow-Methods`, in the same case; with credentials `*` does not count",
    },
    CodeDoc {
        code: "preflight-header-not-allowed",
        happened: "the preflight response does not list every request header that needs leave",
        why: "headers no form can send may mean something to a server that never expected them from a page",
        example: "Access-Control-Request-Headers: x-request-id\n\nAccess-Control-Allow-Headers: content-type",
        fix: "list the names in `Access-Control-Allow-Headers`; with credentials `*` does not count",
    },
    CodeDoc {
        code: "preflight-authorization-not-listed",
        happened: "the preflight response allows headers by `*`, which does not cover `Authorization`",
        why: "by the standard `Authorization` has to be named, because it so often carries a secret",
        example: "Access-Control-Request-Headers: authorization\n\nAccess-Control-Allow-Headers: *",
        fix: "list `authorization` by name in `Access-Control-Allow-Headers`",
    },
];
