//! A call of `fetch` in a script: what devtools copy as "fetch" and "fetch (Node.js)", and what people write.

use super::call::PastedCall;
use super::literal::{Literal, Reader};
use crate::input::Malformed;
use crate::model::{Word, none_of};

/// Where the arguments of the first call begin.
pub fn arguments(script: &str) -> Option<&str> {
    let mut rest = script;
    loop {
        let (before, behind) = rest.split_once("fetch")?;
        let is_whole =
            before.chars().next_back().is_none_or(|letter| !letter.is_alphanumeric() && letter != '_');
        if let Some(arguments) = behind.trim_start().strip_prefix('(').filter(|_| is_whole) {
            return Some(arguments);
        }
        rest = behind;
    }
}

/// Reads a call's arguments.
///
/// # Errors
/// What can't be read of it.
pub fn fetch_call(arguments: &str) -> Result<PastedCall, Malformed> {
    let mut reader = Reader::new(arguments);
    let url = match reader.value() {
        Some(Literal::Text(url)) => url,
        _ => return Err(Malformed::new("text", "the URL of `fetch(…)` is no plain string; put it in")),
    };
    let mut call = PastedCall { by_fetch: true, ..PastedCall::to(&url)? };
    let options = if reader.take(',') { reader.value() } else { None };
    let Some(options) = options else { return Ok(call) };
    let text = |name: &str| options.get(name).and_then(Literal::as_text);
    if let Some(method) = text("method") {
        call.method = method.to_owned();
    }
    if let Some(Literal::Object(headers)) = options.get("headers") {
        for (name, value) in headers {
            // The name is what matters most; what it stands for was worked out elsewhere.
            call.header(name, value.as_text().unwrap_or("(not given)"))?;
        }
    }
    call.mode = word(text("mode"), "mode")?;
    call.credentials = word(text("credentials"), "credentials")?;
    call.redirect = word(text("redirect"), "redirect")?;
    call.referrer = text("referrer").filter(|referrer| !referrer.is_empty()).map(str::to_owned);
    match options.get("body") {
        None | Some(Literal::Nothing) => {}
        Some(Literal::Text(body)) => {
            call.body = Some(body.clone());
            call.content_type = Some("text/plain;charset=UTF-8");
        }
        Some(_) => {
            // Most of them are texts.
            call.body = Some(String::new());
            call.content_type = Some("text/plain;charset=UTF-8");
        }
    }
    Ok(call)
}

fn word<T: Word + Copy>(found: Option<&str>, field: &str) -> Result<Option<T>, Malformed> {
    match found {
        None => Ok(None),
        Some(word) => match T::from_word(word) {
            Some(value) => Ok(Some(value)),
            None => Err(Malformed::new(format!("text: {field}"), none_of(word, T::WORDS))),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::{arguments, fetch_call};
    use crate::model::{Credentials, Mode};

    #[test]
    fn as_devtools_copy_it() {
        let script = r#"fetch("https://api.example.com/orders", {
  "headers": {
    "accept": "*/*",
    "content-type": "application/json",
    "sec-fetch-mode": "cors"
  },
  "referrer": "https://app.example.com/",
  "body": "{\"a\":\"}\"}",
  "method": "PUT",
  "mode": "cors",
  "credentials": "include"
});"#;
        let call = arguments(script).map(fetch_call);
        let Some(Ok(call)) = call else { return assert_eq!(format!("{call:?}"), "a call") };
        assert_eq!((&*call.method, call.url.as_str()), ("PUT", "https://api.example.com/orders"));
        assert_eq!((call.mode, call.credentials), (Some(Mode::Cors), Some(Credentials::Include)));
        assert_eq!(call.referrer.as_deref(), Some("https://app.example.com/"));
        assert_eq!(call.body.as_deref(), Some("{\"a\":\"}\"}"));
        assert_eq!(call.headers.iter().count(), 3);
    }

    #[test]
    fn as_people_write_it() {
        let script = "const prefetched = await window.fetch('https://a.example/', { method: 'POST', headers: { 'X-Id': id }, body: JSON.stringify({ a: 1 }) });";
        let call = arguments(script).map(fetch_call);
        let Some(Ok(call)) = call else { return assert_eq!(format!("{call:?}"), "a call") };
        assert_eq!((&*call.method, call.headers.contains("x-id"), call.body.is_some()), ("POST", true, true));
        assert_eq!(arguments("TypeError: Failed to fetch"), None);
        assert!(matches!(arguments("fetch(url)").map(fetch_call), Some(Err(_))));
        assert!(matches!(
            arguments("fetch('https://a.example', { mode: 'corz' })").map(fetch_call),
            Some(Err(_))
        ));
    }
}
