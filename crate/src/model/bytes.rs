//! Strings of bytes: header names and values as they are on the wire.

use serde::{Serialize, Serializer};
use std::fmt;
use std::sync::Arc;

/// A byte sequence that crosses to JavaScript as an isomorphic string: one code unit per byte, U+0000–U+00FF.
///
/// Rust's `String` would turn the byte E9 into two and shift every mark behind it, so header names and values
/// are never `String`s in this crate.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct ByteString(Arc<[u8]>);

/// A string holds a code unit above U+00FF, so it can't stand for bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotIsomorphic(pub char);

impl fmt::Display for NotIsomorphic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "`{}` (U+{:04X}) is above U+00FF; a header string has one code unit per byte",
            self.0,
            u32::from(self.0)
        )
    }
}

impl ByteString {
    /// Reads an isomorphic string.
    ///
    /// # Errors
    /// [`NotIsomorphic`] names the first code point above U+00FF.
    pub fn from_isomorphic(text: &str) -> Result<Self, NotIsomorphic> {
        if text.is_ascii() {
            return Ok(Self(text.as_bytes().into()));
        }
        text.chars()
            .map(|c| u8::try_from(u32::from(c)).map_err(|_| NotIsomorphic(c)))
            .collect::<Result<_, _>>()
            .map(Self)
    }

    /// The isomorphic string of these bytes.
    #[must_use]
    pub fn to_isomorphic(&self) -> String {
        isomorphic(&self.0)
    }

    /// The bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// ASCII case-insensitive comparison: how header names are compared.
    #[must_use]
    pub fn eq_ignore_case(&self, other: &str) -> bool {
        self.0.eq_ignore_ascii_case(other.as_bytes())
    }

    /// The isomorphic string in ASCII lower case.
    #[must_use]
    pub fn to_lower(&self) -> String {
        isomorphic(&self.0.to_ascii_lowercase())
    }
}

/// The isomorphic string of some bytes.
#[must_use]
pub fn isomorphic(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) if bytes.is_ascii() => text.to_owned(),
        _ => bytes.iter().map(|&b| char::from(b)).collect(),
    }
}

impl From<&str> for ByteString {
    /// Takes the bytes of an ASCII literal; for anything that comes from outside use [`ByteString::from_isomorphic`].
    fn from(text: &str) -> Self {
        Self(text.as_bytes().into())
    }
}

impl From<Vec<u8>> for ByteString {
    fn from(bytes: Vec<u8>) -> Self {
        Self(bytes.into())
    }
}

impl From<&[u8]> for ByteString {
    fn from(bytes: &[u8]) -> Self {
        Self(bytes.into())
    }
}

impl fmt::Display for ByteString {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_isomorphic())
    }
}

impl fmt::Debug for ByteString {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.to_isomorphic())
    }
}

impl Serialize for ByteString {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match std::str::from_utf8(&self.0) {
            Ok(text) if self.0.is_ascii() => serializer.serialize_str(text),
            _ => serializer.serialize_str(&self.to_isomorphic()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_above_7f_is_one_code_unit() {
        let value = ByteString::from_isomorphic("caf\u{e9}").unwrap_or_default();
        assert_eq!(value.as_bytes(), b"caf\xe9");
        assert_eq!(value.to_isomorphic(), "caf\u{e9}");
        assert_eq!(serde_json::to_string(&value).unwrap_or_default(), "\"caf\u{e9}\"");
    }

    #[test]
    fn a_code_point_above_ff_is_refused_by_name() {
        let error = ByteString::from_isomorphic("a\u{2026}").err();
        assert_eq!(error, Some(NotIsomorphic('\u{2026}')));
    }
}
