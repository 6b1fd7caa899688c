//! What the recipes for servers that speak the Fetch API (`Request`, `Response`, `Headers`) have in common.

use super::Policy;
use super::template::{Places, indented};

/// Whom the request is from, and whether it is a preflight.
const ASKED: &str = "
const origin = request.headers.get('Origin');
const preflight = request.method === 'OPTIONS' && request.headers.has('Access-Control-Request-Method');
";

/// The headers for an origin that is allowed.
const ALLOW: &str = "
if (origins.has(origin)) {
  @RESPONSE@headers.set('Access-Control-Allow-Origin', origin);
  @CREDENTIALS_LINE@
  @EXPOSED_LINE@
  if (preflight) {
    @RESPONSE@headers.set('Access-Control-Allow-Methods', '@METHODS@');
    @HEADERS_LINE@
    @RESPONSE@headers.set('Access-Control-Max-Age', '@MAX_AGE@');
  }
}
";

/// A module from a template, in which the lines `@ASKED@` and `@ALLOW@` stand for the statements above. Headers are set on
/// `headers`, or on that of an object: `response.`.
#[must_use]
pub fn module(policy: &Policy, template: &str, object: &str) -> String {
    let set = [object, "headers.set('Access-Control-"].concat();
    let credentials = if policy.credentials() { "true" } else { "" };
    Places::of(policy)
        .lists(policy, "'")
        .with("RESPONSE", object)
        .around("CREDENTIALS_LINE", &[&set, "Allow-Credentials', '"].concat(), credentials, "');")
        .around("EXPOSED_LINE", &[&set, "Expose-Headers', '"].concat(), &policy.exposed().join(", "), "');")
        .around("HEADERS_LINE", &[&set, "Allow-Headers', '"].concat(), &policy.headers().join(", "), "');")
        .fill(&indented(&indented(template, "@ASKED@", ASKED), "@ALLOW@", ALLOW))
}
