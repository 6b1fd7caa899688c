//! A pasted request as a Scenario: what its page set, apart from what its browser added; what the text can't tell stays
//! unknown.

use super::facts::{crosses, initiator};
use super::page_headers::{UNSEEN, page_headers, requested_names};
use crate::input::{Entry, Malformed, Message, PastedCall};
use crate::model::{
    Body, ByteString, Credentials, Fact, HeaderList, Initiator, Mode, Origin, RedirectMode, RequestInput,
    Scenario, Schema, Url,
};

/// The Scenario of a pasted request, whose answers nobody has seen yet.
///
/// `page` is the page's origin; without it, it is what the text tells (`Origin`, `Referer`, the referrer of a `fetch`).
///
/// # Errors
/// Nothing tells the page's origin, or it is a page's own loading, which CORS has no part in.
pub fn of_pasted(call: &PastedCall, page: Option<&str>) -> Result<Scenario, Malformed> {
    let mut entry = Entry::new(call.method.clone(), call.url.clone().without_fragment());
    entry.request_headers.clone_from(&call.headers);
    entry.has_body = call.body.is_some();
    if entry.says("Sec-Fetch-Mode", "navigate") {
        let reason = "the loading of a page, which is no request of a script: CORS has no part in it";
        return Err(Malformed::new("text", reason));
    }
    let origin = origin(call, &entry, page)?;
    let mode = call.mode.or_else(|| match entry.request_header("Sec-Fetch-Mode").as_deref() {
        Some("cors") => Some(Mode::Cors),
        Some("no-cors") => Some(Mode::NoCors),
        Some("same-origin") => Some(Mode::SameOrigin),
        _ => None,
    });
    let asked = entry.request_header("Access-Control-Request-Method").map(|method| method.into_owned());
    let (method, headers) = match asked {
        // A preflight: it says what the request would have been.
        Some(method) => {
            let mut headers = HeaderList::default();
            for name in requested_names(&entry) {
                headers.append(&name, UNSEEN);
            }
            (method, headers)
        }
        None => (call.method.clone(), page_headers(&entry, None)),
    };
    let has_body = call.body.is_some() && !matches!(&*method, "GET" | "HEAD");
    let has_cookie = entry.request_headers.contains("Cookie") && crosses(&origin, &call.url);
    let credentials = call.credentials.or(has_cookie.then_some(Credentials::Include));
    let known_initiator = if call.by_fetch { Some(Initiator::Fetch) } else { initiator(&entry) };
    // What a script doesn't say has the platform's default; of anything else nothing is known.
    let by_default = call.by_fetch;
    Ok(Scenario {
        schema: Schema,
        request: RequestInput {
            method: Some(method),
            headers: Some(headers),
            mode: mode.or(by_default.then_some(Mode::Cors)).map(Fact::Known),
            credentials: credentials.or(by_default.then_some(Credentials::SameOrigin)).map(Fact::Known),
            redirect: call.redirect.or(by_default.then_some(RedirectMode::Follow)).map(Fact::Known),
            body: has_body
                .then(|| Body { content_type: call.content_type.map(ByteString::from), stream: false }),
            initiator: known_initiator.map(Fact::Known),
            ..RequestInput::new(call.url.as_str(), &origin.serialise())
        },
        exchanges: Vec::new(),
        observed: None,
    })
}

fn origin(call: &PastedCall, entry: &Entry, page: Option<&str>) -> Result<Origin, Malformed> {
    if let Some(page) = page {
        return Origin::parse(page).map_err(|error| Malformed::new("origin", error.to_string()));
    }
    if let Some(written) = entry.request_header("Origin")
        && let Ok(origin) = Origin::parse(&written)
    {
        return Ok(origin);
    }
    let referrer = call.referrer.as_deref().map(Into::into).or_else(|| entry.request_header("Referer"));
    if let Some(url) = referrer.and_then(|referrer| Url::parse(&referrer)) {
        return Ok(Origin::of(&url));
    }
    if entry.says("Sec-Fetch-Site", "same-origin") {
        return Ok(Origin::of(&call.url));
    }
    Err(no_page())
}

/// Messages with the page that asked, where none of them names it.
///
/// # Errors
/// Nothing tells the page's origin.
pub fn of_page(mut messages: Vec<Message>, page: Option<&str>) -> Result<Vec<Message>, Malformed> {
    let tells = |message: &Message| {
        ["Origin", "Referer", "Sec-Fetch-Site"].iter().any(|name| message.headers.contains(name))
    };
    if messages.iter().any(tells) {
        return Ok(messages);
    }
    let page = page.ok_or_else(no_page)?;
    let origin = Origin::parse(page).map_err(|error| Malformed::new("origin", error.to_string()))?;
    for message in &mut messages {
        // A page without an origin has no referrer, either.
        match origin {
            Origin::Opaque => message.headers.append("Origin", "null"),
            Origin::Tuple { .. } => message.headers.append("Referer", &*[page, "/"].concat()),
        }
    }
    Ok(messages)
}

fn no_page() -> Malformed {
    let reason = "the text names no page (`Origin`, `Referer`), and a browser's answer depends on that: say the page's \
                  origin, such as https://app.example.com";
    Malformed::new("origin", reason)
}
