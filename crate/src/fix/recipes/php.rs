//! Plain PHP: a file that runs before everything else.

use super::template::Places;
use super::{File, Policy};

const FILE: &str = "
<?php
(function (): void {
    header('Vary: Origin', false);
    $origin = $_SERVER['HTTP_ORIGIN'] ?? '';
    $preflight = $_SERVER['REQUEST_METHOD'] === 'OPTIONS' && isset($_SERVER['HTTP_ACCESS_CONTROL_REQUEST_METHOD']);
    if (in_array($origin, [@ORIGIN_LIST@], true)) {
        header(\"Access-Control-Allow-Origin: $origin\");
        @CREDENTIALS_LINE@
        @EXPOSED_LINE@
        if ($preflight) {
            header('Access-Control-Allow-Methods: @METHODS@');
            @HEADERS_LINE@
            header('Access-Control-Max-Age: @MAX_AGE@');
        }
    }
    if ($preflight) {
        http_response_code(204);
        exit;
    }
})();
";

/// The one file.
#[must_use]
pub fn files(policy: &Policy) -> Vec<File> {
    let credentials = if policy.credentials() { "true" } else { "" };
    let places = Places::of(policy)
        .lists(policy, "'")
        .around("CREDENTIALS_LINE", "header('Access-Control-Allow-Credentials: ", credentials, "');")
        .around(
            "EXPOSED_LINE",
            "header('Access-Control-Expose-Headers: ",
            &policy.exposed().join(", "),
            "');",
        )
        .around(
            "HEADERS_LINE",
            "header('Access-Control-Allow-Headers: ",
            &policy.headers().join(", "),
            "');",
        );
    vec![File::new("cors.php", places.fill(FILE))]
}
