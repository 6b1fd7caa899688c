//! Azure Blob Storage: the CORS rules of the blob service, as a template for Azure Resource Manager has them. A rule that
//! names an origin allows credentials always.

use super::template::Places;
use super::{File, Policy};

const RULES: &str = r#"
{
  "cors": {
    "corsRules": [
      {
        "allowedOrigins": [@ORIGIN_LIST@],
        "allowedMethods": [@METHOD_LIST@],
        "allowedHeaders": [@HEADER_LIST@],
        "exposedHeaders": [@EXPOSED_LIST@],
        "maxAgeInSeconds": @MAX_AGE@
      }
    ]
  }
}
"#;

const METHODS: &[&str] = &["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "MERGE", "OPTIONS"];

/// The one file; none where the service hasn't such a method.
#[must_use]
pub fn files(policy: &Policy) -> Vec<File> {
    if !policy.methods().iter().all(|name| METHODS.contains(&name.as_str())) {
        return Vec::new();
    }
    vec![File::new("cors.json", Places::of(policy).lists(policy, "\"").fill(RULES))]
}
