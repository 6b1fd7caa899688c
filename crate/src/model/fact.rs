//! Known or not: "not captured" is not "absent".

use serde::{Serialize, Serializer};

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
pub trait Word: Sized + 'static {
    /// The words, for an error message.
    const WORDS: &'static [&'static str];
    /// The values, in the order of their words.
    const VALUES: &'static [Self];

    /// Reads one of the words.
    fn from_word(word: &str) -> Option<Self>
    where
        Self: Copy,
    {
        position(Self::WORDS, word).and_then(|at| Self::VALUES.get(at)).copied()
    }

    /// Reads one of the words from a field.
    ///
    /// # Errors
    /// A sentence that names the field and the words.
    fn parse_word(field: &str, word: &str) -> Result<Self, String>
    where
        Self: Copy,
    {
        Self::from_word(word).ok_or_else(|| format!("{field}: {}", none_of(word, Self::WORDS)))
    }

    /// The word.
    fn word(&self) -> &'static str;
}

/// What a word that is none of a type's words is told.
#[must_use]
pub fn none_of(found: &str, words: &[&str]) -> String {
    format!("`{found}` is none of `{}`", words.join("`, `"))
}

/// Where a word stands among others: one piece of code for all types.
#[inline(never)]
fn position(words: &[&str], word: &str) -> Option<usize> {
    words.iter().position(|other| *other == word)
}

impl<T: Word + Copy> Fact<T> {
    /// Reads one of the type's words, or `unknown`.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        if word == "unknown" { Some(Self::Unknown) } else { T::from_word(word).map(Self::Known) }
    }
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

        impl $crate::model::Word for $name {
            const WORDS: &'static [&'static str] = &[$($word),+];
            const VALUES: &'static [Self] = &[$(Self::$variant),+];
            fn word(&self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }

        impl $name {
            /// What it is called in the public format.
            #[must_use]
            pub fn as_str(&self) -> &'static str {
                $crate::model::Word::word(self)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }
    };
}
pub(crate) use words;
