//! Addresses among the hosts of serialised URLs: four numbers, or groups of hexadecimal digits in brackets.

use super::digits;
use std::net::{Ipv4Addr, Ipv6Addr};

/// The address that a serialised host is.
#[must_use]
pub fn ipv4(host: &str) -> Option<Ipv4Addr> {
    let mut octets = [0; 4];
    let mut parts = host.split('.');
    for octet in &mut octets {
        *octet = u8::try_from(digits(parts.next()?.as_bytes())?).ok()?;
    }
    parts.next().is_none().then(|| octets.into())
}

/// The address that a serialised host in brackets is.
#[must_use]
pub fn ipv6(host: &str) -> Option<Ipv6Addr> {
    let inside = host.strip_prefix('[')?.strip_suffix(']')?;
    let mut groups = [0u16; 8];
    let count = inside.split(':').count();
    let mut at = 0;
    for (number, part) in inside.split(':').enumerate() {
        if !part.is_empty() {
            *groups.get_mut(at)? = u16::from_str_radix(part, 16).ok()?;
            at += 1;
        } else if number > 0 && number + 1 < count {
            // The gap stands for as many zeros as are missing; the groups behind it end at the end.
            let behind = inside.split(':').skip(number).filter(|part| !part.is_empty()).count();
            at = groups.len().checked_sub(behind)?;
        }
    }
    Some(groups.into())
}

#[cfg(test)]
mod tests {
    use super::{ipv4, ipv6};
    use crate::model::Url;

    #[test]
    fn hosts_of_urls_are_read_as_the_standard_library_does() {
        for host in ["127.0.0.1", "10.1.2.255", "example.com", "1.2.3.4.example", "[::1]", "localhost"] {
            assert_eq!(ipv4(host), host.parse().ok(), "{host}");
        }
        for address in [
            "::",
            "::1",
            "1::",
            "fd00::1",
            "1:2:3:4:5:6:7:8",
            "2606:4700::6810:0",
            "::ffff:10.0.0.1",
            "1:0:0:2::3",
        ] {
            let url = Url::parse(&format!("http://[{address}]/"));
            let host = url.as_ref().and_then(Url::host).unwrap_or_default();
            assert_eq!(ipv6(host), address.parse().ok(), "{host}");
        }
        assert_eq!(ipv6("localhost"), None);
    }
}
