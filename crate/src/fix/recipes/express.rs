//! Express with the package `cors`. A list of origins, even of one, makes it compare and say `Vary: Origin`; without
//! `allowedHeaders` it would allow whatever is asked for.

use super::template::Places;
use super::{File, Policy};

const MODULE: &str = "
import cors from 'cors';

export const allowOrigins = cors({
  origin: [@ORIGIN_LIST@],
  methods: [@METHOD_LIST@],
  allowedHeaders: [@HEADER_LIST@],
  exposedHeaders: [@EXPOSED_LIST@],
  credentials: @IS_CREDENTIALED@,
  maxAge: @MAX_AGE@,
});
";

/// The one file.
#[must_use]
pub fn files(policy: &Policy) -> Vec<File> {
    vec![File::new("cors.js", Places::of(policy).lists(policy, "'").fill(MODULE))]
}
