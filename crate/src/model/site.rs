//! Sites, as far as they can be told without a list of public suffixes.

use super::{Origin, host};

/// What origins have in common that may be of one owner: the last two labels, or the whole address. Nothing for this
/// machine, which developers use beside their site.
#[must_use]
pub fn site(origin: &Origin) -> Option<String> {
    match origin {
        Origin::Opaque => Some(origin.serialise()),
        _ if origin.is_loopback() => None,
        Origin::Tuple { host, .. } if host.starts_with('[') || host::ipv4(host).is_some() => {
            Some(host.clone())
        }
        Origin::Tuple { host, .. } => {
            let mut labels: Vec<&str> = host.rsplit('.').take(2).collect();
            labels.reverse();
            Some(labels.join("."))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Origin, site};

    #[test]
    fn sites_are_told_apart_with_care() {
        for (origin, expected) in [
            ("https://app.example.com", Some("example.com")),
            ("http://example.com:8080", Some("example.com")),
            ("https://10.0.0.7", Some("10.0.0.7")),
            ("https://[fd00::1]", Some("[fd00::1]")),
            ("http://localhost:3000", None),
            ("null", Some("null")),
        ] {
            assert_eq!(
                Origin::parse(origin).ok().and_then(|origin| site(&origin)).as_deref(),
                expected,
                "{origin}"
            );
        }
    }
}
