//! A Cloudflare Worker: a wrapper around its `fetch`. An exception would end in a page of Cloudflare's, without headers.

use super::template::Places;
use super::{File, Policy};

const MODULE: &str = "
const origins = new Set([@ORIGIN_LIST@]);

export function allowOrigins(handler) {
  return async (request, ...rest) => {
    const origin = request.headers.get('Origin');
    const preflight = request.method === 'OPTIONS' && request.headers.has('Access-Control-Request-Method');
    const answer = preflight ? new Response(null, { status: 204 }) : await answered(() => handler(request, ...rest));
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
  };
}

async function answered(handle) {
  try {
    return await handle();
  } catch (error) {
    console.error(error);
    return new Response('Internal Server Error', { status: 500 });
  }
}
";

/// The one file.
#[must_use]
pub fn files(policy: &Policy) -> Vec<File> {
    let places = Places::of(policy).setters(policy, "response.headers");
    vec![File::new("cors.js", places.fill(MODULE))]
}
