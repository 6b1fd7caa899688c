//! The URL parser of the host: every place where JavaScript runs has `URL`.

/// The serialisation of `text`, parsed relative to `base` where there is one.
pub(super) fn parse(text: &str, base: Option<&str>) -> Option<String> {
    let parsed = match base {
        Some(base) => web_sys::Url::new_with_base(text, base),
        None => web_sys::Url::new(text),
    };
    parsed.ok().map(|url| url.href())
}
