//! Whose an error page is: one from a proxy or gateway names itself, and tells of the way there, not of the application.

use crate::model::Received;

/// A proxy or gateway that answered by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gateway {
    /// What it calls itself in `Server`.
    pub name: String,
    /// It is nginx, whose `add_header` leaves error pages out.
    pub is_nginx: bool,
}

/// What proxies and gateways begin their `Server` with; the first two are nginx.
const NAMES: &[&str] =
    &["nginx", "openresty", "cloudflare", "awselb", "envoy", "caddy", "haproxy", "varnish", "cloudfront"];

/// The gateway that an error came from. `502` and `504` are a gateway's by definition; the others such pages have may be
/// the application's own words, so a gateway has to have signed them.
#[must_use]
pub fn gateway(received: &Received) -> Option<Gateway> {
    let by_definition = match received.status {
        502 | 504 => true,
        413 | 503 => false,
        _ => return None,
    };
    let name = received.get("Server")?.to_isomorphic();
    let lower = name.to_ascii_lowercase();
    let known = NAMES.iter().position(|known| lower.starts_with(known));
    (by_definition || known.is_some()).then_some(Gateway { name, is_nginx: matches!(known, Some(0 | 1)) })
}
