//! The URL parser where there is no host to ask: the crate `url`.

/// The serialisation of `text`, parsed relative to `base` where there is one.
pub(super) fn parse(text: &str, base: Option<&str>) -> Option<String> {
    let base = match base {
        Some(base) => Some(url::Url::parse(base).ok()?),
        None => None,
    };
    url::Url::options().base_url(base.as_ref()).parse(text).ok().map(String::from)
}
