//! HAProxy: lines for a `frontend`, before those that ask for a password. `http-after-response` is for every answer, those
//! of HAProxy itself, too.

use super::template::{Places, each};
use super::{File, Policy};

const FRONTEND: &str = r#"
    acl cors_origin req.hdr(Origin) -m str @ORIGINS@
    acl cors_preflight method OPTIONS
    http-request set-var(txn.cors_origin) req.hdr(Origin) if cors_origin
    http-request set-var(txn.cors_preflight) bool(true) if cors_origin cors_preflight
    http-request return status 204 if cors_preflight { req.hdr(Access-Control-Request-Method) -m found }
    http-after-response add-header Vary Origin
    http-after-response del-header Access-Control-Allow-Origin
    http-after-response del-header Access-Control-Allow-Credentials
    http-after-response set-header Access-Control-Allow-Origin %[var(txn.cors_origin)] if { var(txn.cors_origin) -m found }
    @CREDENTIALS_LINE@
    @EXPOSED_LINE@
    http-after-response set-header Access-Control-Allow-Methods "@METHODS@" if { var(txn.cors_preflight) -m bool }
    @HEADERS_LINE@
    http-after-response set-header Access-Control-Max-Age @MAX_AGE@ if { var(txn.cors_preflight) -m bool }
"#;

/// The one file.
#[must_use]
pub fn files(policy: &Policy) -> Vec<File> {
    let credentials = if policy.credentials() { "true" } else { "" };
    let places = Places::of(policy)
        .with("ORIGINS", each(policy.origins(), str::to_owned, " "))
        .around(
            "CREDENTIALS_LINE",
            "http-after-response set-header Access-Control-Allow-Credentials ",
            credentials,
            " if { var(txn.cors_origin) -m found }",
        )
        .around(
            "EXPOSED_LINE",
            "http-after-response set-header Access-Control-Expose-Headers \"",
            &policy.exposed().join(", "),
            "\" if { var(txn.cors_origin) -m found }",
        )
        .around(
            "HEADERS_LINE",
            "http-after-response set-header Access-Control-Allow-Headers \"",
            &policy.headers().join(", "),
            "\" if { var(txn.cors_preflight) -m bool }",
        );
    vec![File::new("cors.cfg", places.fill(FRONTEND))]
}
