//! Netlify: an edge function around every answer of the site. The file `_headers` can't compare origins, and has no say in
//! what functions answer.

use super::fetch_api::module;
use super::{File, Policy};

const MODULE: &str = "
const origins = new Set([@ORIGIN_LIST@]);

export default async function allowOrigins(request, context) {
  @ASKED@
  const answer = preflight ? new Response(null, { status: 204 }) : await context.next();
  const response = new Response(answer.body, answer);
  response.headers.append('Vary', 'Origin');
  @ALLOW@
  return response;
}

export const config = { path: '/*' };
";

/// The one file.
#[must_use]
pub fn files(policy: &Policy) -> Vec<File> {
    vec![File::new("netlify/edge-functions/cors.js", module(policy, MODULE, "response."))]
}
