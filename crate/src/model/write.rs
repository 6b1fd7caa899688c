//! JSON being written. serde_json's own writer works for any destination and any style, each type paying for that anew;
//! this one appends to a string, can't fail, and is a third of the size and the time.

use super::number_text;
use serde::ser::{
    Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
    SerializeTupleStruct, SerializeTupleVariant, Serializer,
};
use std::fmt;

/// Writes a value as JSON text; numbers as [`number_text`] does. Keys of maps are strings.
#[must_use]
pub fn to_json<T: Serialize + ?Sized>(value: &T) -> String {
    let mut writer = Writer(Vec::with_capacity(8192));
    match value.serialize(&mut writer) {
        // Only whole strings were appended.
        Ok(()) => String::from_utf8(writer.0).unwrap_or_default(),
        Err(never) => match never {},
    }
}

/// The text as bytes: a byte is appended by a store, a character by a call.
struct Writer(Vec<u8>);

/// What serde asks for. Without a value of this type there are no errors to look for after each field.
#[derive(Debug)]
enum Unwritable {}

impl fmt::Display for Unwritable {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {}
    }
}

impl std::error::Error for Unwritable {}

impl serde::ser::Error for Unwritable {
    fn custom<T: fmt::Display>(_: T) -> Self {
        // Only a type that refuses to be written comes here, and this crate has none.
        std::process::abort()
    }
}

type Written = Result<(), Unwritable>;

impl Writer {
    #[inline(never)]
    fn raw(&mut self, text: &str) {
        self.0.extend_from_slice(text.as_bytes());
    }

    #[inline(never)]
    fn byte(&mut self, byte: u8) {
        self.0.push(byte);
    }

    #[inline(never)]
    fn text(&mut self, text: &str) {
        let bytes = text.as_bytes();
        self.0.reserve(bytes.len() + 2);
        self.0.push(b'"');
        if plain(bytes) == bytes.len() {
            self.0.extend_from_slice(bytes);
        } else {
            bytes.iter().for_each(|byte| self.escaped(*byte));
        }
        self.0.push(b'"');
    }

    fn escaped(&mut self, byte: u8) {
        match byte {
            b'"' => self.raw("\\\""),
            b'\\' => self.raw("\\\\"),
            b'\n' => self.raw("\\n"),
            b'\r' => self.raw("\\r"),
            b'\t' => self.raw("\\t"),
            0..0x20 => {
                self.raw(if byte < 0x10 { "\\u000" } else { "\\u001" });
                self.byte(b"0123456789abcdef".get(usize::from(byte & 15)).copied().unwrap_or_default());
            }
            _ => self.byte(byte),
        }
    }

    #[inline(never)]
    fn number(&mut self, number: u64) {
        if number >= 10 {
            self.number(number / 10);
        }
        self.byte(b'0' + (number % 10) as u8);
    }

    /// A comma, unless the list or the object has just begun.
    #[inline(never)]
    fn next(&mut self) {
        if !matches!(self.0.last(), Some(b'[' | b'{')) {
            self.0.push(b',');
        }
    }

    #[inline(never)]
    fn key(&mut self, name: &str) {
        self.next();
        self.0.reserve(name.len() + 3);
        self.0.push(b'"');
        self.0.extend_from_slice(name.as_bytes());
        self.0.push(b'"');
        self.0.push(b':');
    }
}

/// How many bytes stand in JSON as they are, from the first one on: no quotation mark, no backslash, no control
/// character. Eight bytes at a time.
pub(super) fn plain(text: &[u8]) -> usize {
    const ONES: u64 = 0x0101_0101_0101_0101;
    // The high bit of each byte that is less than `limit`, the lowest such byte at least.
    let below = |word: u64, limit: u64| word.wrapping_sub(ONES * limit) & !word & (ONES << 7);
    let special =
        |word: u64| below(word, 0x20) | below(word ^ (ONES * 0x22), 1) | below(word ^ (ONES * 0x5C), 1);
    let (words, _) = text.as_chunks::<8>();
    let whole = 8 * words.iter().take_while(|word| special(u64::from_le_bytes(**word)) == 0).count();
    let rest = text.get(whole..).unwrap_or_default();
    whole + rest.iter().take_while(|byte| !matches!(byte, 0..0x20 | b'"' | b'\\')).count()
}

impl Serializer for &mut Writer {
    type Ok = ();
    type Error = Unwritable;
    type SerializeSeq = Self;
    type SerializeTuple = Self;
    type SerializeTupleStruct = Self;
    type SerializeTupleVariant = Self;
    type SerializeMap = Self;
    type SerializeStruct = Self;
    type SerializeStructVariant = Self;

    fn serialize_bool(self, value: bool) -> Written {
        self.raw(if value { "true" } else { "false" });
        Ok(())
    }

    fn serialize_i8(self, value: i8) -> Written {
        self.serialize_i64(value.into())
    }

    fn serialize_i16(self, value: i16) -> Written {
        self.serialize_i64(value.into())
    }

    fn serialize_i32(self, value: i32) -> Written {
        self.serialize_i64(value.into())
    }

    fn serialize_i64(self, value: i64) -> Written {
        if value < 0 {
            self.byte(b'-');
        }
        self.number(value.unsigned_abs());
        Ok(())
    }

    fn serialize_u8(self, value: u8) -> Written {
        self.serialize_u64(value.into())
    }

    fn serialize_u16(self, value: u16) -> Written {
        self.serialize_u64(value.into())
    }

