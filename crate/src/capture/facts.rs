//! What the entries of a call show about the request, each inference with its reason.

use super::firefox;
use super::index::{Index, Slot, place};
use super::{Assumption, OpaquePage, Reason};
use crate::input::Entry;
use crate::model::{Credentials, Initiator, Mode, Origin, Url};

/// The entries of a call that facts are read from.
pub struct Witnesses<'a> {
    /// The first hop.
    pub first: &'a Entry,
    /// Every request that was recorded as it went over the wire, in order.
    pub wire: Vec<&'a Entry>,
    /// Every preflight, in order.
    pub preflights: Vec<&'a Entry>,
    /// The page's entry, if a service worker made the request.
    pub page: &'a Entry,
}

/// The page's origin.
pub fn origin(seen: &Witnesses<'_>, index: &Index, settled: &mut Vec<Assumption>) -> Origin {
    // A page that sends no referrer writes `null` where it asks at home, in mode `same-origin`.
    if seen.first.says("Sec-Fetch-Site", "same-origin") {
        return Origin::of(&seen.first.url);
    }
    if let Some(origin) = written_origin(seen.first) {
        return origin;
    }
    for preflight in &seen.preflights {
        if place(&preflight.url) == place(&seen.first.url) {
            if let Some(origin) = written_origin(preflight) {
                return origin;
            }
            break;
        }
    }
    let (origin, reason) = from_elsewhere(seen, index).unwrap_or((Origin::Opaque, Reason::PlatformDefault));
    settled.push(assume("page-origin", &origin.serialise(), reason));
    origin
}

fn from_elsewhere(seen: &Witnesses<'_>, index: &Index) -> Option<(Origin, Reason)> {
    let referrer = seen.page.request_header("Referer").or_else(|| seen.first.request_header("Referer"));
    if let Some(url) = referrer.and_then(|referrer| Url::parse(&referrer)) {
        return Some((Origin::of(&url), Reason::From("Referer")));
    }
    if let Some(document) = document(index, seen.page) {
        return Some((Origin::of(&document.entry.url), Reason::From("document")));
    }
    for entry in &seen.wire {
        if let Some(later) = written_origin(entry) {
            if later != Origin::Opaque {
                return Some((later, Reason::From("redirect")));
            }
            break;
        }
    }
    // A page that tells no referrer (to a target without TLS it does not) still shows where its script came from.
    let script = seen.page.position.as_ref().or(seen.first.position.as_ref())?;
    Some((Origin::of(&Url::parse(&script.url)?), Reason::From("script")))
}

/// The first document of an entry's page reference.
pub fn document<'a>(index: &'a Index, entry: &Entry) -> Option<&'a Slot> {
    let pages = &index.named(entry.page.as_deref()?)?.pages;
    let (moment, _) = pages.all().first()?;
    index.at(pages, *moment)
}

/// What kind of page without an origin a call is of: by its document, or by where its script came from. A frame's entries
/// belong to the document of the tab.
pub fn opaque_page(seen: &Witnesses<'_>, index: &Index) -> Option<OpaquePage> {
    let document = document(index, seen.page).map(|slot| slot.entry.url.as_str());
    let script = seen.page.position.as_ref().map(|position| position.url.as_str());
    let begins = |scheme| document.into_iter().chain(script).any(|url| url.starts_with(scheme));
    if begins("file:") {
        Some(OpaquePage::File)
    } else {
        document.filter(|url| url.starts_with("http")).map(|_| OpaquePage::Frame)
    }
}

fn written_origin(entry: &Entry) -> Option<Origin> {
    Origin::parse(&entry.request_header("Origin")?).ok()
}

/// Whether a URL is of another origin.
#[must_use]
pub fn crosses(origin: &Origin, url: &Url) -> bool {
    match origin {
        Origin::Tuple { scheme, host, port } if url.is_http() => {
            scheme != url.scheme() || Some(host.as_str()) != url.host() || *port != url.port()
        }
        _ => !origin.same_origin(&Origin::of(url)),
    }
}

