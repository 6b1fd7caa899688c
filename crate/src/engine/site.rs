//! Sites, as far as they can be told without a public suffix list.

use crate::model::{Url, text};

/// Whether a URL is of a site (`scheme://domain`).
pub(super) fn is_of_site(url: &Url, site: &str) -> bool {
    text::split_at(site, "://").is_some_and(|(scheme, domain)| {
        url.scheme() == scheme
            && url.host().is_some_and(|host| {
                host == domain || host.strip_suffix(domain).is_some_and(|rest| rest.ends_with('.'))
            })
    })
}
