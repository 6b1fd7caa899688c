//! How a redirect's target differs from the URL that was asked for.

use super::Url;

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
        } else if is_login(target) {
            Self::Login
        } else {
            Self::Other
        }
    }
}

/// What paths of login pages have as a part.
const WHOLE: &[&str] = &["auth", "authorize", "oauth", "oauth2", "saml", "saml2", "sso"];
/// What such a part begins or ends with.
const AT_AN_END: &[&str] = &["login", "log-in", "signin", "sign-in", "sign_in"];

/// Whether a URL looks like that of a login page.
fn is_login(url: &Url) -> bool {
    url.path().to_ascii_lowercase().split(['/', '.']).any(|part| {
        WHOLE.contains(&part) || AT_AN_END.iter().any(|word| part.starts_with(word) || part.ends_with(word))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn login_pages_are_told_by_parts_of_their_paths() {
        let asked = Url::parse("https://api.example.com/orders").expect("a URL");
        for (target, is_login) in [
            ("https://idp.example/login?next=%2F", true),
            ("https://idp.example/Account/Login", true),
            ("https://api.example.com/wp-login.php", true),
            ("https://login.example/common/oauth2/v2.0/authorize", true),
            ("https://api.example.com/users/sign_in", true),
            ("https://api.example.com/authors/7", false),
            ("https://api.example.com/bloginfo", false),
            ("https://login.example/", false),
        ] {
            let change = UrlChange::between(&asked, &Url::parse(target).expect("a URL"));
            assert_eq!(change == UrlChange::Login, is_login, "{target}");
        }
    }
}
