//! Next.js: its proxy (called middleware before version 16), which runs before pages and route handlers, and whose headers
//! are on errors, too.

use super::fetch_api::module;
use super::{File, Policy};

const MODULE: &str = "
import { NextResponse } from 'next/server';

const origins = new Set([@ORIGIN_LIST@]);

export function proxy(request) {
  @ASKED@
  const response = preflight ? new NextResponse(null, { status: 204 }) : NextResponse.next();
  response.headers.append('Vary', 'Origin');
  @ALLOW@
  return response;
}
";

/// The one file.
#[must_use]
pub fn files(policy: &Policy) -> Vec<File> {
    vec![File::new("proxy.js", module(policy, MODULE, "response."))]
}
