//! Koa with the package `@koa/cors`. It takes an empty list of headers for none, and then allows whatever is asked for: a
//! name that needs no permission keeps it from that.

use super::template::{Places, quoted};
use super::{File, Policy};

const MODULE: &str = "
import cors from '@koa/cors';

const origins = new Set([@ORIGIN_LIST@]);

export const allowOrigins = cors({
  origin: (context) => (origins.has(context.get('Origin')) ? context.get('Origin') : ''),
  allowMethods: [@METHOD_LIST@],
  allowHeaders: [@HEADERS_OR_ONE@],
  exposeHeaders: [@EXPOSED_LIST@],
  credentials: @IS_CREDENTIALED@,
  maxAge: @MAX_AGE@,
  keepHeadersOnError: true,
});
";

/// The one file.
#[must_use]
pub fn files(policy: &Policy) -> Vec<File> {
    let places = Places::of(policy).lists(policy, "'").with("HEADERS_OR_ONE", headers_or_one(policy));
    vec![File::new("cors.js", places.fill(MODULE))]
}

/// The list of headers, never empty.
#[must_use]
pub fn headers_or_one(policy: &Policy) -> String {
    if policy.headers().is_empty() { "'accept'".to_owned() } else { quoted(policy.headers(), "'") }
}
