//! Cookies that don't get where they should: CORS lets a call with credentials through, and the user seems logged out.
//!
//! A missing `Cookie` line shows nothing, for files are often written without them; what the browser says of its storage
//! does, and so does what a response says of its cookies.

use super::{Answered, At, Finding, Found, finding};
use crate::capture::Judgement;
use crate::model::Credentials;

/// A call with credentials that was not known to the server, from a page whose browser gives it no cookies of that site.
pub fn not_sent(judgement: &Judgement, answers: &[Answered<'_>]) -> Option<Finding> {
    let answer = across_sites(judgement, answers)?;
    let status = answer.received.status;
    let access = answer.exchange.sent.headers.get("Sec-Fetch-Storage-Access")?.to_isomorphic();
    let kept_back = matches!(access.as_str(), "none" | "inactive") && matches!(status, 401 | 403);
    // Partitioned cookies go along all the same.
    if !kept_back || answer.exchange.sent.headers.contains("Cookie") {
        return None;
    }
    finding(Found::CookiesNotSent { status, access }, vec![answer.place(At::Status)])
}

/// Cookies that a response sets across sites and that say they are not for that.
pub fn not_kept(judgement: &Judgement, answers: &[Answered<'_>]) -> Option<Finding> {
    let answer = across_sites(judgement, answers)?;
    let mut names = Vec::new();
    let mut places = Vec::new();
    for (line, header) in answer.received.headers.lines("Set-Cookie") {
        let cookie = String::from_utf8_lossy(header.trimmed().0);
        if let Some(name) = stays_home(&cookie) {
            names.push(name);
            places.push(answer.place(At::Name(line)));
        }
    }
    finding(Found::CookiesNotKept { names }, places)
}

/// The answer to a request that went across sites with credentials, as the browser itself says.
fn across_sites<'a>(judgement: &Judgement, answers: &'a [Answered<'a>]) -> Option<&'a Answered<'a>> {
    let answer = answers.iter().rev().find(|answer| !answer.is_preflight())?;
    let site = answer.exchange.sent.headers.get("Sec-Fetch-Site")?;
    let asked = judgement.request.credentials == Credentials::Include && site.as_bytes() == b"cross-site";
    asked.then_some(answer)
}

/// The name of a cookie that goes nowhere but to its own site's pages.
fn stays_home(cookie: &str) -> Option<String> {
    let mut parts = cookie.split(';').map(str::trim_ascii);
    let name = parts.next()?.split_once('=')?.0.trim_ascii();
    let (mut none, mut secure) = (false, false);
    for part in parts {
        let (attribute, value) = part.split_once('=').unwrap_or((part, ""));
        none |= attribute.trim_ascii().eq_ignore_ascii_case("samesite")
            && value.trim_ascii().eq_ignore_ascii_case("none");
        secure |= attribute.eq_ignore_ascii_case("secure");
    }
    (!(none && secure)).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::stays_home;

    #[test]
    fn a_cookie_for_other_sites_says_so() {
        for (cookie, expected) in [
            ("sid=1; SameSite=None; Secure", None),
            ("sid=1;secure; samesite = NONE ;Path=/", None),
            ("sid=1; Secure", Some("sid")),
            ("sid=1; SameSite=None", Some("sid")),
            ("sid=1; SameSite=Lax; Secure", Some("sid")),
            ("sid=SameSite=None; Secure", Some("sid")),
            ("no cookie", None),
        ] {
            assert_eq!(stays_home(cookie).as_deref(), expected, "{cookie}");
        }
    }
}
