//! *Cross-origin resource policy check* (`cross-origin-resource-policy-check`), for opaque responses.
//!
//! Embedder policies (COEP) are not modelled: a missing header lets the response pass, as on a page without one.

use crate::model::host::ipv4;
use crate::model::{HeaderList, Origin, Request, Url};

/// What the check says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Corp {
    Allowed,
    Blocked,
    /// `same-site`, and whether the two hosts are of one site takes the public suffix list.
    Unknown,
}

/// Runs the check. The header counts only as exactly one of its three values; several lines are none of them.
pub(super) fn check(headers: &HeaderList, request: &Request, url: &Url) -> Corp {
    let origin = &request.origin;
    let value = headers.get("Cross-Origin-Resource-Policy").unwrap_or_default();
    let target = Origin::of(url);
    match value.as_bytes() {
        b"same-origin" if !origin.same_origin(&target) => Corp::Blocked,
        b"same-site" => same_site(origin, &target, request.top_level_site.as_deref()),
        _ => Corp::Allowed,
    }
}

/// *Schemelessly same site*, and not an http page with an https resource, as far as it can be told without the public
/// suffix list: the page's site may be given, and a registrable domain has two labels at least, so hosts that share
/// fewer are of two sites.
fn same_site(page: &Origin, target: &Origin, site: Option<&str>) -> Corp {
    let (Origin::Tuple { scheme, host, .. }, Origin::Tuple { scheme: their_scheme, host: their_host, .. }) =
        (page, target)
    else {
        return Corp::Blocked;
    };
    if scheme == "http" && their_scheme == "https" {
        return Corp::Blocked;
    }
    if host == their_host {
        return Corp::Allowed;
    }
    let site = site.and_then(Url::parse).and_then(|site| site.host().map(ToOwned::to_owned));
    if let Some(site) = site.filter(|site| is_of(host, site)) {
        return if is_of(their_host, &site) { Corp::Allowed } else { Corp::Blocked };
    }
    // Addresses have no registrable domain, and a host that ends like one is one.
    let labels = host.as_bytes().rsplit(|byte| *byte == b'.');
    let theirs = their_host.as_bytes().rsplit(|byte| *byte == b'.');
    let shared = labels.zip(theirs).take_while(|(a, b)| a == b).count();
    if ipv4(host).is_some() || shared < 2 { Corp::Blocked } else { Corp::Unknown }
}

fn is_of(host: &str, site: &str) -> bool {
    host.strip_suffix(site).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// *Schemelessly same site*: the same registrable domain, or the same host where there is none.
    #[test]
    fn same_site_as_far_as_it_can_be_told() {
        let shop = Some("https://shop.example");
        for (page, target, site, expected) in [
            ("http://app.example", "http://app.example:8080", None, Corp::Allowed),
            ("https://app.example", "http://app.example", None, Corp::Allowed),
            ("http://app.example", "https://app.example", None, Corp::Blocked),
            ("https://app.example", "https://api.example", None, Corp::Blocked),
            ("https://a.shop.example", "https://b.shop.example", None, Corp::Unknown),
            ("https://a.shop.example", "https://b.shop.example", shop, Corp::Allowed),
            ("https://a.shop.example", "https://shop.example", shop, Corp::Allowed),
            ("https://a.shop.example", "https://b.other.example", shop, Corp::Blocked),
            ("https://a.shop.example", "https://myshop.example", shop, Corp::Blocked),
            // The site is that of the top level, which need not be the page's.
            ("https://a.pages.example", "https://b.pages.example", shop, Corp::Unknown),
            ("http://10.0.0.1", "http://9.0.0.1", None, Corp::Blocked),
            ("http://10.0.0.1", "http://10.0.0.1:8080", None, Corp::Allowed),
            ("http://[::1]", "http://[::2]", None, Corp::Blocked),
            ("null", "http://app.example", None, Corp::Blocked),
        ] {
            let origin = |text| Origin::parse(text).unwrap_or(Origin::Opaque);
            assert_eq!(same_site(&origin(page), &origin(target), site), expected, "{page} {target} {site:?}");
        }
    }
}
