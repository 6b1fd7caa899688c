//! Reading fields of JSON objects, with errors that name the field.

use super::Malformed;
use crate::model::{ByteString, Fact, Json, Word, none_of};

/// Reads JSON text into a type.
///
/// # Errors
/// [`Malformed`] names the field, or says where the text stops being JSON.
pub fn read<T>(text: &str, from: fn(&Json<'_>) -> Result<T, Malformed>) -> Result<T, Malformed> {
    let json = Json::parse(text).map_err(|error| Malformed::new("", format!("not JSON: {error}")))?;
    from(&json)
}

/// An object whose fields are being read. The first field that can't be read is kept until the end, so that reading a
/// field needs no way out of its own.
pub struct Fields<'j> {
    json: &'j Json<'j>,
    error: Option<Malformed>,
}

impl<'j> Fields<'j> {
    /// Any object; fields that nobody asks for are not looked at.
    pub fn of(json: &'j Json<'_>) -> Self {
        let error = if matches!(json, Json::Object(_)) { None } else { Some(expected("an object", json)) };
        Self { json, error }
    }

    /// An object that may have these fields only.
    pub fn only(json: &'j Json<'_>, allowed: &[&str]) -> Self {
        let mut fields = Self::of(json);
        if let Json::Object(named) = json
            && let Some((unknown, _)) = named.iter().find(|(name, _)| !allowed.contains(&name.as_ref()))
        {
            let reason = format!("unknown field; there are `{}`", allowed.join("`, `"));
            fields.fail(Malformed::new(unknown.as_ref(), reason));
        }
        fields
    }

    /// A field that may be absent; `null` counts as absent.
    #[inline(never)]
    pub fn optional<T>(&mut self, name: &str, read: fn(&Json<'_>) -> Result<T, Malformed>) -> Option<T> {
        match read(self.value(name)?) {
            Ok(value) => Some(value),
            Err(error) => {
                self.fail(error.under(name));
                None
            }
        }
    }

    /// A field that must be there; a stand-in where it isn't.
    pub fn required<T: Default>(&mut self, name: &str, read: fn(&Json<'_>) -> Result<T, Malformed>) -> T {
        self.needed(name, read).unwrap_or_default()
    }

    /// A field that must be there.
    #[inline(never)]
    pub fn needed<T>(&mut self, name: &str, read: fn(&Json<'_>) -> Result<T, Malformed>) -> Option<T> {
        if !self.has(name) {
            self.fail(Malformed::new(name, "missing"));
        }
        self.optional(name, read)
    }

    /// Whether a field is there and not `null`.
    pub fn has(&self, name: &str) -> bool {
        self.value(name).is_some()
    }

    /// A field's value, unless it is absent or `null`.
    pub fn value(&self, name: &str) -> Option<&'j Json<'j>> {
        self.json.get(name).filter(|value| !matches!(value, Json::Null))
    }

    /// Keeps the first error.
    #[cold]
    #[inline(never)]
    pub fn fail(&mut self, error: Malformed) {
        self.error.get_or_insert(error);
    }

    /// The error that made it impossible to go on.
    pub fn failed(self) -> Malformed {
        self.error.unwrap_or_else(|| Malformed::new("", "can't be read"))
    }

    /// What was read, if all of it could be.
    pub fn done<T>(self, value: T) -> Result<T, Malformed> {
        match self.error {
            None => Ok(value),
            Some(error) => Err(error),
        }
    }
}

/// The error for a value of another kind.
pub fn expected(kind: &str, found: &Json<'_>) -> Malformed {
    Malformed::new("", format!("expected {kind}, found {}", found.kind()))
}

/// A string.
pub fn text(json: &Json<'_>) -> Result<String, Malformed> {
    json.as_str().map(str::to_owned).ok_or_else(|| expected("a string", json))
}

/// A boolean.
pub fn boolean(json: &Json<'_>) -> Result<bool, Malformed> {
    match json {
        Json::Bool(value) => Ok(*value),
        other => Err(expected("a boolean", other)),
    }
}

/// A number.
pub fn number(json: &Json<'_>) -> Result<f64, Malformed> {
    json.as_number().ok_or_else(|| expected("a number", json))
}

/// A number from 0 on, without a fraction.
pub fn count(json: &Json<'_>) -> Result<u32, Malformed> {
    json.as_index()
        .and_then(|number| u32::try_from(number).ok())
        .ok_or_else(|| expected("a whole number from 0 on", json))
}

/// One of a type's words.
pub fn word<T: Word + Copy>(json: &Json<'_>) -> Result<T, Malformed> {
    json.as_str().and_then(T::from_word).ok_or_else(|| no_word(json, T::WORDS))
}

/// One of a type's words, or `unknown`.
pub fn fact<T: Word + Copy>(json: &Json<'_>) -> Result<Fact<T>, Malformed> {
    json.as_str().and_then(Fact::from_word).ok_or_else(|| no_word(json, T::WORDS))
}

#[cold]
#[inline(never)]
fn no_word(json: &Json<'_>, words: &[&str]) -> Malformed {
    match json.as_str() {
        Some(found) => Malformed::new("", none_of(found, words)),
        None => expected("a string", json),
    }
}

/// An isomorphic string.
pub fn bytes(json: &Json<'_>) -> Result<ByteString, Malformed> {
    let found = json.as_str().ok_or_else(|| expected("a string", json))?;
    ByteString::from_isomorphic(found).map_err(|error| Malformed::new("", error.to_string()))
}

/// A list, each item read.
pub fn list<T>(json: &Json<'_>, read: fn(&Json<'_>) -> Result<T, Malformed>) -> Result<Vec<T>, Malformed> {
    let items = json.as_list().ok_or_else(|| expected("a list", json))?;
    let mut values = Vec::with_capacity(items.len());
    for (index, item) in items.iter().enumerate() {
        values.push(read(item).map_err(|error| error.under(&format!("[{index}]")))?);
    }
    Ok(values)
}
