//! Hosts that Local Network Access guards, as far as a name or an address tells.

use crate::model::{Origin, Url, host};
use std::net::{Ipv4Addr, Ipv6Addr};

/// Whether a URL leads to this machine or its local network.
#[must_use]
pub fn is_local_url(url: &Url) -> bool {
    url.host().is_some_and(is_local_host)
}

/// Whether a page's origin is on this machine or its local network itself, so that nothing is guarded from it.
#[must_use]
pub fn is_local_origin(origin: &Origin) -> bool {
    match origin {
        Origin::Opaque => false,
        Origin::Tuple { scheme, host, .. } => {
            !matches!(scheme.as_str(), "http" | "https") || is_local_host(host)
        }
    }
}

fn is_local_host(host: &str) -> bool {
    let name = host.strip_suffix('.').unwrap_or(host);
    host::ipv4(host).is_some_and(is_local_v4)
        || host::ipv6(host).is_some_and(is_local_v6)
        || name == "localhost"
        || name.ends_with(".localhost")
        || name.ends_with(".local")
}

/// Loopback, private use, link-local, carrier-grade NAT, "this network".
fn is_local_v4(address: Ipv4Addr) -> bool {
    let [first, second, ..] = address.octets();
    address.is_loopback()
        || address.is_private()
        || address.is_link_local()
        || first == 0
        || (first == 100 && (64..128).contains(&second))
}

/// Loopback, unspecified, unique local, link-local, the old site-local range.
fn is_local_v6(address: Ipv6Addr) -> bool {
    if let Some(mapped) = address.to_ipv4_mapped() {
        return is_local_v4(mapped);
    }
    let [first, ..] = address.segments();
    address.is_loopback()
        || address.is_unspecified()
        || first & 0xfe00 == 0xfc00
        || first & 0xffc0 == 0xfe80
        || first & 0xffc0 == 0xfec0
}

#[cfg(test)]
mod tests {
    use super::is_local_host;

    #[test]
    fn hosts() {
        for host in [
            "localhost",
            "api.localhost",
            "printer.local",
            "127.0.0.1",
            "127.9.9.9",
            "10.1.2.3",
            "172.31.0.1",
            "192.168.0.10",
            "169.254.1.1",
            "100.64.0.1",
            "0.0.0.0",
            "[::1]",
            "[::]",
            "[fd00::1]",
            "[fe80::1]",
            "[::ffff:a00:1]",
        ] {
            assert!(is_local_host(host), "{host}");
        }
        for host in
            ["example.com", "8.8.8.8", "172.32.0.1", "100.128.0.1", "localhost.example", "[2606:4700::1]"]
        {
            assert!(!is_local_host(host), "{host}");
        }
    }
}
