//! Node's own `http`, without a package.

use super::template::Places;
use super::{File, Policy};

const MODULE: &str = "
const origins = new Set([@ORIGIN_LIST@]);

export function allowOrigins(request, response) {
  response.appendHeader('Vary', 'Origin');
  const { origin } = request.headers;
  const preflight = request.method === 'OPTIONS' && 'access-control-request-method' in request.headers;
  if (origins.has(origin)) {
    response.setHeader('Access-Control-Allow-Origin', origin);
    @CREDENTIALS_LINE@
    @EXPOSED_LINE@
    if (preflight) {
      response.setHeader('Access-Control-Allow-Methods', '@METHODS@');
      @HEADERS_LINE@
      response.setHeader('Access-Control-Max-Age', '@MAX_AGE@');
    }
  }
  if (preflight) response.writeHead(204).end();
  return preflight;
}
";

/// The one file.
#[must_use]
pub fn files(policy: &Policy) -> Vec<File> {
    let credentials = if policy.credentials() { "true" } else { "" };
    let set = "response.setHeader('Access-Control-";
    let places = Places::of(policy)
        .lists(policy, "'")
        .around("CREDENTIALS_LINE", &[set, "Allow-Credentials', '"].concat(), credentials, "');")
        .around("EXPOSED_LINE", &[set, "Expose-Headers', '"].concat(), &policy.exposed().join(", "), "');")
        .around("HEADERS_LINE", &[set, "Allow-Headers', '"].concat(), &policy.headers().join(", "), "');");
    vec![File::new("cors.js", places.fill(MODULE))]
}
