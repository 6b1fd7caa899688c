//! Traefik: a middleware of the file provider.

use super::template::Places;
use super::{File, Policy};

const MIDDLEWARE: &str = r"
http:
  middlewares:
    cors:
      headers:
        accessControlAllowOriginList: [@ORIGIN_LIST@]
        accessControlAllowMethods: [@METHOD_LIST@]
        accessControlAllowHeaders: [@HEADER_LIST@]
        accessControlExposeHeaders: [@EXPOSED_LIST@]
        accessControlAllowCredentials: @IS_CREDENTIALED@
        accessControlMaxAge: @MAX_AGE@
        addVaryHeader: true
";

/// The one file.
#[must_use]
pub fn files(policy: &Policy) -> Vec<File> {
    vec![File::new("cors.yml", Places::of(policy).lists(policy, "\"").fill(MIDDLEWARE))]
}
