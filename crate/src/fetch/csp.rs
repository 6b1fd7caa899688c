//! Content Security Policy 3, as far as it has a say in what script may ask for: *does url match source list* for
//! `connect-src`, or for `default-src` where that is missing.
//!
//! Only what a header says is looked at: a policy may also stand in the document, where no message shows it.

use crate::model::host::ipv4;
use crate::model::{Origin, Url};

/// The directive that refuses a page's request of a URL, as it is written; nothing where no policy refuses it. Each value
/// is one of the lines of `Content-Security-Policy`.
#[must_use]
pub fn refusing_directive(policies: &[String], page: &Url, url: &Url) -> Option<String> {
    let policies = policies.iter().flat_map(|line| line.split(','));
    policies.filter_map(connect_directive).find(|directive| !allows(directive, page, url)).map(str::to_owned)
}

/// Whether a policy has the browser turn `http` URLs into `https` ones.
#[must_use]
pub fn upgrades(policies: &[String]) -> bool {
    let parts = policies.iter().flat_map(|line| line.split([',', ';']));
    parts.map(str::trim_ascii).any(|directive| directive.eq_ignore_ascii_case("upgrade-insecure-requests"))
}

/// The directive of a policy that connections are held to. Of several with one name the first counts.
fn connect_directive(policy: &str) -> Option<&str> {
    let named = |name: &str| {
        let of_name = |directive: &&str| {
            directive.split_ascii_whitespace().next().is_some_and(|found| found.eq_ignore_ascii_case(name))
        };
        policy.split(';').map(str::trim_ascii).find(of_name)
    };
    named("connect-src").or_else(|| named("default-src"))
}

fn allows(directive: &str, page: &Url, url: &Url) -> bool {
    directive.split_ascii_whitespace().skip(1).any(|source| matches(source, page, url))
}

/// *Does url match expression in origin*. `'none'`, nonces, hashes and keywords for scripts match nothing.
fn matches(source: &str, page: &Url, url: &Url) -> bool {
    if source == "*" {
        return url.is_http() || matches!(url.scheme(), "ws" | "wss") || url.scheme() == page.scheme();
    }
    if source.eq_ignore_ascii_case("'self'") {
        return matches_self(page, url);
    }
    if source.starts_with('\'') {
        return false;
    }
    if let Some(scheme) = source.strip_suffix(':') {
        return scheme_matches(scheme, url.scheme());
    }
    let (scheme, rest) = source.split_once("://").unwrap_or((page.scheme(), source));
    let (authority, path) = match rest.find('/') {
        Some(at) => rest.split_at(at),
        None => (rest, ""),
    };
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) if port == "*" || port.bytes().all(|byte| byte.is_ascii_digit()) => (host, port),
        _ => (authority, ""),
    };
    scheme_matches(scheme, url.scheme())
        && host_matches(host, url.host().unwrap_or_default())
        && port_matches(port, url)
        && path_matches(path, url.path())
}

/// The page's own origin, and the same host by a safer scheme.
fn matches_self(page: &Url, url: &Url) -> bool {
    if Origin::of(page).same_origin(&Origin::of(url)) {
        return true;
    }
    let usual = |url: &Url| url.port().is_none();
    let safer = matches!(url.scheme(), "https" | "wss") || (page.scheme() == "http" && url.scheme() == "ws");
    page.host() == url.host() && (page.port() == url.port() || (usual(page) && usual(url))) && safer
}

/// *scheme-part matches*: what is written, and what is safer than it.
fn scheme_matches(written: &str, scheme: &str) -> bool {
    let written = written.to_ascii_lowercase();
    written == scheme
        || matches!(
            (written.as_str(), scheme),
            ("http", "https") | ("ws", "wss" | "http" | "https") | ("wss", "https")
        )
}

/// *host-part matches*.
fn host_matches(written: &str, host: &str) -> bool {
    let written = written.to_ascii_lowercase();
    match written.strip_prefix('*') {
        Some("") => true,
        // An address has no names below it.
        Some(end) => ipv4(host).is_none() && host.len() > end.len() && host.ends_with(end),
        None => written == host,
    }
}

