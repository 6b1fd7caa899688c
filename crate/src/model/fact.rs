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
        Self::from_word(word)
            .ok_or_else(|| format!("{field}: `{word}` is none of `{}`", Self::WORDS.join("`, `")))
    }
    /// The word.
    fn word(&self) -> &'static str;
}

impl<'de, T: Word> Deserialize<'de> for Fact<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let word = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        if word == "unknown" {
            return Ok(Self::Unknown);
        }
        T::from_word(&word).map(Self::Known).ok_or_else(|| unknown_word::<T, D::Error>(&word))
    }
}

/// The error for a word that is none of a type's words.
pub fn unknown_word<T: Word, E: serde::de::Error>(found: &str) -> E {
    E::custom(format_args!("`{found}` is none of `{}`", T::WORDS.join("`, `")))
}

/// Declares an enum of words: its variants, what each is called outside, and the two conversions.
macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum $name { $($(#[$vmeta])* $variant),+ }

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
                let word = <std::borrow::Cow<'de, str> as serde::Deserialize>::deserialize(deserializer)?;
                <Self as $crate::model::fact::Word>::from_word(&word)
                    .ok_or_else(|| $crate::model::fact::unknown_word::<Self, D::Error>(&word))
            }
        }
    };
}
pub(crate) use words;
