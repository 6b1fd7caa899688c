//! A Cloudflare Worker: a wrapper around its `fetch`. An exception would end in a page of Cloudflare's, without headers.

use super::fetch_api::module;
use super::{File, Policy};

const MODULE: &str = "
const origins = new Set([@ORIGIN_LIST@]);

export function allowOrigins(handler) {
  return async (request, ...rest) => {
    @ASKED@
    const answer = preflight ? new Response(null, { status: 204 }) : await answered(() => handler(request, ...rest));
    const response = new Response(answer.body, answer);
    response.headers.append('Vary', 'Origin');
    @ALLOW@
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
    vec![File::new("cors.js", module(policy, MODULE, "response."))]
}