/// *port-part matches*.
fn port_matches(written: &str, url: &Url) -> bool {
    let usual = |scheme: &str| match scheme {
        "http" | "ws" => Some(80),
        "https" | "wss" => Some(443),
        _ => None,
    };
    let port = url.port().or_else(|| usual(url.scheme()));
    match written {
        "*" => true,
        "" => url.port().is_none(),
        // The usual port of `http` stands for that of `https`, too.
        "80" => matches!(port, Some(80 | 443)),
        _ => written.parse().ok() == port,
    }
}

/// *path-part matches*: whole, or as the beginning where it ends in a slash.
fn path_matches(written: &str, path: &str) -> bool {
    match written {
        "" | "/" => true,
        _ if written.ends_with('/') => path.starts_with(written),
        // What is written in other words (`%41` for `A`) is compared as what it stands for; to refuse nothing wrongly, such
        // a path is let through.
        _ => written == path || written.contains('%') || path.contains('%'),
    }
}

#[cfg(test)]
mod tests {
    use super::{refusing_directive, upgrades};
    use crate::model::Url;

    fn refused(policy: &str, page: &str, url: &str) -> bool {
        let (Some(page), Some(url)) = (Url::parse(page), Url::parse(url)) else { return false };
        refusing_directive(&[policy.to_owned()], &page, &url).is_some()
    }

    const PAGE: &str = "https://app.example.com/shop/";

    #[test]
    fn what_is_listed_is_let_through() {
        for (policy, url) in [
            ("", "https://any.example/"),
            ("script-src 'self'; img-src 'none'", "https://any.example/"),
            ("connect-src *", "http://any.example:81/"),
            ("connect-src 'self'", "https://app.example.com/api"),
            ("connect-src 'self'", "wss://app.example.com/live"),
            ("connect-src https:", "https://any.example:8443/x"),
            ("connect-src http:", "https://any.example/x"),
            ("Connect-Src API.example.com", "https://api.example.com/x"),
            ("connect-src https://api.example.com", "https://api.example.com/x?y"),
            ("connect-src https://api.example.com:443", "https://api.example.com/x"),
            ("connect-src http://api.example.com:80", "https://api.example.com/x"),
            ("connect-src *.example.com", "https://a.b.example.com/x"),
            ("connect-src https://api.example.com:*", "https://api.example.com:9000/x"),
            ("connect-src https://api.example.com/v1/", "https://api.example.com/v1/items"),
            ("connect-src https://api.example.com/items", "https://api.example.com/items"),
            ("connect-src https://api.example.com; connect-src 'none'", "https://api.example.com/"),
        ] {
            assert!(!refused(policy, PAGE, url), "{policy}: {url}");
        }
    }

    #[test]
    fn what_is_not_listed_is_refused() {
        for (policy, url) in [
            ("connect-src 'none'", "https://app.example.com/"),
            ("connect-src", "https://app.example.com/"),
            ("default-src 'self'", "https://api.example.com/"),
            ("connect-src 'self'; default-src *", "https://api.example.com/"),
            ("connect-src api.example.com", "http://api.example.com/"),
            ("connect-src api.example.com", "https://api.example.com:8443/"),
            ("connect-src *.example.com", "https://example.com/"),
            ("connect-src *.example.com", "https://badexample.com/"),
            ("connect-src https://api.example.com/v1/", "https://api.example.com/v2/items"),
            ("connect-src https://api.example.com/items", "https://api.example.com/items/1"),
            ("connect-src https:", "http://api.example.com/"),
            ("default-src *, connect-src 'self'", "https://api.example.com/"),
            ("connect-src 'unsafe-inline' 'nonce-api.example.com'", "https://api.example.com/"),
        ] {
            assert!(refused(policy, PAGE, url), "{policy}: {url}");
        }
    }

    #[test]
    fn upgrading_is_a_directive_of_its_own() {
        assert!(upgrades(&["default-src 'self'; Upgrade-Insecure-Requests".to_owned()]));
        assert!(!upgrades(&["report-uri /upgrade-insecure-requests".to_owned()]));
    }
}
