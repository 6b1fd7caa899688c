//! The origin the browser expected beside the value it found: which characters differ, and what kind of slip it is.

use crate::model::text::has;
use crate::model::{ByteString, Origin, Url};
use crate::report::Comparison;

/// What is wrong with a value of `Access-Control-Allow-Origin`, the most telling one first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Difference {
    /// Nothing between the name and the end of the line.
    Empty,
    /// In quotation marks.
    Quotes,
    /// A list of origins.
    List,
    /// `https://*.example.com`, `*.example.com`.
    Pattern,
    /// `undefined`, `true`, `None`: a program printed a value it didn't have.
    Literal,
    /// `null`, and the page has an origin.
    NullFound,
    /// An origin, and the browser sends `null`.
    NullExpected,
    /// Right but for upper and lower case.
    Case,
    /// A slash at the end.
    TrailingSlash,
    /// A path, a query or a fragment behind the origin.
    Path,
    /// No `https://` in front.
    SchemeMissing,
    /// The other scheme.
    Scheme {
        /// The one the page has.
        expected: String,
        /// The one in the value.
        found: String,
    },
    /// Another port, or one where there should be none.
    Port {
        /// The one the page has.
        expected: Option<u16>,
        /// The one in the value.
        found: Option<u16>,
    },
    /// The scheme's default port written out.
    DefaultPort(String),
    /// `www.` on one side only; true where the value has it.
    Www(bool),
    /// `localhost` on one side, a loopback address on the other.
    Loopback,
    /// Another host.
    Host,
    /// Not an origin, in none of these ways.
    NotAnOrigin,
}

/// The two values and the ranges of the found one that differ.
#[must_use]
pub fn comparison(expected: &str, found: &ByteString) -> Comparison {
    Comparison {
        expected: expected.to_owned(),
        found: found.to_isomorphic(),
        differs: differing(expected.as_bytes(), found.as_bytes()),
    }
}

/// The ranges of `found` that differ. Equal but for case: every run of such letters. Else what is left between the
/// common start and the common end; an empty range is a place where something is missing.
fn differing(expected: &[u8], found: &[u8]) -> Vec<(usize, usize)> {
    if expected == found {
        return Vec::new();
    }
    if expected.eq_ignore_ascii_case(found) {
        let mut runs: Vec<(usize, usize)> = Vec::new();
        for (index, _) in expected.iter().zip(found).enumerate().filter(|(_, (a, b))| a != b) {
            match runs.last_mut() {
                Some((_, end)) if *end == index => *end = index + 1,
                _ => runs.push((index, index + 1)),
            }
        }
        return runs;
    }
    let start = expected.iter().zip(found).take_while(|(a, b)| a == b).count();
    let room = expected.len().min(found.len()) - start;
    let end = expected.iter().rev().zip(found.iter().rev()).take(room).take_while(|(a, b)| a == b).count();
    vec![(start, found.len() - end)]
}

/// The slips that explain the difference; several can come together (`http://localhost:3000/`).
#[must_use]
pub fn differences(expected: &str, found: &ByteString) -> Vec<Difference> {
    let text = found.to_isomorphic();
    if let Some(whole) = whole_value(expected, &text) {
        return vec![whole];
    }
    let Some(page) = Url::parse(expected) else { return vec![Difference::NotAnOrigin] };
    match Url::parse(&text) {
        Some(url) if url.host().is_some() => components(&page, &url, &text),
        _ => match Url::parse(&format!("{}://{text}", page.scheme())) {
            // `localhost:3000` parses as a scheme and a path; with a scheme in front it shows what was meant.
            Some(url) if !has(&text, "//") && url.host().is_some_and(looks_like_host) => {
                let mut found = vec![Difference::SchemeMissing];
                found.extend(
                    components(&page, &url, &text)
                        .into_iter()
                        .filter(|d| !matches!(d, Difference::Case | Difference::NotAnOrigin)),
                );
                found
            }
            _ => vec![Difference::NotAnOrigin],
        },
    }
}

/// What can be told from the value as a whole.
fn whole_value(expected: &str, found: &str) -> Option<Difference> {
    if found.is_empty() {
        return Some(Difference::Empty);
    }
    if found.contains(['"', '\'', '`']) {
        return Some(Difference::Quotes);
    }
    if found.contains([',', ' ']) {
        return Some(Difference::List);
    }
    if found == "null" {
        return Some(Difference::NullFound);
    }
    if found.eq_ignore_ascii_case(expected) {
        return Some(Difference::Case);
    }
    let literals = ["undefined", "null", "none", "nil", "true", "false", "origin", "all", "any"];
    if literals.iter().any(|word| found.eq_ignore_ascii_case(word)) || found.starts_with("[object") {
        return Some(Difference::Literal);
    }
    if found.contains(['*', '^', '$', '(', '\\']) {
        return Some(Difference::Pattern);
    }
    (expected == "null").then_some(Difference::NullExpected)
}

