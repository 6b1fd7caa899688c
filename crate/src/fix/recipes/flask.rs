//! Flask, and any other WSGI application: a wrapper of it. The package `flask-cors` says no `Vary` for a single origin, and
//! comes after what asks for a password.

use super::template::Places;
use super::{File, Policy};

const MODULE: &str = r#"
ORIGINS = {@ORIGIN_LIST@}


class AllowOrigins:
    def __init__(self, app):
        self.app = app

    def __call__(self, environ, start_response):
        origin = environ.get("HTTP_ORIGIN")
        preflight = environ["REQUEST_METHOD"] == "OPTIONS" and "HTTP_ACCESS_CONTROL_REQUEST_METHOD" in environ
        added = [("Vary", "Origin")]
        if origin in ORIGINS:
            added.append(("Access-Control-Allow-Origin", origin))
            @CREDENTIALS_LINE@
            @EXPOSED_LINE@
            if preflight:
                added.append(("Access-Control-Allow-Methods", "@METHODS@"))
                @HEADERS_LINE@
                added.append(("Access-Control-Max-Age", "@MAX_AGE@"))
        if preflight:
            start_response("204 No Content", added)
            return []

        def start(status, headers, exc_info=None):
            return start_response(status, headers + added, exc_info)

        return self.app(environ, start)
"#;

/// The one file.
#[must_use]
pub fn files(policy: &Policy) -> Vec<File> {
    let credentials = if policy.credentials() { "true" } else { "" };
    let append = "added.append((\"Access-Control-";
    let places = Places::of(policy)
        .lists(policy, "\"")
        .around("CREDENTIALS_LINE", &[append, "Allow-Credentials\", \""].concat(), credentials, "\"))")
        .around(
            "EXPOSED_LINE",
            &[append, "Expose-Headers\", \""].concat(),
            &policy.exposed().join(", "),
            "\"))",
        )
        .around(
            "HEADERS_LINE",
            &[append, "Allow-Headers\", \""].concat(),
            &policy.headers().join(", "),
            "\"))",
        );
    vec![File::new("cors.py", places.fill(MODULE))]
}
