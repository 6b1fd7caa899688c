//! FastAPI, Starlette, and any other ASGI application: a wrapper of it. Starlette's own middleware says no `Vary` to whom it
//! refuses, and stands inside of what answers exceptions, so that a 500 has no headers.

use super::template::Places;
use super::{File, Policy};

const MODULE: &str = r#"
ORIGINS = {@ORIGIN_LIST@}


class AllowOrigins:
    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        headers = dict(scope["headers"])
        origin = headers.get(b"origin", b"").decode("latin-1")
        preflight = scope["method"] == "OPTIONS" and b"access-control-request-method" in headers
        added = [(b"vary", b"Origin")]
        if origin in ORIGINS:
            added.append((b"access-control-allow-origin", origin.encode()))
            @CREDENTIALS_LINE@
            @EXPOSED_LINE@
            if preflight:
                added.append((b"access-control-allow-methods", b"@METHODS@"))
                @HEADERS_LINE@
                added.append((b"access-control-max-age", b"@MAX_AGE@"))
        if preflight:
            await send({"type": "http.response.start", "status": 204, "headers": added})
            return await send({"type": "http.response.body"})

        async def send_with_headers(message):
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message.get("headers", []), *added]}
            await send(message)

        return await self.app(scope, receive, send_with_headers)
"#;

/// The one file.
#[must_use]
pub fn files(policy: &Policy) -> Vec<File> {
    let credentials = if policy.credentials() { "true" } else { "" };
    let append = "added.append((b\"access-control-";
    let places = Places::of(policy)
        .lists(policy, "\"")
        .around("CREDENTIALS_LINE", &[append, "allow-credentials\", b\""].concat(), credentials, "\"))")
        .around(
            "EXPOSED_LINE",
            &[append, "expose-headers\", b\""].concat(),
            &policy.exposed().join(", "),
            "\"))",
        )
        .around(
            "HEADERS_LINE",
            &[append, "allow-headers\", b\""].concat(),
            &policy.headers().join(", "),
            "\"))",
        );
    vec![File::new("cors.py", places.fill(MODULE))]
}
