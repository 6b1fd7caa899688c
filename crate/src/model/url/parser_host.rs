//! The URL parser of the host: every place where JavaScript runs has `URL`.

use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    /// `web-sys` has no `canParse` yet.
    #[wasm_bindgen(js_namespace = URL, js_name = canParse)]
    fn can_parse(text: &str, base: Option<&str>) -> bool;
}

/// The serialisation of `text`, parsed relative to `base` where there is one.
pub(super) fn parse(text: &str, base: Option<&str>) -> Option<String> {
    // Most of what gets here is no URL, and asking is many times cheaper than an exception.
    if !can_parse(text, base) {
        return None;
    }
    let parsed = match base {
        Some(base) => web_sys::Url::new_with_base(text, base),
        None => web_sys::Url::new(text),
    };
    parsed.ok().map(|url| url.href())
}
