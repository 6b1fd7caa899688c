//! Where a page's request may not lead, by the URL's scheme.

use crate::model::Url;

/// What a page may not do with a URL of one of the local schemes.
pub(super) fn refused_verb(url: &Url) -> Option<&'static str> {
    match url.scheme() {
        "file" | "jar" | "resource" | "view-source" => Some("load or link to"),
        "about" if is_page(url.path()) => Some("load or link to"),
        "blob" => Some("load data from"),
        _ => None,
    }
}

/// Whether the network refuses to go there by itself: local schemes, scripts and data, the browser's own pages, and those
/// of WebSockets. Any other that it doesn't know is left to other programs, so the answer is checked first (seen: `ftp:`,
/// `mailto:`, `foo:`, and `about:blank`).
pub(super) fn is_out_of_bounds(url: &Url) -> bool {
    let scheme = url.scheme();
    refused_verb(url).is_some()
        || matches!(scheme, "data" | "javascript" | "ws" | "wss" | "chrome" | "indexeddb")
        || scheme.starts_with("moz-")
        || (scheme == "about" && !is_blank(url))
}

fn is_blank(url: &Url) -> bool {
    url.path() == "blank"
}

/// Whether another program is to open it.
pub(super) fn is_for_others(url: &Url) -> bool {
    !url.is_http() && !is_out_of_bounds(url) && url.scheme() != "about"
}

/// Whether it names one of the browser's pages: all of them are words (seen: `about:config` is refused as a page is,
/// `about:blank/./../0` is nothing).
fn is_page(path: &str) -> bool {
    !matches!(path, "blank" | "srcdoc") && path.bytes().all(|byte| byte.is_ascii_alphanumeric())
}
