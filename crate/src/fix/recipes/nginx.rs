//! nginx: maps for the `http` block, and what a `server` or `location` block includes.
//!
//! A header with an empty value isn't sent, so a map decides which answers have it. `always` is for answers such as 404
//! and 500. `return` comes before access control.

use super::template::{Places, each};
use super::{File, Policy};

const HTTP: &str = r#"
map $http_origin $cors_origin {
    default "";
@ORIGINS@
}
map "$request_method $http_access_control_request_method" $cors_asked {
    default "";
    "~^OPTIONS ." "preflight";
}
map $cors_origin $cors_credentials {
    default "@CREDENTIALS@";
    "" "";
}
map $cors_origin $cors_exposed {
    default "@EXPOSED@";
    "" "";
}
map "$cors_asked $cors_origin" $cors_methods {
    default "";
    "~^preflight ." "@METHODS@";
}
map "$cors_asked $cors_origin" $cors_headers {
    default "";
    "~^preflight ." "@HEADERS@";
}
map "$cors_asked $cors_origin" $cors_max_age {
    default "";
    "~^preflight ." "@MAX_AGE@";
}
"#;

const SERVER: &str = "
add_header Vary Origin always;
add_header Access-Control-Allow-Origin $cors_origin always;
add_header Access-Control-Allow-Credentials $cors_credentials always;
add_header Access-Control-Expose-Headers $cors_exposed always;
add_header Access-Control-Allow-Methods $cors_methods always;
add_header Access-Control-Allow-Headers $cors_headers always;
add_header Access-Control-Max-Age $cors_max_age always;
if ($cors_asked) {
    return 204;
}
";

/// The two files.
#[must_use]
pub fn files(policy: &Policy) -> Vec<File> {
    let origins = each(policy.origins(), |origin| ["    \"", origin, "\" \"", origin, "\";"].concat(), "\n");
    let places = Places::of(policy).with("ORIGINS", origins);
    vec![File::new("cors-http.conf", places.fill(HTTP)), File::new("cors-server.conf", places.fill(SERVER))]
}
