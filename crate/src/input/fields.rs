//! Reading fields of JSON objects, with errors that name the field.

use super::Malformed;
use crate::model::{ByteString, Json, Word};

/// Reads JSON text into a type.
///
/// # Errors
/// [`Malformed`] names the field, or says where the text stops being JSON.
pub fn read<T>(text: &str, from: fn(&Json<'_>) -> Result<T, Malformed>) -> Result<T, Malformed> {
    let json = Json::parse(text).map_err(|error| Malformed::new("", format!("not JSON: {error}")))?;
    from(&json)
}

/// An object whose fields are being read.
#[derive(Clone, Copy)]
pub struct Fields<'j>(&'j Json<'j>);

impl<'j> Fields<'j> {
    /// Any object; fields that nobody asks for are not looked at.
    pub fn of(json: &'j Json<'_>) -> Result<Self, Malformed> {
        match json {
            Json::Object(_) => Ok(Self(json)),
            other => Err(expected("an object", other)),
        }
    }

    /// An object that may have these fields only.
    pub fn only(json: &'j Json<'_>, allowed: &[&str]) -> Result<Self, Malformed> {
        if let Json::Object(fields) = json
            && let Some((unknown, _)) = fields.iter().find(|(name, _)| !allowed.contains(&name.as_ref()))
        {
            let reason = format!("unknown field; there are `{}`", allowed.join("`, `"));
            return Err(Malformed::new(unknown.as_ref(), reason));
        }
        Self::of(json)
    }

    /// A field that may be absent; `null` counts as absent.
    pub fn optional<T>(
        self,
        name: &str,
        read: impl FnOnce(&'j Json<'j>) -> Result<T, Malformed>,
    ) -> Result<Option<T>, Malformed> {
        match self.0.get(name) {
            None | Some(Json::Null) => Ok(None),
            Some(value) => read(value).map(Some).map_err(|error| error.under(name)),
        }
    }

    /// A field that must be there.
    pub fn required<T>(
        self,
        name: &str,
        read: impl FnOnce(&'j Json<'j>) -> Result<T, Malformed>,
    ) -> Result<T, Malformed> {
        self.optional(name, read)?.ok_or_else(|| Malformed::new(name, "missing"))
    }

    /// Whether a field is there and not `null`.
    pub fn has(self, name: &str) -> bool {
        !matches!(self.0.get(name), None | Some(Json::Null))
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
pub fn word<T: Word>(json: &Json<'_>) -> Result<T, Malformed> {
    let found = json.as_str().ok_or_else(|| expected("a string", json))?;
    T::from_word(found)
        .ok_or_else(|| Malformed::new("", format!("`{found}` is none of `{}`", T::WORDS.join("`, `"))))
}

/// An isomorphic string.
pub fn bytes(json: &Json<'_>) -> Result<ByteString, Malformed> {
    let found = json.as_str().ok_or_else(|| expected("a string", json))?;
    ByteString::from_isomorphic(found).map_err(|error| Malformed::new("", error.to_string()))
}

/// A list, each item read.
pub fn list<T>(
    json: &Json<'_>,
    read: impl Fn(&Json<'_>) -> Result<T, Malformed>,
) -> Result<Vec<T>, Malformed> {
    let items = json.as_list().ok_or_else(|| expected("a list", json))?;
    let mut values = Vec::with_capacity(items.len());
    for (index, item) in items.iter().enumerate() {
        values.push(read(item).map_err(|error| error.under(&format!("[{index}]")))?);
    }
    Ok(values)
}