    fn serialize_u32(self, value: u32) -> Written {
        self.serialize_u64(value.into())
    }

    fn serialize_u64(self, value: u64) -> Written {
        self.number(value);
        Ok(())
    }

    fn serialize_f32(self, value: f32) -> Written {
        self.serialize_f64(value.into())
    }

    fn serialize_f64(self, value: f64) -> Written {
        self.raw(&number_text(value));
        Ok(())
    }

    fn serialize_char(self, value: char) -> Written {
        self.text(value.encode_utf8(&mut [0; 4]));
        Ok(())
    }

    fn serialize_str(self, value: &str) -> Written {
        self.text(value);
        Ok(())
    }

    fn serialize_bytes(self, value: &[u8]) -> Written {
        self.collect_seq(value)
    }

    fn collect_seq<I: IntoIterator<Item: Serialize>>(self, items: I) -> Written {
        self.byte(b'[');
        for item in items {
            self.next();
            item.serialize(&mut *self)?;
        }
        self.byte(b']');
        Ok(())
    }

    fn serialize_none(self) -> Written {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Written {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Written {
        self.raw("null");
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Written {
        self.serialize_unit()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Written {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Written {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Written {
        self.byte(b'{');
        self.key(variant);
        value.serialize(&mut *self)?;
        self.byte(b'}');
        Ok(())
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Self, Unwritable> {
        self.byte(b'[');
        Ok(self)
    }

    fn serialize_tuple(self, _: usize) -> Result<Self, Unwritable> {
        self.serialize_seq(None)
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self, Unwritable> {
        self.serialize_seq(None)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Self, Unwritable> {
        self.byte(b'{');
        self.key(variant);
        self.serialize_seq(None)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self, Unwritable> {
        self.byte(b'{');
        Ok(self)
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self, Unwritable> {
        self.serialize_map(None)
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Self, Unwritable> {
        self.byte(b'{');
        self.key(variant);
        self.serialize_map(None)
    }
}

/// The items of lists and the fields of objects, by all the names serde has for them.
macro_rules! compound {
    ($($trait:ident: $end:literal { fn $item:ident })+) => {
        $(impl $trait for &mut Writer {
            type Ok = ();
            type Error = Unwritable;

            fn $item<T: Serialize + ?Sized>(&mut self, value: &T) -> Written {
                self.next();
                value.serialize(&mut **self)
            }

            fn end(self) -> Written {
                self.raw($end);
                Ok(())
            }
        })+
    };
    ($($trait:ident: $end:literal { $key:ident })+) => {
        $(impl $trait for &mut Writer {
            type Ok = ();
            type Error = Unwritable;

            fn serialize_field<T: Serialize + ?Sized>(&mut self, $key: &'static str, value: &T) -> Written {
                self.key($key);
                value.serialize(&mut **self)
            }

            fn end(self) -> Written {
                self.raw($end);
                Ok(())
            }
        })+
    };
}

compound! {
    SerializeSeq: "]" { fn serialize_element }
    SerializeTuple: "]" { fn serialize_element }
    SerializeTupleStruct: "]" { fn serialize_field }
    SerializeTupleVariant: "]}" { fn serialize_field }
}

compound! {
    SerializeStruct: "}" { key }
    SerializeStructVariant: "}}" { key }
}

impl SerializeMap for &mut Writer {
    type Ok = ();
    type Error = Unwritable;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Written {
        self.next();
        key.serialize(&mut **self)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Written {
        self.byte(b':');
        value.serialize(&mut **self)
    }

    fn end(self) -> Written {
        self.byte(b'}');
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Serialize;

    #[derive(Serialize)]
    enum Shape {
        Unit,
        New(u8),
        Tuple(i8, bool),
        Struct { a: Option<char>, b: () },
    }

    #[derive(Serialize)]
    struct All<'a> {
        texts: [&'a str; 5],
        shapes: Vec<Shape>,
        numbers: (u64, i64, f64),
        nothing: [u8; 0],
        map: std::collections::BTreeMap<&'a str, (u8,)>,
    }

    #[test]
    fn serde_json_writes_the_same() {
        let all = All {
            texts: [
                "",
                "plain and long enough",
                "\"\\/\u{8}\u{1f}\n\r\t\u{7f}\u{e9}\u{1f600}",
                "1234567\\",
                "1234567\u{1}8",
            ],
            shapes: vec![
                Shape::Unit,
                Shape::New(0),
                Shape::Tuple(-7, true),
                Shape::Struct { a: Some('"'), b: () },
            ],
            numbers: (u64::MAX, i64::MIN, 0.5),
            nothing: [],
            map: [("a", (1,)), ("b\"", (2,))].into(),
        };
        // serde_json has a shorter form for U+0008 and U+000C, which means the same.
        let expected = serde_json::to_string(&all).unwrap_or_default().replace("\\b", "\\u0008");
        assert_eq!(to_json(&all), expected);
    }

    #[test]
    fn each_byte_that_needs_it_is_escaped_wherever_it_stands() {
        for character in ('\0'..'\u{100}').filter(|c| !matches!(c, '\u{8}' | '\u{c}')) {
            for at in 0..20 {
                let text = format!("{}{character}{}", "a".repeat(at), "\u{e9}".repeat(20 - at));
                assert_eq!(to_json(&text), serde_json::to_string(&text).unwrap_or_default());
            }
        }
    }
}
