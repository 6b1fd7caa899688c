//! Which `Origin` a message carries: *compute the redirect-taint* (`concept-request-tainted-origin`), *serialize a
//! request origin*, *append a request `Origin` header*.

use super::Profile;
use super::machine::Tainting;
use crate::model::{Mode, Origin, ReferrerPolicy, Request, Url};

/// The byte-serialised request origin at the end of a URL list: the page's origin, or `null` once a redirect left an
/// origin that was not the page's own.
///
/// The standard tells a same-site taint from a cross-site one; both serialise to `null`.
#[must_use]
pub fn serialize_request_origin(origin: &Origin, urls: &[Url]) -> String {
    if is_tainted(origin, urls) { "null".to_owned() } else { origin.serialise() }
}

/// *Compute the redirect-taint*: whether a redirect left an origin that was not the page's own.
pub(super) fn is_tainted(origin: &Origin, urls: &[Url]) -> bool {
    urls.iter().zip(urls.iter().skip(1)).any(|(from, to)| {
        let left = Origin::of(from);
        left != Origin::of(to) && !origin.same_origin(&left)
    })
}

/// The `Origin` header of a request on its way to the last of its URLs, or nothing where none is sent. `origin` is the
/// byte-serialised request origin on that hop.
#[must_use]
pub(super) fn request_origin_header(
    request: &Request,
    profile: &dyn Profile,
    method: &str,
    urls: &[Url],
    (tainting, origin): (Tainting, &str),
) -> Option<String> {
    // Step 2.
    if tainting == Tainting::Cors || profile.always_sends_origin(request, method, urls) {
        return Some(origin.to_owned());
    }
    // Step 3.
    if matches!(method, "GET" | "HEAD") {
        return None;
    }
    let moved = urls.iter().zip(urls.iter().skip(1)).any(|(from, to)| Origin::of(from) != Origin::of(to));
    // Step 3.1: outside mode `cors` the referrer policy may hide the origin.
    let by_policy = profile.referrer_policy_hides_origin(moved)
        && request.mode != Mode::Cors
        && urls.last().is_some_and(|url| hides_origin(request.referrer_policy, &request.origin, url));
    let by_redirect = moved && profile.redirects_hide_origin() && request.mode == Mode::NoCors;
    Some(if by_policy || by_redirect { "null" } else { origin }.to_owned())
}

fn hides_origin(policy: ReferrerPolicy, origin: &Origin, url: &Url) -> bool {
    match policy {
        ReferrerPolicy::NoReferrer => true,
        ReferrerPolicy::Empty
        | ReferrerPolicy::NoReferrerWhenDowngrade
        | ReferrerPolicy::StrictOrigin
        | ReferrerPolicy::StrictOriginWhenCrossOrigin => {
            matches!(origin, Origin::Tuple { scheme, .. } if scheme == "https") && url.scheme() != "https"
        }
        ReferrerPolicy::SameOrigin => !origin.same_origin(&Origin::of(url)),
        ReferrerPolicy::Origin | ReferrerPolicy::OriginWhenCrossOrigin | ReferrerPolicy::UnsafeUrl => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chain(urls: &[&str]) -> String {
        let urls: Vec<Url> = urls.iter().filter_map(|url| Url::parse(url)).collect();
        serialize_request_origin(&Origin::of(&urls[0]), &urls[1..])
    }

    #[test]
    fn leaving_an_origin_that_is_not_the_pages_taints() {
        let (page, a, b) = ("http://page.example/", "http://a.example/", "http://b.example/");
        assert_eq!(chain(&[page, a]), "http://page.example");
        assert_eq!(chain(&[page, page, a]), "http://page.example");
        assert_eq!(chain(&[page, a, a]), "http://page.example");
        assert_eq!(chain(&[page, a, b]), "null");
        assert_eq!(chain(&[page, a, page]), "null");
    }

    /// *Append a request `Origin` header*, the policies of its third step.
    #[test]
    fn what_the_referrer_policy_hides() {
        use ReferrerPolicy as P;
        let (page, below) = ("https://page.example", "http://page.example");
        for (policy, origin, url, expected) in [
            (P::NoReferrer, page, page, true),
            (P::NoReferrerWhenDowngrade, page, below, true),
            (P::StrictOrigin, page, below, true),
            (P::StrictOriginWhenCrossOrigin, page, below, true),
            (P::Empty, page, below, true),
            (P::StrictOrigin, page, "https://other.example", false),
            (P::StrictOrigin, below, "http://other.example", false),
            (P::StrictOrigin, below, page, false),
            (P::SameOrigin, page, page, false),
            (P::SameOrigin, page, "https://other.example", true),
            (P::Origin, page, below, false),
            (P::OriginWhenCrossOrigin, page, below, false),
            (P::UnsafeUrl, page, below, false),
        ] {
            let (origin, url) = (Origin::parse(origin).ok(), Url::parse(url));
            let hides = origin.zip(url).map(|(origin, url)| hides_origin(policy, &origin, &url));
            assert_eq!(hides, Some(expected), "{policy:?}");
        }
    }
}
