//! Amazon S3: the CORS configuration of a bucket. It allows credentials always, and only the methods that S3 has.

use super::template::Places;
use super::{File, Policy};

const RULES: &str = r#"
{
  "CORSRules": [
    {
      "AllowedOrigins": [@ORIGIN_LIST@],
      "AllowedMethods": [@METHOD_LIST@],
      "AllowedHeaders": [@HEADER_LIST@],
      "ExposeHeaders": [@EXPOSED_LIST@],
      "MaxAgeSeconds": @MAX_AGE@
    }
  ]
}
"#;

const METHODS: &[&str] = &["GET", "HEAD", "PUT", "POST", "DELETE"];

/// The one file; none where S3 hasn't such a method.
#[must_use]
pub fn files(policy: &Policy) -> Vec<File> {
    if !policy.methods().iter().all(|name| METHODS.contains(&name.as_str())) {
        return Vec::new();
    }
    vec![File::new("cors.json", Places::of(policy).lists(policy, "\"").fill(RULES))]
}
