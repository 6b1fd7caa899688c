//! NestJS on Express: the options of the package `cors`.

use super::template::Places;
use super::{File, Policy};

const MODULE: &str = "
export const corsOptions = {
  origin: [@ORIGIN_LIST@],
  methods: [@METHOD_LIST@],
  allowedHeaders: [@HEADER_LIST@],
  exposedHeaders: [@EXPOSED_LIST@],
  credentials: @IS_CREDENTIALED@,
  maxAge: @MAX_AGE@,
};
";

/// The one file.
#[must_use]
pub fn files(policy: &Policy) -> Vec<File> {
    vec![File::new("cors-options.ts", Places::of(policy).lists(policy, "'").fill(MODULE))]
}
