//! Go with the module `github.com/jub0bs/cors`, which refuses to start with a policy that is unsafe.

use super::template::Places;
use super::{File, Policy};

const FILE: &str = "
package main

import (
	\"net/http\"

	\"github.com/jub0bs/cors\"
)

func allowOrigins(next http.Handler) (http.Handler, error) {
	middleware, err := cors.NewMiddleware(cors.Config{
		Origins:         []string{@ORIGIN_LIST@},
		Methods:         []string{@METHOD_LIST@},
		RequestHeaders:  []string{@HEADER_LIST@},
		ResponseHeaders: []string{@EXPOSED_LIST@},
		Credentialed:    @IS_CREDENTIALED@,
		MaxAgeInSeconds: @MAX_AGE@,
	})
	if err != nil {
		return nil, err
	}
	return middleware.Wrap(next), nil
}
";

/// The one file.
#[must_use]
pub fn files(policy: &Policy) -> Vec<File> {
    vec![File::new("cors.go", Places::of(policy).lists(policy, "\"").fill(FILE))]
}
