//! axum with `tower-http`'s layer.

use super::template::{Places, each};
use super::{File, Policy};

const MODULE: &str = r#"
use std::time::Duration;

use axum::http::{HeaderName, HeaderValue, Method};
use tower_http::cors::CorsLayer;

pub fn allow_origins() -> CorsLayer {
    let origins = [@ORIGIN_LIST@].map(HeaderValue::from_static);
    let methods = [@METHOD_LIST@].map(|name: &str| Method::from_bytes(name.as_bytes()).expect("a method"));
    let headers: Vec<HeaderName> = vec![@HEADER_NAMES@];
    let exposed: Vec<HeaderName> = vec![@EXPOSED_NAMES@];
    CorsLayer::new()
        .allow_origin(origins)
        .allow_methods(methods)
        .allow_headers(headers)
        .expose_headers(exposed)
        .allow_credentials(@IS_CREDENTIALED@)
        .max_age(Duration::from_secs(@MAX_AGE@))
}
"#;

/// The one file.
#[must_use]
pub fn files(policy: &Policy) -> Vec<File> {
    let names =
        |names: &[String]| each(names, |name| ["HeaderName::from_static(\"", name, "\")"].concat(), ", ");
    let places = Places::of(policy)
        .lists(policy, "\"")
        .with("HEADER_NAMES", names(policy.headers()))
        .with("EXPOSED_NAMES", names(policy.exposed()));
    vec![File::new("cors.rs", places.fill(MODULE))]
}
