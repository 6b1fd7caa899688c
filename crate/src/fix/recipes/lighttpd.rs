//! lighttpd: a file to include, with `mod_setenv` and `mod_redirect`, both before `mod_auth` in `server.modules`.
//!
//! No module answers without a body of its own; a redirect with the status 204 does.

use super::template::{Places, pattern};
use super::{File, Policy};

const SERVER: &str = r#"
setenv.add-response-header = ( "Vary" => "Origin" )
$REQUEST_HEADER["Origin"] =~ "@PATTERN@" {
    setenv.add-response-header = (
        "Vary" => "Origin",
        "Access-Control-Allow-Origin" => "%1",
        @CREDENTIALS_LINE@
        @EXPOSED_LINE@
    )
    $HTTP["request-method"] == "OPTIONS" {
        setenv.add-response-header = (
            "Vary" => "Origin",
            "Access-Control-Allow-Origin" => "%1",
            @CREDENTIALS_LINE@
            "Access-Control-Allow-Methods" => "@METHODS@",
            @HEADERS_LINE@
            "Access-Control-Max-Age" => "@MAX_AGE@"
        )
    }
}
$HTTP["request-method"] == "OPTIONS" {
    $REQUEST_HEADER["Access-Control-Request-Method"] =~ "." {
        url.redirect = ( "" => "/" )
        url.redirect-code = 204
    }
}
"#;

/// The one file.
#[must_use]
pub fn files(policy: &Policy) -> Vec<File> {
    let credentials = if policy.credentials() { "true" } else { "" };
    let places = Places::of(policy)
        .with("PATTERN", pattern(policy.origins()))
        .around("CREDENTIALS_LINE", "\"Access-Control-Allow-Credentials\" => \"", credentials, "\",")
        .around(
            "EXPOSED_LINE",
            "\"Access-Control-Expose-Headers\" => \"",
            &policy.exposed().join(", "),
            "\",",
        )
        .around(
            "HEADERS_LINE",
            "\"Access-Control-Allow-Headers\" => \"",
            &policy.headers().join(", "),
            "\",",
        );
    vec![File::new("cors.conf", places.fill(SERVER))]
}
