//! Vercel: a routing middleware, which runs before functions, rewrites and the cache. Headers in `vercel.json` can't compare
//! origins.

use super::fetch_api::module;
use super::{File, Policy};

const MODULE: &str = "
import { next } from '@vercel/functions';

const origins = new Set([@ORIGIN_LIST@]);

export default function middleware(request) {
  @ASKED@
  const headers = new Headers({ Vary: 'Origin' });
  @ALLOW@
  return preflight ? new Response(null, { status: 204, headers }) : next({ headers });
}
";

/// The one file.
#[must_use]
pub fn files(policy: &Policy) -> Vec<File> {
    vec![File::new("middleware.js", module(policy, MODULE, ""))]
}
