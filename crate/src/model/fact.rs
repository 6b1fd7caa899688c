//! Known or not: "not captured" is not "absent".

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A fact that a capture may not show. Serialised as the value itself or the string `unknown`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fact<T> {
    /// The value is known.
    Known(T),
    /// Nothing shows the value.
    Unknown,
}

impl<T> Fact<T> {
    /// The value, where it is known.
    pub fn known(self) -> Option<T> {
        match self {
            Self::Known(value) => Some(value),
            Self::Unknown => None,
        }
    }
}

impl<T: Serialize> Serialize for Fact<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Known(value) => value.serialize(serializer),
            Self::Unknown => serializer.serialize_str("unknown"),
        }
    }
}

/// Types whose facts may be written as `unknown`: everything that is one word in JSON.
pub trait Word: Sized {
    /// The words, for an error message.
    const WORDS: &'static [&'static str];
    /// Reads one of the words.
    fn from_word(word: &str) -> Option<Self>;
    /// Reads one of the words from a field.
    ///
    /// # Errors
    /// A sentence that names the field and the words.
    fn parse_word(field: &str, word: &str) -> Result<Self, String> {
        Self::from_word(word).ok_or_else(|| format!("{field}: {}", none_of(word, Self::WORDS)))
    }
    /// The word.
    fn word(&self) -> &'static str;
}

impl<'de, T: Word> Deserialize<'de> for Fact<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(Words(|word: &str| match word {
            "unknown" => Ok(Self::Unknown),
            word => T::from_word(word).map(Self::Known).ok_or(T::WORDS),
        }))
    }
}

/// Reads a word; checks inside the visitor, so that the deserializer still knows where it is when the word is refused.
pub struct Words<F>(pub F);

impl<T, F: FnOnce(&str) -> Result<T, &'static [&'static str]>> serde::de::Visitor<'_> for Words<F> {
    type Value = T;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: serde::de::Error>(self, word: &str) -> Result<T, E> {
        (self.0)(word).map_err(|words| E::custom(none_of(word, words)))
    }
}

fn none_of(found: &str, words: &[&str]) -> String {
    format!("`{found}` is none of `{}`", words.join("`, `"))
}

/// Declares an enum of words: its variants, what each is called outside, and the two conversions.
macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum $name {
            $($(#[$vmeta])* #[cfg_attr(target_arch = "wasm32", serde(rename = $word))] $variant),+
        }

        impl $crate::model::fact::Word for $name {
            const WORDS: &'static [&'static str] = &[$($word),+];
            fn from_word(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)+ _ => None }
            }
            fn word(&self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }

        impl $name {
            /// What it is called in the public format.
            #[must_use]
            pub fn as_str(&self) -> &'static str {
                $crate::model::fact::Word::word(self)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_str($crate::model::fact::Words(|word: &str| {
                    <Self as $crate::model::fact::Word>::from_word(word)
                        .ok_or(<Self as $crate::model::fact::Word>::WORDS)
                }))
            }
        }
    };
}
pub(crate) use words;
