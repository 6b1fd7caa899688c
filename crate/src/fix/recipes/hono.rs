//! Hono with its own middleware. An empty list of headers would allow whatever is asked for, as Koa's does.

use super::koa::headers_or_one;
use super::template::Places;
use super::{File, Policy};

const MODULE: &str = "
import { cors } from 'hono/cors';

export const allowOrigins = cors({
  origin: [@ORIGIN_LIST@],
  allowMethods: [@METHOD_LIST@],
  allowHeaders: [@HEADERS_OR_ONE@],
  exposeHeaders: [@EXPOSED_LIST@],
  credentials: @IS_CREDENTIALED@,
  maxAge: @MAX_AGE@,
});
";

/// The one file.
#[must_use]
pub fn files(policy: &Policy) -> Vec<File> {
    let places = Places::of(policy).lists(policy, "'").with("HEADERS_OR_ONE", headers_or_one(policy));
    vec![File::new("cors.js", places.fill(MODULE))]
}
