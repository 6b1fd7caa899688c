//! Netlify: an edge function around every answer of the site. The file `_headers` can't compare origins, and has no say in
//! what functions answer.

use super::template::Places;
use super::{File, Policy};

const MODULE: &str = "
const origins = new Set([@ORIGIN_LIST@]);

export default async function allowOrigins(request, context) {
  const origin = request.headers.get('Origin');
  const preflight = request.method === 'OPTIONS' && request.headers.has('Access-Control-Request-Method');
  const answer = preflight ? new Response(null, { status: 204 }) : await context.next();
  const response = new Response(answer.body, answer);
  response.headers.append('Vary', 'Origin');
  if (origins.has(origin)) {
    response.headers.set('Access-Control-Allow-Origin', origin);
    @CREDENTIALS_LINE@
    @EXPOSED_LINE@
    if (preflight) {
      response.headers.set('Access-Control-Allow-Methods', '@METHODS@');
      @HEADERS_LINE@
      response.headers.set('Access-Control-Max-Age', '@MAX_AGE@');
    }
  }
  return response;
}

export const config = { path: '/*' };
";

/// The one file.
#[must_use]
pub fn files(policy: &Policy) -> Vec<File> {
    let places = Places::of(policy).setters(policy, "response.headers");
    vec![File::new("netlify/edge-functions/cors.js", places.fill(MODULE))]
}
