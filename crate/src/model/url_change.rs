//! How a redirect's target differs from the URL that was asked for.

use super::{Url, text};

/// The one thing that differs, if it is one thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UrlChange {
    /// A slash at the end, added or taken away.
    TrailingSlash,
    /// `https` for `http`.
    ToHttps,
    /// `www.` added or taken away.
    Www,
    /// It looks like a login page.
    Login,
    /// Anything else.
    Other,
}

impl UrlChange {
    /// What a redirect from `asked` to `target` changes.
    #[must_use]
    pub fn between(asked: &Url, target: &Url) -> Self {
        let host = |url: &Url| url.host().unwrap_or_default().to_owned();
        let same_path = asked.path() == target.path() && asked.query() == target.query();
        let same_host = host(asked) == host(target);
        let without_www = |host: String| host.strip_prefix("www.").map(str::to_owned).unwrap_or(host);
        if same_path && same_host && asked.scheme() == "http" && target.scheme() == "https" {
            Self::ToHttps
        } else if same_path && !same_host && without_www(host(asked)) == without_www(host(target)) {
            Self::Www
        } else if same_host
            && asked.path() != target.path()
            && asked.path().trim_end_matches('/') == target.path().trim_end_matches('/')
        {
            Self::TrailingSlash
        } else if ["login", "signin", "sign-in", "oauth", "authorize", "sso", "auth"]
            .iter()
            .any(|word| text::has(&target.path().to_ascii_lowercase(), word))
        {
            Self::Login
        } else {
            Self::Other
        }
    }
}
