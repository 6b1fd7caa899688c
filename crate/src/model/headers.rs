//! The header list: lines in order, duplicates and case kept.

use super::ByteString;
use serde::{Serialize, Serializer};

/// One header line, `[name, value]` in the public format.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Header {
    /// The name as written.
    pub name: ByteString,
    /// The value as written, surrounding white space included.
    pub value: ByteString,
}

impl From<(ByteString, ByteString)> for Header {
    fn from((name, value): (ByteString, ByteString)) -> Self {
        Self { name, value }
    }
}

impl Serialize for Header {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (&self.name, &self.value).serialize(serializer)
    }
}

impl Header {
    /// Whether the line can stand in a message: a token as the name, no line break or NUL in the value.
    ///
    /// # Errors
    /// A sentence that says what can't.
    pub fn check(&self) -> Result<(), String> {
        if !is_token(self.name.as_bytes()) {
            return Err(format!("`{}` is not a header name (a token)", self.name));
        }
        match self.value.as_bytes().iter().find(|b| matches!(b, 0 | b'\r' | b'\n')) {
            Some(byte) => Err(format!(
                "the value of `{}` holds the byte 0x{byte:02X}; NUL, CR and LF can't stand in a header value",
                self.name
            )),
            None => Ok(()),
        }
    }

    /// The value without the white space an HTTP parser strips (space and tab at both ends), and how many bytes
    /// were stripped in front of it.
    #[must_use]
    pub fn trimmed(&self) -> (&[u8], usize) {
        let bytes = self.value.as_bytes();
        let start = bytes.iter().take_while(|b| matches!(b, b' ' | b'\t')).count();
        (trim_blanks(bytes), start)
    }
}

/// Header lines in order.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize)]
#[serde(transparent)]
pub struct HeaderList(pub Vec<Header>);

impl HeaderList {
    /// *get* of the Fetch standard (`concept-header-list-get`): nothing if absent, else all values joined by `, `.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<ByteString> {
        let mut joined: Option<Vec<u8>> = None;
        for (value, _) in self.lines(name).map(|(_, header)| header.trimmed()) {
            match &mut joined {
                None => joined = Some(value.to_vec()),
                Some(bytes) => {
                    bytes.extend_from_slice(b", ");
                    bytes.extend_from_slice(value);
                }
            }
        }
        joined.map(ByteString::from)
    }

    /// The lines of one name with their indices.
    pub fn lines<'a>(&'a self, name: &'a str) -> Lines<'a> {
        Lines { headers: &self.0, name, at: 0 }
    }

    /// Whether a line of this name is there.
    #[must_use]
    pub fn contains(&self, name: &str) -> bool {
        self.lines(name).next().is_some()
    }

    /// Appends a line.
    pub fn append(&mut self, name: &str, value: impl Into<ByteString>) {
        self.0.push(Header { name: name.into(), value: value.into() });
    }

    /// Removes every line of this name.
    pub fn delete(&mut self, name: &str) {
        self.0.retain(|header| !header.name.eq_ignore_case(name));
    }

    /// Keeps the lines whose name (given in lower case) is to be kept.
    pub fn retain(&mut self, mut keep: impl FnMut(&str) -> bool) {
        self.0.retain(|header| keep(&header.name.to_lower()));
    }

    /// All lines.
    pub fn iter(&self) -> impl Iterator<Item = &Header> {
        self.0.iter()
    }
}

/// The lines of one name: a type of its own, so that looking for a name is built once and not for each who looks.
pub struct Lines<'a> {
    headers: &'a [Header],
    name: &'a str,
    at: usize,
}

impl<'a> Iterator for Lines<'a> {
    type Item = (usize, &'a Header);

    #[inline(never)]
    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let at = self.at;
            let header = self.headers.get(at)?;
            self.at += 1;
            if header.name.eq_ignore_case(self.name) {
                return Some((at, header));
            }
        }
    }
}

impl FromIterator<(ByteString, ByteString)> for HeaderList {
    fn from_iter<I: IntoIterator<Item = (ByteString, ByteString)>>(lines: I) -> Self {
        Self(lines.into_iter().map(Header::from).collect())
    }
}

/// Without spaces and tabs at both ends.
#[must_use]
pub fn trim_blanks(mut bytes: &[u8]) -> &[u8] {
    while let [b' ' | b'\t', rest @ ..] = bytes {
        bytes = rest;
    }
    while let [rest @ .., b' ' | b'\t'] = bytes {
        bytes = rest;
    }
    bytes
}

/// `token` of RFC 9110: what a method or header name may be made of.
#[must_use]
pub fn is_token(bytes: &[u8]) -> bool {
    !bytes.is_empty() && bytes.iter().all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(b))
}
