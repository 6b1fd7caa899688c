//! What consoles and pages say of a failure that is no CORS check's, recorded from the browsers.

use super::plain;
use crate::model::Engine;

/// What consoles and pages say beside the CORS protocol: a phrase, whose it is, and the code, where it tells.
const PHRASES: &[(&str, Option<Engine>, Option<&str>)] = &[
    ("violates the following Content Security Policy directive", Some(Engine::Chromium), Some("network-csp")),
    (
        "because it violates the document's Content Security Policy",
        Some(Engine::Chromium),
        Some("network-csp"),
    ),
    ("The page's settings blocked the loading of a resource", Some(Engine::Firefox), Some("network-csp")),
    ("because it does not appear in the connect-src directive", Some(Engine::Webkit), Some("network-csp")),
    ("Mixed Content: The page at", Some(Engine::Chromium), Some("network-mixed-content")),
    ("Blocked loading mixed active content", Some(Engine::Firefox), Some("network-mixed-content")),
    ("requested insecure content from", Some(Engine::Webkit), Some("network-mixed-content")),
    ("due to access control checks", Some(Engine::Webkit), None),
    ("Failed to fetch", Some(Engine::Chromium), None),
    ("NetworkError when attempting to fetch resource", Some(Engine::Firefox), None),
    ("Load failed", Some(Engine::Webkit), None),
    ("net::ERR_FAILED", Some(Engine::Chromium), None),
    // What a library makes of any of these.
    ("Network Error", None, None),
];

/// What a phrase of a text says that speaks of no CORS check: whose it is, and its code, where it tells why.
#[must_use]
pub fn read_phrase(text: &str) -> Option<(Option<Engine>, Option<&'static str>)> {
    let text = plain(text);
    PHRASES.iter().find(|(phrase, ..)| text.contains(phrase)).map(|(_, engine, code)| (*engine, *code))
}
