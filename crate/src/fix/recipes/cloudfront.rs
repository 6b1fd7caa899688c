//! Amazon CloudFront: a response headers policy, as CloudFormation has it, for every answer, and a function that answers
//! preflights, which the policy leaves to the server behind.

use super::template::{Places, quoted};
use super::{File, Policy};

const RESPONSE_HEADERS: &str = r#"
{
  "Type": "AWS::CloudFront::ResponseHeadersPolicy",
  "Properties": {
    "ResponseHeadersPolicyConfig": {
      "Name": "allow-origins",
      "CorsConfig": {
        "AccessControlAllowOrigins": { "Items": [@ORIGIN_LIST@] },
        "AccessControlAllowMethods": { "Items": [@METHOD_LIST@] },
        "AccessControlAllowHeaders": { "Items": [@ALLOWED@] },
        @EXPOSED_LINE@
        "AccessControlAllowCredentials": @IS_CREDENTIALED@,
        "AccessControlMaxAgeSec": @MAX_AGE@,
        "OriginOverride": true
      }
    }
  }
}
"#;

const FUNCTION: &str = "
var origins = [@QUOTED_ORIGINS@];

function handler(event) {
  var request = event.request;
  var asked = request.headers['access-control-request-method'];
  if (request.method !== 'OPTIONS' || !asked) return request;
  var headers = { vary: { value: 'Origin' } };
  var origin = request.headers.origin ? request.headers.origin.value : '';
  if (origins.includes(origin)) {
    headers['access-control-allow-origin'] = { value: origin };
    @CREDENTIALS_LINE@
    headers['access-control-allow-methods'] = { value: '@METHODS@' };
    @HEADERS_LINE@
    headers['access-control-max-age'] = { value: '@MAX_AGE@' };
  }
  return { statusCode: 204, statusDescription: 'No Content', headers: headers };
}
";

const METHODS: &[&str] = &["GET", "HEAD", "OPTIONS", "PUT", "PATCH", "POST", "DELETE"];

/// The two files; none where CloudFront hasn't such a method.
#[must_use]
pub fn files(policy: &Policy) -> Vec<File> {
    if !policy.methods().iter().all(|name| METHODS.contains(&name.as_str())) {
        return Vec::new();
    }
    let credentials = if policy.credentials() { "true" } else { "" };
    // The list can't be empty; this name needs no permission.
    let allowed =
        if policy.headers().is_empty() { "\"accept\"".to_owned() } else { quoted(policy.headers(), "\"") };
    let places = Places::of(policy)
        .lists(policy, "\"")
        .with("ALLOWED", allowed)
        .with("QUOTED_ORIGINS", quoted(policy.origins(), "'"))
        .around(
            "EXPOSED_LINE",
            "\"AccessControlExposeHeaders\": { \"Items\": [",
            &quoted(policy.exposed(), "\""),
            "] },",
        )
        .around(
            "CREDENTIALS_LINE",
            "headers['access-control-allow-credentials'] = { value: '",
            credentials,
            "' };",
        )
        .around(
            "HEADERS_LINE",
            "headers['access-control-allow-headers'] = { value: '",
            &policy.headers().join(", "),
            "' };",
        );
    vec![
        File::new("cors-policy.json", places.fill(RESPONSE_HEADERS)),
        File::new("cors-preflight.js", places.fill(FUNCTION)),
    ]
}