fn components(page: &Url, url: &Url, text: &str) -> Vec<Difference> {
    let mut found = Vec::new();
    if page.scheme() != url.scheme() {
        found.push(Difference::Scheme { expected: page.scheme().to_owned(), found: url.scheme().to_owned() });
    }
    found.extend(host(page.host().unwrap_or_default(), url.host().unwrap_or_default()));
    if page.port() != url.port() {
        found.push(Difference::Port { expected: page.port(), found: url.port() });
    }
    if url.path() != "/" || url.query().is_some() || url.fragment().is_some() {
        found.push(Difference::Path);
    } else if text.ends_with('/') {
        found.push(Difference::TrailingSlash);
    }
    if !found.is_empty() {
        return found;
    }
    // Same origin once parsed, so only the spelling differs.
    let serialised = Origin::of(url).serialise();
    match text.get(serialised.len()..) {
        Some(rest) if rest.starts_with(':') => {
            vec![Difference::DefaultPort(rest.strip_prefix(':').unwrap_or(rest).to_owned())]
        }
        _ if text.chars().any(|c| c.is_ascii_uppercase()) => vec![Difference::Case],
        _ => vec![Difference::NotAnOrigin],
    }
}

/// The one thing in which two origins differ that look like one to people.
#[must_use]
pub fn only_difference(page: &str, target: &str) -> Option<Difference> {
    let mut found = components(&Url::parse(page)?, &Url::parse(target)?, target);
    match found.pop()? {
        Difference::Host => None,
        only => found.is_empty().then_some(only),
    }
}

fn host(page: &str, found: &str) -> Option<Difference> {
    let loopback = |host: &str| host == "localhost" || host.starts_with("127.") || host == "[::1]";
    if page == found {
        None
    } else if loopback(page) && loopback(found) {
        Some(Difference::Loopback)
    } else if found.strip_prefix("www.") == Some(page) {
        Some(Difference::Www(true))
    } else if page.strip_prefix("www.") == Some(found) {
        Some(Difference::Www(false))
    } else {
        Some(Difference::Host)
    }
}

fn looks_like_host(host: &str) -> bool {
    host == "localhost" || host.contains(['.', ':'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(expected: &str, found: &str) -> Vec<Difference> {
        differences(expected, &ByteString::from_isomorphic(found).unwrap_or_default())
    }

    fn marked(expected: &str, found: &str) -> Vec<(usize, usize)> {
        comparison(expected, &ByteString::from_isomorphic(found).unwrap_or_default()).differs
    }

    const PAGE: &str = "https://app.example.com";

    #[test]
    fn the_usual_slips_are_told_apart() {
        use Difference::*;
        assert_eq!(of(PAGE, "https://app.example.com/"), [TrailingSlash]);
        assert_eq!(of(PAGE, "https://app.example.com/shop"), [Path]);
        assert_eq!(of(PAGE, "https://App.example.com"), [Case]);
        assert_eq!(of(PAGE, "app.example.com"), [SchemeMissing]);
        assert_eq!(of("http://localhost:3000", "localhost:3000"), [SchemeMissing]);
        assert_eq!(of(PAGE, "https://www.app.example.com"), [Www(true)]);
        assert_eq!(of("https://www.example.com", "https://example.com"), [Www(false)]);
        assert_eq!(of("http://localhost:3000", "http://127.0.0.1:3000"), [Loopback]);
        assert_eq!(of("http://localhost:3000", "http://localhost:3000/"), [TrailingSlash]);
        assert_eq!(
            of("http://localhost:3000", "http://localhost"),
            [Port { expected: Some(3000), found: None }]
        );
        assert_eq!(of(PAGE, "https://app.example.com:443"), [DefaultPort("443".to_owned())]);
        assert_eq!(of(PAGE, "https://*.example.com"), [Pattern]);
        assert_eq!(of(PAGE, "\"https://app.example.com\""), [Quotes]);
        assert_eq!(of(PAGE, "https://a.example, https://b.example"), [List]);
        assert_eq!(of(PAGE, "https://other.example"), [Host]);
        assert_eq!(of(PAGE, "undefined"), [Literal]);
        assert_eq!(of(PAGE, "Null"), [Literal]);
        assert_eq!(of(PAGE, "null"), [NullFound]);
        assert_eq!(of(PAGE, ""), [Empty]);
        assert_eq!(of(PAGE, "/"), [NotAnOrigin]);
        assert_eq!(of("null", PAGE), [NullExpected]);
    }

    #[test]
    fn two_slips_at_once_are_both_named() {
        let scheme = Difference::Scheme { expected: "https".to_owned(), found: "http".to_owned() };
        assert_eq!(of(PAGE, "http://app.example.com/"), [scheme, Difference::TrailingSlash]);
    }

    #[test]
    fn the_differing_characters_are_marked() {
        assert_eq!(marked(PAGE, "https://app.example.com/"), [(23, 24)]);
        assert_eq!(marked(PAGE, "https://App.Example.com"), [(8, 9), (12, 13)]);
        assert_eq!(
            marked(PAGE, "http://app.example.com"),
            [(4, 4)],
            "the s is missing between p and the colon"
        );
        assert_eq!(marked("http://localhost:3000", "http://localhost:8080"), [(17, 20)], "808 for 300");
        assert_eq!(marked(PAGE, PAGE), []);
        assert_eq!(marked(PAGE, ""), [(0, 0)]);
        assert_eq!(marked("https://a.test", "https://caf\u{e9}.test"), [(8, 12)]);
    }
}
