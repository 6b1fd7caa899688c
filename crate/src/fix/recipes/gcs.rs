//! Google Cloud Storage: the CORS configuration of a bucket. One list is for request and response headers; no answer allows
//! credentials.

use super::template::{Places, quoted};
use super::{File, Policy};

const RULES: &str = r#"
[
  {
    "origin": [@ORIGIN_LIST@],
    "method": [@METHOD_LIST@],
    "responseHeader": [@BOTH@],
    "maxAgeSeconds": @MAX_AGE@
  }
]
"#;

/// The one file; none for calls with credentials.
#[must_use]
pub fn files(policy: &Policy) -> Vec<File> {
    if policy.credentials() {
        return Vec::new();
    }
    let mut both = policy.headers().to_vec();
    both.extend(policy.exposed().iter().filter(|name| !policy.headers().contains(name)).cloned());
    let places = Places::of(policy).lists(policy, "\"").with("BOTH", quoted(&both, "\""));
    vec![File::new("cors.json", places.fill(RULES))]
}
