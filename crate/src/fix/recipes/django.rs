//! Django with `django-cors-headers`: its settings.

use super::template::Places;
use super::{File, Policy};

const SETTINGS: &str = "
CORS_ALLOWED_ORIGINS = [@ORIGIN_LIST@]
CORS_ALLOW_METHODS = [@METHOD_LIST@]
CORS_ALLOW_HEADERS = [@HEADER_LIST@]
CORS_EXPOSE_HEADERS = [@EXPOSED_LIST@]
CORS_ALLOW_CREDENTIALS = @PYTHON_CREDENTIALS@
CORS_PREFLIGHT_MAX_AGE = @MAX_AGE@
";

/// The one file.
#[must_use]
pub fn files(policy: &Policy) -> Vec<File> {
    let credentials = if policy.credentials() { "True" } else { "False" };
    let places = Places::of(policy).lists(policy, "\"").with("PYTHON_CREDENTIALS", credentials);
    vec![File::new("cors_settings.py", places.fill(SETTINGS))]
}
