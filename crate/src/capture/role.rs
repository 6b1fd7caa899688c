//! What an entry is to a capture.

use crate::input::Entry;

/// What an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// A CORS-preflight request.
    Preflight,
    /// A request of a page, or one of its hops.
    Actual,
    /// A URL that isn't HTTP(S): only there as the target of a redirect.
    Foreign,
    /// A navigation: no call, but it shows a page's origin.
    Page,
    /// Nothing to do with CORS: WebSocket, `data:`, `blob:`, pages of the browser itself.
    None,
}

/// Tells them apart by what the browser wrote into the entry, else by the headers on the wire.
#[must_use]
pub fn role(entry: &Entry) -> Role {
    let kind = entry.resource_type.as_deref().unwrap_or("");
    if kind == "preflight"
        || (entry.method == "OPTIONS" && entry.request_headers.contains("Access-Control-Request-Method"))
    {
        return Role::Preflight;
    }
    let dest = entry.request_header("Sec-Fetch-Dest").unwrap_or_default();
    if kind == "document"
        || entry.says("Sec-Fetch-Mode", "navigate")
        || matches!(&*dest, "document" | "iframe" | "frame")
    {
        return Role::Page;
    }
    if matches!(kind, "websocket" | "webtransport" | "directsocket")
        || entry.says("Sec-Fetch-Mode", "websocket")
    {
        return Role::None;
    }
    match entry.url.scheme() {
        "http" | "https" => Role::Actual,
        "data" | "blob" | "about" | "file" | "ws" | "wss" | "chrome" | "devtools" | "view-source" => {
            Role::None
        }
        scheme if scheme.ends_with("-extension") => Role::None,
        _ => Role::Foreign,
    }
}