/// The request mode, where something shows it.
pub fn mode(seen: &Witnesses<'_>, origin: &Origin, settled: &mut Vec<Assumption>) -> Option<Mode> {
    let first = seen.first;
    for entry in seen.wire.iter().chain(&seen.preflights) {
        match entry.request_header("Sec-Fetch-Mode").as_deref() {
            Some("cors") => return Some(Mode::Cors),
            Some("no-cors") => return Some(Mode::NoCors),
            Some("same-origin") => return Some(Mode::SameOrigin),
            Some(_) => break,
            None => {}
        }
    }
    if !seen.preflights.is_empty() {
        return Some(Mode::Cors);
    }
    let crosses = crosses(origin, &first.url);
    let simple = matches!(first.method.as_str(), "GET" | "HEAD");
    if crosses && firefox::is_refused_same_origin(first) {
        settled.push(assume("mode", Mode::SameOrigin.as_str(), Reason::NoOriginHeader));
        return Some(Mode::SameOrigin);
    }
    if first.provisional {
        return None;
    }
    if simple && first.request_headers.contains("Origin") {
        return Some(Mode::Cors);
    }
    if simple && crosses {
        settled.push(assume("mode", "no-cors", Reason::NoOriginHeader));
        return Some(Mode::NoCors);
    }
    None
}

/// What made the request, where the browser says so.
#[must_use]
pub fn initiator(entry: &Entry) -> Option<Initiator> {
    let dest = entry.request_header("Sec-Fetch-Dest").unwrap_or_default();
    match &*dest {
        "worker" | "sharedworker" | "serviceworker" => return Some(Initiator::Worker),
        "audio" | "video" | "track" => return Some(Initiator::Media),
        _ => {}
    }
    match entry.resource_type.as_deref().unwrap_or(&dest) {
        "fetch" => Some(Initiator::Fetch),
        "xhr" => Some(Initiator::Xhr),
        "script" => Some(Initiator::Script),
        "image" => Some(Initiator::Image),
        "stylesheet" | "style" => Some(Initiator::Stylesheet),
        "font" => Some(Initiator::Font),
        "media" | "texttrack" => Some(Initiator::Media),
        "eventsource" => Some(Initiator::EventSource),
        "ping" => Some(Initiator::Beacon),
        _ => None,
    }
}

/// The credentials mode, where something shows it.
pub fn credentials(
    seen: &Witnesses<'_>,
    origin: &Origin,
    index: &Index,
    settled: &mut Vec<Assumption>,
) -> Option<Credentials> {
    // The first of these that some message shows. Firefox tells by preflights, too.
    let mut found = 3;
    for entry in seen.wire.iter().chain(&seen.preflights) {
        if crosses(origin, &entry.url) {
            let shown = shown_credentials(entry);
            let lacks = shown == 2 && !tells_by_lack(entry, seen, origin, index);
            found = found.min(if lacks { 3 } else { shown });
        }
    }
    let (value, mode, reason) = match found {
        0 => ("include", Credentials::Include, Reason::CookieSent),
        1 => ("include", Credentials::Include, Reason::StorageAccessHeader),
        2 => ("same-origin", Credentials::SameOrigin, Reason::NoStorageAccessHeader),
        _ => return None,
    };
    settled.push(assume("credentials", value, reason));
    Some(mode)
}

/// 0: a cookie, 1: the header that goes with credentials, 2: the lack of it, 3: nothing.
fn shown_credentials(entry: &Entry) -> u8 {
    let headers = &entry.request_headers;
    if headers.contains("Cookie") {
        0
    } else if headers.contains("Sec-Fetch-Storage-Access") {
        1
    } else if entry.says("Sec-Fetch-Site", "cross-site") {
        2
    } else {
        3
    }
}

/// Whether a message without `Sec-Fetch-Storage-Access` shows that there are no credentials. Chromium writes it since
/// version 133, on requests. Firefox writes it on preflights, too, but neither after a redirect nor for a worker, so an
/// origin that has one tells nothing where a page's message looks like a worker's.
fn tells_by_lack(entry: &Entry, seen: &Witnesses<'_>, origin: &Origin, index: &Index) -> bool {
    if firefox::is_known(entry) {
        return entry.url == seen.first.url
            && (firefox::is_of_page(entry) || !index.has_worker(origin, seen.first.start));
    }
    entry.chromium >= 133 && !entry.request_headers.contains("Access-Control-Request-Method")
}

/// An assumption.
pub fn assume(fact: &'static str, value: &str, reason: Reason) -> Assumption {
    Assumption { fact, value: value.to_owned(), reason }
}

#[cfg(test)]
mod tests {
    use super::{Origin, Url, crosses};

    #[test]
    fn crossing_is_not_being_same_origin() {
        let urls =
            ["https://a.example/x", "http://a.example/", "https://a.example:81/", "blob:https://a.example/1"];
        for url in urls.into_iter().filter_map(Url::parse) {
            for origin in ["https://a.example", "https://a.example:81", "https://b.example", "null"] {
                let origin = Origin::parse(origin).unwrap_or(Origin::Opaque);
                assert_eq!(crosses(&origin, &url), !origin.same_origin(&Origin::of(&url)), "{origin} {url}");
            }
        }
    }
}
