//! Actix Web with `actix-cors`. Its middleware would end a call from another origin with an error of its own without
//! `block_on_origin_mismatch(false)`.

use super::template::{Places, each};
use super::{File, Policy};

const MODULE: &str = r"
use actix_cors::Cors;

pub fn allow_origins() -> Cors {
    let cors = Cors::default()
@ORIGINS@
        .allowed_methods([@METHOD_LIST@])
        .max_age(@MAX_AGE@)
        .block_on_origin_mismatch(false);
    @HEADERS_LINE@
    @EXPOSED_LINE@
    @CREDENTIALS_LINE@
    cors
}
";

/// The one file.
#[must_use]
pub fn files(policy: &Policy) -> Vec<File> {
    let origins =
        each(policy.origins(), |origin| ["        .allowed_origin(\"", origin, "\")"].concat(), "\n");
    let list = |names: &[String]| super::template::quoted(names, "\"");
    let credentials = if policy.credentials() { "supports_credentials" } else { "" };
    let places = Places::of(policy)
        .lists(policy, "\"")
        .with("ORIGINS", origins)
        .around("HEADERS_LINE", "let cors = cors.allowed_headers([", &list(policy.headers()), "]);")
        .around("EXPOSED_LINE", "let cors = cors.expose_headers([", &list(policy.exposed()), "]);")
        .around("CREDENTIALS_LINE", "let cors = cors.", credentials, "();");
    vec![File::new("cors.rs", places.fill(MODULE))]
}
