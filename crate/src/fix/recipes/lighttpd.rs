//! lighttpd: a file to include, with `mod_setenv` and `mod_redirect`, both before `mod_auth` in `server.modules`.
//!
//! No module answers without a body of its own; a redirect with the status 204 does.

use super::template::{Places, each};
use super::{File, Policy};

const SERVER: &str = r#"
setenv.add-response-header = ( "Vary" => "Origin" )
@ORIGINS@
$HTTP["request-method"] == "OPTIONS" {
    $REQUEST_HEADER["Access-Control-Request-Method"] =~ "." {
        url.redirect = ( "" => "/" )
        url.redirect-code = 204
    }
}
"#;

/// A later setting takes the place of the one before, so each names every header.
const ORIGIN: &str = r#"
$REQUEST_HEADER["Origin"] == "@ORIGIN@" {
    setenv.add-response-header = (
        "Vary" => "Origin",
        @CREDENTIALS_LINE@
        @EXPOSED_LINE@
        "Access-Control-Allow-Origin" => "@ORIGIN@"
    )
    $HTTP["request-method"] == "OPTIONS" {
        setenv.add-response-header = (
            "Vary" => "Origin",
            "Access-Control-Allow-Origin" => "@ORIGIN@",
            @CREDENTIALS_LINE@
            "Access-Control-Allow-Methods" => "@METHODS@",
            @HEADERS_LINE@
            "Access-Control-Max-Age" => "@MAX_AGE@"
        )
    }
}
"#;

/// The one file.
#[must_use]
pub fn files(policy: &Policy) -> Vec<File> {
    let credentials = if policy.credentials() { "true" } else { "" };
    let origins = each(
        policy.origins(),
        |origin| {
            let places = Places::of(policy)
                .with("ORIGIN", origin)
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
            places.fill(ORIGIN).trim_end().to_owned()
        },
        "\n",
    );
    vec![File::new("cors.conf", Places::of(policy).with("ORIGINS", origins).fill(SERVER))]
}
