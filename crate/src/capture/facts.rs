//! What the entries of a call show about the request, each inference with its reason.

use super::index::{Index, Slot};
use super::{Assumption, Reason};
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
pub fn origin(seen: &Witnesses<'_>, index: &Index, settled: &mut Vec<Assumption>) -> String {
    let first_preflight = seen.preflights.iter().find(|entry| entry.url == seen.first.url);
    let own = [Some(seen.first), first_preflight.copied()];
    let on_wire = own.into_iter().flatten().find_map(|entry| serialised(&entry.request_header("Origin")?));
    if let Some(origin) = on_wire {
        return origin;
    }
    if seen.first.request_header("Sec-Fetch-Site").as_deref() == Some("same-origin") {
        return Origin::of(&seen.first.url).to_string();
    }
    let (origin, reason) =
        from_elsewhere(seen, index).unwrap_or_else(|| (Origin::Opaque.to_string(), Reason::PlatformDefault));
    settled.push(Assumption { fact: "page-origin", value: origin.clone(), reason });
    origin
}

fn from_elsewhere(seen: &Witnesses<'_>, index: &Index) -> Option<(String, Reason)> {
    let referrer = seen.page.request_header("Referer").or_else(|| seen.first.request_header("Referer"));
    if let Some(origin) = referrer.and_then(|url| origin_of(&url)) {
        return Some((origin, Reason::From("Referer")));
    }
    let document = seen.page.page.as_deref().and_then(|page| document(index, page));
    if let Some(document) = document {
        return Some((Origin::of(&document.entry.url).to_string(), Reason::From("document")));
    }
    let later = seen.wire.iter().find_map(|entry| serialised(&entry.request_header("Origin")?));
    if let Some(origin) = later.filter(|origin| origin != "null") {
        return Some((origin, Reason::From("redirect")));
    }
    // A page that tells no referrer (to a target without TLS it does not) still shows where its script came from.
    let script = seen.page.position.as_ref().or(seen.first.position.as_ref())?;
    origin_of(&script.url).map(|origin| (origin, Reason::From("script")))
}

/// The first document of a page reference.
pub fn document<'a>(index: &'a Index, page: &str) -> Option<&'a Slot> {
    let pages = index.pages(page)?;
    let (moment, _) = pages.from(f64::NEG_INFINITY).next()?;
    let together = pages.from(moment).take_while(|(start, _)| *start == moment);
    together.filter_map(|(_, slot)| index.get(slot)).min_by_key(|slot| slot.fingerprint)
}

fn serialised(text: &str) -> Option<String> {
    Origin::parse(text).ok().map(|origin| origin.to_string())
}

fn origin_of(url: &str) -> Option<String> {
    let url = Url::parse(url).ok()?;
    Some(Origin::of(&url).to_string())
}

/// The request mode, where something shows it.
pub fn mode(seen: &Witnesses<'_>, origin: &Origin, settled: &mut Vec<Assumption>) -> Option<Mode> {
    let first = seen.first;
    let written =
        seen.wire.iter().chain(&seen.preflights).find_map(|entry| entry.request_header("Sec-Fetch-Mode"));
    match written.as_deref() {
        Some("cors") => return Some(Mode::Cors),
        Some("no-cors") => return Some(Mode::NoCors),
        Some("same-origin") => return Some(Mode::SameOrigin),
        _ => {}
    }
    if !seen.preflights.is_empty() {
        return Some(Mode::Cors);
    }
    let crosses = !origin.same_origin(&Origin::of(&first.url));
    let simple = matches!(first.method.as_str(), "GET" | "HEAD");
    if first.provisional {
        // Script got a response that CORS would have refused.
        let refused = super::outcome::reached_script(first)
            && !first.via_service_worker
            && !first.from_cache
            && !first.response_headers.contains("Access-Control-Allow-Origin");
        if crosses && refused && seen.wire.is_empty() {
            settled.push(assume("mode", "no-cors", Reason::OnlyThisFitsOutcome));
            return Some(Mode::NoCors);
        }
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
    match dest.as_str() {
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
    settled: &mut Vec<Assumption>,
) -> Option<Credentials> {
    let crossing = || seen.wire.iter().filter(|entry| !origin.same_origin(&Origin::of(&entry.url)));
    if crossing().any(|entry| entry.request_headers.contains("Cookie")) {
        settled.push(assume("credentials", "include", Reason::CookieSent));
        return Some(Credentials::Include);
    }
    if crossing().any(|entry| entry.request_headers.contains("Sec-Fetch-Storage-Access")) {
        settled.push(assume("credentials", "include", Reason::StorageAccessHeader));
        return Some(Credentials::Include);
    }
    let tells = |entry: &&&Entry| {
        entry.request_header("Sec-Fetch-Site").as_deref() == Some("cross-site")
            && writes_storage_access(entry)
    };
    if crossing().any(|entry| tells(&entry)) {
        settled.push(assume("credentials", "same-origin", Reason::NoStorageAccessHeader));
        return Some(Credentials::SameOrigin);
    }
    None
}

/// Chromium writes `Sec-Fetch-Storage-Access` since version 133.
fn writes_storage_access(entry: &Entry) -> bool {
    let agent = entry.request_header("User-Agent").unwrap_or_default();
    let version = agent.split_once("Chrome/").map_or("", |(_, rest)| rest);
    version.split('.').next().and_then(|major| major.parse::<u32>().ok()).is_some_and(|major| major >= 133)
}

/// An assumption.
pub fn assume(fact: &'static str, value: &str, reason: Reason) -> Assumption {
    Assumption { fact, value: value.to_owned(), reason }
}
