//! Sites, as far as they can be told without a public suffix list.

use crate::model::{Request, Url, text};

/// Whether a frame asks for the site of the page around it, which is not its own.
pub(super) fn is_for_other_site_around(request: &Request) -> bool {
    request.top_level_site.as_deref().is_some_and(|site| {
        let page = Url::parse(&request.origin.serialise());
        is_of_site(&request.url, site) && !page.is_some_and(|page| is_of_site(&page, site))
    })
}

/// Whether a URL is of a site (`scheme://domain`).
fn is_of_site(url: &Url, site: &str) -> bool {
    text::split_at(site, "://").is_some_and(|(scheme, domain)| {
        url.scheme() == scheme
            && url.host().is_some_and(|host| {
                host == domain || host.strip_suffix(domain).is_some_and(|rest| rest.ends_with('.'))
            })
    })
}
