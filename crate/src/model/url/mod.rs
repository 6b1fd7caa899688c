//! URLs of the URL standard (`https://url.spec.whatwg.org/`), kept as their serialisation with the places of its
//! components.
//!
//! Nearly every URL that gets here has been through a browser and is its own serialisation: [`canonical`] recognises
//! those. For any other there is a whole parser (`parser`): the host's `URL` in wasm, which is the browser's own in the
//! panel and the playground and brings the tables for international host names, the crate `url` elsewhere.

mod canonical;
#[cfg_attr(target_arch = "wasm32", path = "parser_host.rs")]
#[cfg_attr(not(target_arch = "wasm32"), path = "parser_native.rs")]
mod parser;

use super::digits;
use std::fmt;

/// A parsed URL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Url {
    href: String,
    /// Behind the scheme's colon.
    scheme_end: usize,
    /// Where the host starts and ends, brackets of an IPv6 address included; nothing without `//`.
    host: Option<(usize, usize)>,
    /// Behind authority and port, where the path starts.
    path_start: usize,
    /// Where the path ends: at `?`, at `#` or at the end.
    path_end: usize,
    /// Where the query ends: at `#` or at the end.
    query_end: usize,
}

impl Url {
    /// Parses an absolute URL.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        canonical::absolute(text).or_else(|| parser::parse(text, None)).map(Self::of_serialised)
    }

    /// Parses a URL that may be relative to this one.
    #[must_use]
    pub fn join(&self, text: &str) -> Option<Self> {
        canonical::absolute(text)
            .or_else(|| canonical::on_same_host(self, text))
            .or_else(|| parser::parse(text, Some(self.as_str())))
            .map(Self::of_serialised)
    }

    /// Finds the components in what a parser has written.
    fn of_serialised(href: String) -> Self {
        let find = |from: usize, wanted: &[u8]| {
            let rest = href.as_bytes().get(from..).unwrap_or_default();
            from + rest.iter().position(|byte| wanted.iter().any(|one| one == byte)).unwrap_or(rest.len())
        };
        let scheme_end = (find(0, b":") + 1).min(href.len());
        let has_authority = href.as_bytes().get(scheme_end..).is_some_and(|rest| rest.starts_with(b"//"));
        let (host, path_start) = if has_authority {
            let from = scheme_end + 2;
            let end = find(from, b"/?#");
            let authority = href.as_bytes().get(from..end).unwrap_or_default();
            let start = authority.iter().rposition(|byte| *byte == b'@').map_or(from, |at| from + at + 1);
            // The colons of an IPv6 address stand in brackets.
            let address_end = find(start, b"]/?#");
            let bracketed = href.as_bytes().get(address_end) == Some(&b']');
            let host_end = find(if bracketed { address_end } else { start }, b":/?#");
            (Some((start, host_end)), end)
        } else {
            (None, scheme_end)
        };
        let path_end = find(path_start, b"?#");
        let query_end = find(path_end, b"#");
        Self { scheme_end, host, path_start, path_end, query_end, href }
    }

    fn slice(&self, from: usize, to: usize) -> &str {
        self.href.get(from..to).unwrap_or_default()
    }

    /// The serialisation.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.href
    }

    /// The scheme, without its colon.
    #[must_use]
    pub fn scheme(&self) -> &str {
        self.slice(0, self.scheme_end.saturating_sub(1))
    }

    /// Whether the scheme is an *HTTP(S) scheme*.
    #[must_use]
    pub fn is_http(&self) -> bool {
        matches!(self.scheme(), "http" | "https")
    }

    /// The serialised host, `None` where there is none or an empty one.
    #[must_use]
    pub fn host(&self) -> Option<&str> {
        self.host.map(|(from, to)| self.slice(from, to)).filter(|host| !host.is_empty())
    }

    /// The port, `None` for the scheme's default.
    #[must_use]
    pub fn port(&self) -> Option<u16> {
        let (_, host_end) = self.host?;
        self.slice(host_end, self.path_start)
            .strip_prefix(':')
            .and_then(|port| digits(port.as_bytes()))
            .and_then(|port| port.try_into().ok())
    }

    /// The serialised path.
    #[must_use]
    pub fn path(&self) -> &str {
        self.slice(self.path_start, self.path_end)
    }

    /// The query, without its question mark.
    #[must_use]
    pub fn query(&self) -> Option<&str> {
        self.slice(self.path_end, self.query_end).strip_prefix('?')
    }

    /// The fragment, without its hash mark.
    #[must_use]
    pub fn fragment(&self) -> Option<&str> {
        self.slice(self.query_end, self.href.len()).strip_prefix('#')
    }

    /// *Includes credentials*: whether there is a user name or a password.
    #[must_use]
    pub fn includes_credentials(&self) -> bool {
        self.host.is_some_and(|(from, _)| from > self.scheme_end + 2)
    }

    /// Where a `Location` leads from here.
    #[must_use]
    pub fn follow(&self, location: &[u8]) -> Option<Self> {
        self.join(&escaped_location(location))
    }

    /// The same URL without its fragment.
    #[must_use]
    pub fn without_fragment(mut self) -> Self {
        self.href.truncate(self.query_end);
        self
    }

    /// The serialisation without user name and password.
    #[must_use]
    pub fn without_credentials(&self) -> String {
        match self.host {
            Some((from, _)) if self.includes_credentials() => {
                [self.slice(0, self.scheme_end), "//", self.slice(from, self.href.len())].concat()
            }
            _ => self.href.clone(),
        }
    }
}

impl fmt::Display for Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.href)
    }
}

/// A `Location` as text. Bytes from 0x80 on are percent-encoded as they stand, which is what a URL parser makes of them in
/// a path or query when they are UTF-8, and what browsers make of them when they are not.
#[must_use]
pub fn escaped_location(location: &[u8]) -> String {
    let mut text = String::with_capacity(location.len());
    for &byte in location {
        if byte.is_ascii() {
            text.push(char::from(byte));
        } else {
            text.push('%');
            for digit in [byte >> 4, byte & 15] {
                text.extend(char::from_digit(digit.into(), 16).map(|digit| digit.to_ascii_uppercase()));
            }
        }
    }
    text
}

#[cfg(test)]
mod tests;
