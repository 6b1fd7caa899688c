//! Codes of redirects that are not followed.

use super::CodeDoc;

pub(super) const DOCS: &[CodeDoc] = &[
    CodeDoc {
        code: "redirect-location-invalid",
        happened: "the redirect's `Location` is not a URL",
        why: "there is nowhere to go",
        example: "HTTP/1.1 302 Found\nLocation: https://",
        fix: "let the server send a URL or a path",
    },
    CodeDoc {
        code: "redirect-location-has-credentials",
        happened: "the redirect leads to a URL with a user name or password in it",
        why: "across origins such URLs could be used to try passwords",
        example: "HTTP/1.1 302 Found\nLocation: https://user:password@api.example.com/",
        fix: "redirect to the URL without them",
    },
    CodeDoc {
        code: "redirect-embedded-credentials",
        happened: "the redirect leads to a URL with a user name or password in it, which this engine never follows",
        why: "passwords in URLs end up in logs and histories",
        example: "HTTP/1.1 302 Found\nLocation: https://user:password@api.example.com/",
        fix: "redirect to the URL without them",
    },
    CodeDoc {
        code: "redirect-unsafe-scheme",
        happened: "the redirect leads to a scheme that is never followed, such as `data:` or `file:`",
        why: "a server could reach into places a page has no access to",
        example: "HTTP/1.1 302 Found\nLocation: file:///etc/hosts",
        fix: "redirect to an `https:` URL",
    },
    CodeDoc {
        code: "redirect-too-many",
        happened: "more than 20 redirects came one after the other",
        why: "such chains are almost always loops",
        example: "GET /a \u{2192} 302 /b \u{2192} 302 /a \u{2192} \u{2026}",
        fix: "find the loop: often one layer adds a slash or `https` and another takes it away",
    },
    CodeDoc {
        code: "redirect-mode-error",
        happened: "the server redirected, and the page had asked for redirect mode `error`",
        why: "that is what this mode is for",
        example: "fetch(url, { redirect: 'error' })",
        fix: "ask for the final URL, or leave `redirect` at `follow`",
    },
    CodeDoc {
        code: "redirect-stream-body",
        happened: "the redirect would need the body once more, and the body is a stream",
        why: "a stream can be read only once",
        example: "fetch(url, { method: 'POST', body: stream, duplex: 'half' })",
        fix: "ask for the final URL, or send the body as a whole",
    },
];
