//! Origins: the scheme/host/port triple, or opaque.

use super::{Url, decimal};
use std::fmt;

/// An origin of the HTML standard.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Origin {
    /// Serialises as `null` and is same origin with nothing.
    Opaque,
    /// A tuple origin; the port is `None` where it is the scheme's default.
    Tuple {
        /// Lower-case scheme without the colon.
        scheme: String,
        /// Serialised host.
        host: String,
        /// Port, `None` for the scheme's default.
        port: Option<u16>,
    },
}

/// Why a string is not a serialised origin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OriginError {
    /// It doesn't parse as a URL.
    NotAUrl,
    /// It parses, but its serialisation differs; here is the origin it would have.
    NotSerialised(String),
}

impl fmt::Display for OriginError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAUrl => f.write_str("not an origin (write `https://host[:port]` or `null`)"),
            Self::NotSerialised(origin) => write!(f, "not a serialised origin; write `{origin}`"),
        }
    }
}

impl Origin {
    /// Reads a serialised origin, `null` included.
    ///
    /// # Errors
    /// [`OriginError`] for anything that an engine would not print as an origin.
    pub fn parse(text: &str) -> Result<Self, OriginError> {
        if text == "null" {
            return Ok(Self::Opaque);
        }
        let url = Url::parse(text).ok_or(OriginError::NotAUrl)?;
        let origin = Self::of(&url);
        if origin == Self::Opaque {
            return Err(OriginError::NotAUrl);
        }
        let serialised = origin.serialise();
        if serialised == text { Ok(origin) } else { Err(OriginError::NotSerialised(serialised)) }
    }

    /// The origin of a URL. Unlike the URL standard this gives hosts on extension and app schemes
    /// (`chrome-extension://…`, `capacitor://…`) a tuple origin, as the browsers do that have such pages.
    #[must_use]
    pub fn of(url: &Url) -> Self {
        if url.scheme() == "blob" {
            return Url::parse(url.path())
                .filter(Url::is_http)
                .map_or(Self::Opaque, |inner| Self::of(&inner));
        }
        match url.host() {
            Some(host) if url.scheme() != "file" => {
                Self::Tuple { scheme: url.scheme().to_owned(), host: host.to_owned(), port: url.port() }
            }
            _ => Self::Opaque,
        }
    }

    /// *Serialisation of an origin* (HTML standard): what an `Origin` header carries.
    #[must_use]
    pub fn serialise(&self) -> String {
        match self {
            Self::Opaque => "null".to_owned(),
            Self::Tuple { scheme, host, port: None } => [scheme, "://", host].concat(),
            Self::Tuple { scheme, host, port: Some(port) } => {
                [scheme, "://", host, ":", &decimal((*port).into())].concat()
            }
        }
    }

    /// Whether the host is this machine's own: `localhost`, a name below it, or a loopback address.
    #[must_use]
    pub fn is_loopback(&self) -> bool {
        let Self::Tuple { host, .. } = self else { return false };
        host == "localhost" || host.ends_with(".localhost") || host == "[::1]" || host.starts_with("127.")
    }

    /// *Potentially trustworthy origin*, as far as the origin shows it.
    #[must_use]
    pub fn is_trustworthy(&self) -> bool {
        self.is_loopback() || matches!(self, Self::Tuple { scheme, .. } if scheme == "https")
    }

    /// *Same origin*: equal tuples; an opaque origin is same origin with none (two opaque ones can't be told
    /// apart here, and no URL has a page's own opaque origin).
    #[must_use]
    pub fn same_origin(&self, other: &Self) -> bool {
        *self != Self::Opaque && self == other
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.serialise())
    }
}
