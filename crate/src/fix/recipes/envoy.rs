//! Envoy: the CORS filter, first of the HTTP filters, and its policy in the virtual host. The filter says no `Vary`; what the
//! virtual host adds is on every answer but those to preflights, which no cache keeps.

use super::template::{Places, each};
use super::{File, Policy};

const FILTERS: &str = r#"
- name: envoy.filters.http.cors
  typed_config:
    "@type": type.googleapis.com/envoy.extensions.filters.http.cors.v3.Cors
"#;

const VIRTUAL_HOST: &str = r#"
response_headers_to_add:
- header: { key: Vary, value: Origin }
  append_action: APPEND_IF_EXISTS_OR_ADD
typed_per_filter_config:
  envoy.filters.http.cors:
    "@type": type.googleapis.com/envoy.extensions.filters.http.cors.v3.CorsPolicy
    allow_origin_string_match:
@ORIGINS@
    allow_methods: "@METHODS@"
    allow_headers: "@HEADERS@"
    expose_headers: "@EXPOSED@"
    allow_credentials: @IS_CREDENTIALED@
    max_age: "@MAX_AGE@"
    forward_not_matching_preflights: false
"#;

/// The two files.
#[must_use]
pub fn files(policy: &Policy) -> Vec<File> {
    let origins = each(policy.origins(), |origin| ["    - exact: \"", origin, "\""].concat(), "\n");
    let places = Places::of(policy).with("ORIGINS", origins);
    vec![
        File::new("virtual-host.yaml", places.fill(VIRTUAL_HOST)),
        File::new("http-filters.yaml", places.fill(FILTERS)),
    ]
}
