//! Apache: a file for a virtual host, with `mod_headers`, `mod_rewrite` and `mod_setenvif`.
//!
//! `always` is for answers such as 404 and 500. In a virtual host a rewrite rule comes before access control, in a
//! `Directory` or `.htaccess` after it.

use super::template::{Places, pattern};
use super::{File, Policy};

const HOST: &str = r#"
SetEnvIf Origin "@PATTERN@" CORS_ORIGIN=$1
SetEnvIfExpr "%{REQUEST_METHOD} == 'OPTIONS' && -n reqenv('CORS_ORIGIN')" CORS_PREFLIGHT

Header onsuccess unset Access-Control-Allow-Origin
Header onsuccess unset Access-Control-Allow-Credentials
Header always merge Vary Origin
Header always set Access-Control-Allow-Origin "%{CORS_ORIGIN}e" env=CORS_ORIGIN
@CREDENTIALS_LINE@
@EXPOSED_LINE@
Header always set Access-Control-Allow-Methods "@METHODS@" env=CORS_PREFLIGHT
@HEADERS_LINE@
Header always set Access-Control-Max-Age "@MAX_AGE@" env=CORS_PREFLIGHT

RewriteEngine On
RewriteCond %{REQUEST_METHOD} =OPTIONS
RewriteCond %{HTTP:Access-Control-Request-Method} .
RewriteRule ^ - [R=204,L]
"#;

/// The one file.
#[must_use]
pub fn files(policy: &Policy) -> Vec<File> {
    let credentials = if policy.credentials() { "true" } else { "" };
    let places = Places::of(policy)
        .with("PATTERN", pattern(policy.origins()))
        .around(
            "CREDENTIALS_LINE",
            "Header always set Access-Control-Allow-Credentials \"",
            credentials,
            "\" env=CORS_ORIGIN",
        )
        .around(
            "EXPOSED_LINE",
            "Header always set Access-Control-Expose-Headers \"",
            &policy.exposed().join(", "),
            "\" env=CORS_ORIGIN",
        )
        .around(
            "HEADERS_LINE",
            "Header always set Access-Control-Allow-Headers \"",
            &policy.headers().join(", "),
            "\" env=CORS_PREFLIGHT",
        );
    vec![File::new("cors.conf", places.fill(HOST))]
}
