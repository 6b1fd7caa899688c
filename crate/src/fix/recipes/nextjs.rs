//! Next.js: its proxy (called middleware before version 16), which runs before pages and route handlers, and whose headers
//! are on errors, too.

use super::template::Places;
use super::{File, Policy};

const MODULE: &str = "
import { NextResponse } from 'next/server';

const origins = new Set([@ORIGIN_LIST@]);

export function proxy(request) {
  const origin = request.headers.get('Origin');
  const preflight = request.method === 'OPTIONS' && request.headers.has('Access-Control-Request-Method');
  const response = preflight ? new NextResponse(null, { status: 204 }) : NextResponse.next();
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
";

/// The one file.
#[must_use]
pub fn files(policy: &Policy) -> Vec<File> {
    vec![File::new("proxy.js", Places::of(policy).setters(policy, "response.headers").fill(MODULE))]
}
