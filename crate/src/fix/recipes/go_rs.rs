//! Go with the module `github.com/rs/cors`. It takes an empty list of headers for its own default.

use super::template::{Places, quoted};
use super::{File, Policy};

const FILE: &str = "
package main

import (
	\"net/http\"

	\"github.com/rs/cors\"
)

func allowOrigins(next http.Handler) http.Handler {
	return cors.New(cors.Options{
		AllowedOrigins:   []string{@ORIGIN_LIST@},
		AllowedMethods:   []string{@METHOD_LIST@},
		AllowedHeaders:   []string{@HEADERS_OR_ONE@},
		ExposedHeaders:   []string{@EXPOSED_LIST@},
		AllowCredentials: @IS_CREDENTIALED@,
		MaxAge:           @MAX_AGE@,
	}).Handler(next)
}
";

/// The one file.
#[must_use]
pub fn files(policy: &Policy) -> Vec<File> {
    let headers =
        if policy.headers().is_empty() { "\"Accept\"".to_owned() } else { quoted(policy.headers(), "\"") };
    let places = Places::of(policy).lists(policy, "\"").with("HEADERS_OR_ONE", headers);
    vec![File::new("cors.go", places.fill(FILE))]
}
