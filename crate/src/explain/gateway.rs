//! Whose an error page is: one from a proxy or gateway names itself, and tells of the way there, not of the application.

use crate::model::Received;
use crate::model::text;

/// A proxy or gateway that answered by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gateway {
    /// What it calls itself in `Server`, or in `Via`.
    pub name: String,
    /// It is nginx, whose `add_header` leaves error pages out.
    pub is_nginx: bool,
}

/// What proxies and gateways begin their `Server` with.
const NAMES: &[&str] = &[
    "nginx",
    "openresty",
    "cloudflare",
    "awselb",
    "envoy",
    "istio-envoy",
    "caddy",
    "haproxy",
    "varnish",
    "cloudfront",
    "akamai",
    "traefik",
    "kong",
    "google frontend",
    "microsoft-azure-application-gateway",
];

/// The gateway that an error came from. `502` and `504` are a gateway's by definition; the others such pages have may be
/// the application's own words, so a gateway has to have signed them.
#[must_use]
pub fn gateway(received: &Received) -> Option<Gateway> {
    let value = |name: &str| received.get(name).map(|value| value.to_isomorphic());
    let is_gateway = |server: &String| {
        let server = server.to_ascii_lowercase();
        NAMES.iter().any(|name| server.starts_with(name))
    };
    let name = match received.status {
        502 | 504 => value("Server").or_else(|| value("Via")),
        413 | 503 => value("Server").filter(is_gateway),
        _ => None,
    }?;
    let lower = name.to_ascii_lowercase();
    let is_nginx = text::has(&lower, "nginx") || lower.starts_with("openresty");
    Some(Gateway { name, is_nginx })
}
