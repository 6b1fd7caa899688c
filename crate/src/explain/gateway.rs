//! Whose an error page is: one from a proxy or gateway names itself, and tells of the way there, not of the application.

use crate::model::Received;

/// A proxy or gateway that answered by itself, or may have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Gateway {
    /// It signed the error.
    Signed {
        /// What it calls itself in `Server`.
        name: String,
        /// It is nginx, whose `add_header` leaves error pages out.
        is_nginx: bool,
    },
    /// Nobody signed the error, and it came by one at least: the value of `Via`.
    OnTheWay(String),
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
    let Some(server) = received.get("Server") else {
        let gateways_own = by_definition || received.status == 503;
        return received
            .get("Via")
            .filter(|_| gateways_own)
            .map(|via| Gateway::OnTheWay(via.to_isomorphic()));
    };
    let name = server.to_isomorphic();
    let lower = name.to_ascii_lowercase();
    let known = NAMES.iter().position(|known| lower.starts_with(known));
    (by_definition || known.is_some())
        .then_some(Gateway::Signed { name, is_nginx: matches!(known, Some(0 | 1)) })
}
