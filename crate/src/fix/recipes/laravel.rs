//! Laravel: the settings of its own middleware, which is outermost.

use super::template::Places;
use super::{File, Policy};

const SETTINGS: &str = "
<?php

return [
    'paths' => ['*'],
    'allowed_origins' => [@ORIGIN_LIST@],
    'allowed_origins_patterns' => [],
    'allowed_methods' => [@METHOD_LIST@],
    'allowed_headers' => [@HEADER_LIST@],
    'exposed_headers' => [@EXPOSED_LIST@],
    'supports_credentials' => @IS_CREDENTIALED@,
    'max_age' => @MAX_AGE@,
];
";

/// The one file.
#[must_use]
pub fn files(policy: &Policy) -> Vec<File> {
    vec![File::new("config/cors.php", Places::of(policy).lists(policy, "'").fill(SETTINGS))]
}
