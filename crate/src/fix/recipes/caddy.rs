//! Caddy: a snippet for the beginning of a site's `route` block, where directives run in the order in which they stand.
//! Elsewhere `respond` would come after `basic_auth`.

use super::template::{Places, each};
use super::{File, Policy};

const SNIPPET: &str = r"
(cors) {
	@cors_preflight {
		method OPTIONS
		header Access-Control-Request-Method *
	}
	header +Vary Origin
@ORIGINS@
	respond @cors_preflight 204
}
";

const ORIGIN: &str = r#"
	@cors_@NUMBER@ header Origin @ORIGIN@
	@cors_preflight_@NUMBER@ {
		method OPTIONS
		header Access-Control-Request-Method *
		header Origin @ORIGIN@
	}
	header @cors_@NUMBER@ {
		Access-Control-Allow-Origin @ORIGIN@
		@CREDENTIALS_LINE@
		@EXPOSED_LINE@
	}
	header @cors_preflight_@NUMBER@ {
		Access-Control-Allow-Methods "@METHODS@"
		@HEADERS_LINE@
		Access-Control-Max-Age @MAX_AGE@
	}
"#;

/// The one file.
#[must_use]
pub fn files(policy: &Policy) -> Vec<File> {
    let credentials = if policy.credentials() { "true" } else { "" };
    let mut number = 0;
    let origins = policy.origins().iter().map(|origin| {
        number += 1;
        Places::of(policy)
            .with("NUMBER", crate::model::decimal(number))
            .with("ORIGIN", origin.as_str())
            .around("CREDENTIALS_LINE", "Access-Control-Allow-Credentials ", credentials, "")
            .around("EXPOSED_LINE", "Access-Control-Expose-Headers \"", &policy.exposed().join(", "), "\"")
            .around("HEADERS_LINE", "Access-Control-Allow-Headers \"", &policy.headers().join(", "), "\"")
            .fill(ORIGIN)
    });
    let origins: Vec<String> = origins.collect();
    let origins = each(&origins, |text| text.trim_end().to_owned(), "\n");
    vec![File::new("cors.caddy", Places::of(policy).with("ORIGINS", origins).fill(SNIPPET))]
}
