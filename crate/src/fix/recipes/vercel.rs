//! Vercel: a routing middleware, which runs before functions, rewrites and the cache. Headers in `vercel.json` can't compare
//! origins.

use super::template::Places;
use super::{File, Policy};

const MODULE: &str = "
import { next } from '@vercel/functions';

const origins = new Set([@ORIGIN_LIST@]);

export default function middleware(request) {
  const origin = request.headers.get('Origin');
  const preflight = request.method === 'OPTIONS' && request.headers.has('Access-Control-Request-Method');
  const headers = new Headers({ Vary: 'Origin' });
  if (origins.has(origin)) {
    headers.set('Access-Control-Allow-Origin', origin);
    @CREDENTIALS_LINE@
    @EXPOSED_LINE@
    if (preflight) {
      headers.set('Access-Control-Allow-Methods', '@METHODS@');
      @HEADERS_LINE@
      headers.set('Access-Control-Max-Age', '@MAX_AGE@');
    }
  }
  return preflight ? new Response(null, { status: 204, headers }) : next({ headers });
}
";

/// The one file.
#[must_use]
pub fn files(policy: &Policy) -> Vec<File> {
    vec![File::new("middleware.js", Places::of(policy).setters(policy, "headers").fill(MODULE))]
}
