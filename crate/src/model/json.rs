//! JSON as data: what comes in from outside before anyone knows what it is.
//!
//! One reader for every format, instead of a derived one for each type: those made up half of the wasm. `read` and
//! `write` are the ways in and out.

use super::decimal;
use super::read::{NotJson, read};
use serde::ser::{Serialize, SerializeMap, Serializer};
use std::borrow::Cow;

/// A JSON value; fields in their order, texts borrowed from the input where nothing in them is escaped.
#[derive(Debug, Clone, PartialEq)]
pub enum Json<'a> {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number.
    Number(f64),
    /// A string.
    Text(Cow<'a, str>),
    /// A list.
    List(Vec<Json<'a>>),
    /// An object.
    Object(Vec<(Cow<'a, str>, Json<'a>)>),
}

impl<'a> Json<'a> {
    /// Reads JSON text.
    ///
    /// # Errors
    /// What is wrong, with line and column.
    pub fn parse(text: &'a str) -> Result<Self, NotJson> {
        read(text)
    }

    /// A field of an object.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Json<'a>> {
        match self {
            // The last one of a name wins, as in JavaScript.
            Self::Object(fields) => fields.iter().rev().find(|(key, _)| key == name).map(|(_, value)| value),
            _ => None,
        }
    }

    /// The text, if it is one.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The items, if it is a list.
    #[must_use]
    pub fn as_list(&self) -> Option<&[Json<'a>]> {
        match self {
            Self::List(items) => Some(items),
            _ => None,
        }
    }

    /// The number, if it is one.
    #[must_use]
    pub fn as_number(&self) -> Option<f64> {
        match self {
            Self::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// The number, if it is one from 0 to 2^53 without a fraction.
    #[must_use]
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the range is checked")]
    pub fn as_index(&self) -> Option<usize> {
        self.as_number()
            .filter(|number| (0.0..9_007_199_254_740_992.0).contains(number) && number.fract() == 0.0)
            .map(|number| number as usize)
    }

    /// What kind of value it is, for an error message.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "a boolean",
            Self::Number(_) => "a number",
            Self::Text(_) => "a string",
            Self::List(_) => "a list",
            Self::Object(_) => "an object",
        }
    }
}

impl Serialize for Json<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Number(value) => serializer.serialize_f64(*value),
            Self::Text(text) => serializer.serialize_str(text),
            Self::List(items) => serializer.collect_seq(items),
            Self::Object(fields) => {
                let mut map = serializer.serialize_map(Some(fields.len()))?;
                for (key, value) in fields {
                    map.serialize_entry(key.as_ref(), value)?;
                }
                map.end()
            }
        }
    }
}

/// A number as text, with 16 digits and six decimals at most; what is no number in JSON is `null`.
#[must_use]
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the range is checked")]
pub fn number_text(number: f64) -> String {
    if !number.is_finite() {
        return "null".to_owned();
    }
    let sign = if number < 0.0 { "-" } else { "" };
    let (mut whole, mut zeros) = (number.abs(), 0);
    while whole >= 9e15 {
        whole /= 10.0;
        zeros += 1;
    }
    if zeros > 0 {
        return [sign, &decimal(whole as u64), &"0".repeat(zeros)].concat();
    }
    let mut units = whole as u64;
    // A number that is large has fewer decimals that mean something.
    let places = 15usize.saturating_sub(decimal(units).len()).min(6);
    let scale = 10f64.powi(i32::try_from(places).unwrap_or(0));
    let mut parts = ((whole - whole.trunc()) * scale + 0.5) as u64;
    if parts >= scale as u64 {
        units += 1;
        parts = 0;
    }
    // The digit in front keeps the zeros.
    let decimals = decimal(scale as u64 + parts);
    let decimals = decimals.get(1..).unwrap_or_default().trim_end_matches('0');
    let point = if decimals.is_empty() { "" } else { "." };
    [sign, &decimal(units), point, decimals].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_is_written_again() {
        for text in
            [r#"{"b":[1,-2.5,true,null,"caf\u00e9 \" \n"],"a":{},"n":1795341600123.25}"#, "[]", "0", r#""x""#]
        {
            let value = Json::parse(text).unwrap_or(Json::Null);
            let again = crate::model::to_json(&value);
            assert_eq!(Json::parse(&again).unwrap_or(Json::Null), value, "{text}");
        }
    }

    #[test]
    fn numbers() {
        for (number, expected) in [
            (0.0, "0"),
            (12.5, "12.5"),
            (-0.25, "-0.25"),
            (0.000_000_4, "0"),
            (1.999_999_9, "2"),
            (1_795_341_600_123.456, "1795341600123.46"),
            (1e16, "10000000000000000"),
            (f64::INFINITY, "null"),
        ] {
            assert_eq!(number_text(number), expected);
        }
    }
}
