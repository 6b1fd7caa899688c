//! Amazon API Gateway: the `CorsConfiguration` of an HTTP API, as CloudFormation has it. The gateway answers preflights
//! itself, before an authorizer.

use super::template::Places;
use super::{File, Policy};

const CONFIGURATION: &str = r#"
{
  "AllowOrigins": [@ORIGIN_LIST@],
  "AllowMethods": [@METHOD_LIST@],
  "AllowHeaders": [@HEADER_LIST@],
  "ExposeHeaders": [@EXPOSED_LIST@],
  "AllowCredentials": @IS_CREDENTIALED@,
  "MaxAge": @MAX_AGE@
}
"#;

/// The one file.
#[must_use]
pub fn files(policy: &Policy) -> Vec<File> {
    vec![File::new("cors.json", Places::of(policy).lists(policy, "\"").fill(CONFIGURATION))]
}
