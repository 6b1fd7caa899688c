//! JSON being read, into [`Json`] and nothing else: a tenth of what a reader for any type of Rust's takes in the wasm.

use super::Json;
use super::write::plain;
use std::borrow::Cow;
use std::fmt;

/// Lists and objects may be this deep in each other: what comes from outside must not use up the stack.
const DEPTH: usize = 128;

/// Why a text is not JSON, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotJson {
    failure: Failure,
    line: usize,
    column: usize,
}

impl fmt::Display for NotJson {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (lead, what) = match self.failure {
            Failure::End(what) => ("EOF while parsing ", what),
            Failure::Here(what) => ("", what),
        };
        write!(f, "{lead}{what} at line {} column {}", self.line, self.column)
    }
}

impl std::error::Error for NotJson {}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Failure {
    /// The text ends inside of this.
    End(&'static str),
    /// This is wrong.
    Here(&'static str),
}

type Read<T> = Result<T, Failure>;

/// Reads a whole text.
pub fn read(text: &str) -> Result<Json<'_>, NotJson> {
    let mut reader = Reader { text, at: 0 };
    let read = reader.value(DEPTH).and_then(|value| match reader.next() {
        None => Ok(value),
        Some(_) => Err(Failure::Here("nothing should follow the value")),
    });
    read.map_err(|failure| {
        let before = text.as_bytes().get(..reader.at).unwrap_or(text.as_bytes());
        let line_start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |newline| newline + 1);
        NotJson {
            failure,
            line: 1 + before.iter().filter(|byte| **byte == b'\n').count(),
            column: before.len() - line_start + usize::from(before.len() < text.len()),
        }
    })
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// What is wrong here, unless the text has ended.
    fn failure(&self, here: &'static str, end: &'static str) -> Failure {
        if self.peek().is_some() { Failure::Here(here) } else { Failure::End(end) }
    }

    /// The next byte that is no white space, which stays where it is.
    fn next(&mut self) -> Option<u8> {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
        self.peek()
    }

    fn take(&mut self, byte: u8) -> bool {
        let taken = self.peek() == Some(byte);
        self.at += usize::from(taken);
        taken
    }

    fn value(&mut self, depth: usize) -> Read<Json<'a>> {
        match self.next() {
            Some(b'"') => self.string().map(Json::Text),
            Some(b'{') => self.object(depth.checked_sub(1).ok_or(Failure::Here("too deep"))?),
            Some(b'[') => self.list(depth.checked_sub(1).ok_or(Failure::Here("too deep"))?),
            Some(b'-' | b'0'..=b'9') => self.number().map(Json::Number),
            _ => {
                let rest = self.text.get(self.at..).unwrap_or_default();
                let words = [("null", Json::Null), ("true", Json::Bool(true)), ("false", Json::Bool(false))];
                for (word, value) in words {
                    if rest.starts_with(word) {
                        self.at += word.len();
                        return Ok(value);
                    }
                }
                Err(self.failure("expected a value", "a value"))
            }
        }
    }

    fn object(&mut self, depth: usize) -> Read<Json<'a>> {
        let mut fields = Vec::new();
        self.at += 1;
        if self.next() == Some(b'}') {
            self.at += 1;
            return Ok(Json::Object(fields));
        }
        loop {
            if self.next() != Some(b'"') {
                return Err(self.failure("expected a field's name", "an object"));
            }
            let key = self.string()?;
            self.next();
            if !self.take(b':') {
                return Err(self.failure("expected `:`", "an object"));
            }
            fields.push((key, self.value(depth)?));
            if self.is_last(b'}')? {
                return Ok(Json::Object(fields));
            }
        }
    }

    fn list(&mut self, depth: usize) -> Read<Json<'a>> {
        let mut items = Vec::new();
        self.at += 1;
        if self.next() == Some(b']') {
            self.at += 1;
            return Ok(Json::List(items));
        }
        loop {
            items.push(self.value(depth)?);
            if self.is_last(b']')? {
                return Ok(Json::List(items));
            }
        }
    }

    /// Goes behind what follows an item: a comma, or the end.
    fn is_last(&mut self, end: u8) -> Read<bool> {
        self.next();
        if self.take(b',') {
            return Ok(false);
        }
        if self.take(end) {
            return Ok(true);
        }
        let within = if end == b'}' { "an object" } else { "a list" };
        Err(self.failure("expected a comma or the end of the list or object", within))
    }

    /// A string, borrowed where nothing in it is escaped.
    fn string(&mut self) -> Read<Cow<'a, str>> {
        self.at += 1;
        let mut read = Cow::Borrowed("");
        loop {
            let rest = self.text.get(self.at..).unwrap_or_default();
            let part = rest.get(..plain(rest.as_bytes())).unwrap_or_default();
            if read.is_empty() {
                read = Cow::Borrowed(part);
            } else {
                read.to_mut().push_str(part);
            }
            self.at += part.len();
            if self.take(b'"') {
                return Ok(read);
            }
            if !self.take(b'\\') {
                return Err(self.failure("control characters must be escaped in a string", "a string"));
            }
            let character = self.escape()?;
            read.to_mut().push(character);
        }
    }

    fn escape(&mut self) -> Read<char> {
        let byte = self.peek();
        let failure = self.failure("no such escape", "a string");
        self.at += 1;
        Ok(match byte {
            Some(b'u') => return self.code_point(),
            Some(b'n') => '\n',
            Some(b't') => '\t',
            Some(b'r') => '\r',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(same @ (b'"' | b'\\' | b'/')) => char::from(same),
            _ => return Err(failure),
        })
    }

    fn code_point(&mut self) -> Read<char> {
        let mut code = self.code_unit()?;
        if (0xD800..0xDC00).contains(&code) && self.take(b'\\') && self.take(b'u') {
            let low = self.code_unit()?;
            if (0xDC00..0xE000).contains(&low) {
                code = 0x1_0000 + ((code - 0xD800) << 10) + (low - 0xDC00);
            }
        }
        char::from_u32(code).ok_or(Failure::Here("half of a surrogate pair"))
    }

    fn code_unit(&mut self) -> Read<u32> {
        let mut code = 0;
        for _ in 0..4 {
            let digit = self.peek().and_then(|byte| char::from(byte).to_digit(16));
            code = code * 16
                + digit.ok_or_else(|| self.failure("expected four hexadecimal digits", "a string"))?;
            self.at += 1;
        }
        Ok(code)
    }

    /// As many significant digits as fit, and how often to multiply by ten.
    #[expect(clippy::cast_precision_loss, reason = "JavaScript's numbers are these")]
    fn number(&mut self) -> Read<f64> {
        let negative = self.take(b'-');
        let (mut digits, mut exponent) = (0, 0);
        if !self.take(b'0') {
            self.digits(&mut digits, &mut |fits| exponent += i32::from(!fits))?;
        }
        if self.take(b'.') {
            self.digits(&mut digits, &mut |fits| exponent -= i32::from(fits))?;
        }
        if self.take(b'e') || self.take(b'E') {
            let down = self.take(b'-');
            if !down {
                self.take(b'+');
            }
            let mut by: u64 = 0;
            self.digits(&mut by, &mut |_| {})?;
            let by = i32::try_from(by.min(100_000)).unwrap_or(0);
            exponent += if down { -by } else { by };
        }
        let scale = 10f64.powi(exponent.abs());
        let number = match digits {
            0 => 0.0,
            _ if exponent < 0 => digits as f64 / scale,
            _ => digits as f64 * scale,
        };
        if !number.is_finite() {
            return Err(Failure::Here("number out of range"));
        }
        Ok(if negative { -number } else { number })
    }

    /// At least one digit; `each` is told whether it fits into the number.
    fn digits(&mut self, number: &mut u64, each: &mut dyn FnMut(bool)) -> Read<()> {
        let start = self.at;
        while let Some(byte @ b'0'..=b'9') = self.peek() {
            let more = number.checked_mul(10).and_then(|ten| ten.checked_add(u64::from(byte - b'0')));
            each(more.is_some());
            *number = more.unwrap_or(*number);
            self.at += 1;
        }
        if self.at == start { Err(self.failure("expected a digit", "a value")) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(text: &str) {
        let ours = read(text).ok().map(|json| super::super::to_json(&json));
        let theirs = serde_json::from_str::<serde_json::Value>(text).ok();
        let ours = ours.and_then(|text| serde_json::from_str::<serde_json::Value>(&text).ok());
        let whole = |value: Option<serde_json::Value>| value.map(|value| value.to_string().replace(".0", ""));
        assert_eq!(whole(ours), whole(theirs), "{text}");
    }

    #[test]
    fn serde_json_reads_the_same() {
        for text in [
            r#" { "a" : [ 1 , -2.5e3 , true , null , false , "" , {} , [ ] ] , "a" : "b" } "#,
            r#""\u00e9 \"\\\/\b\f\n\r\t \ud83d\ude00 caf\u00e9 plain text that is longer than a word""#,
            "0",
            "10",
            "1.5",
            "1e3",
            "1E+3",
            "25e-1",
            "123456789012",
            "1795341600123.25",
            "0.1",
            "",
            " ",
            "{",
            "[",
            "[1",
            "[1,",
            "[1,]",
            "[1 2]",
            "{\"a\"}",
            "{\"a\":}",
            "{\"a\":1,}",
            "{a:1}",
            "{\"a\" 1}",
            "\"",
            "\"\\",
            "\"\\x\"",
            "\"\\u12\"",
            "\"\\u12g4\"",
            "\"\\ud800\"",
            "\"\\ud800\\n\"",
            "\"\\udc00\"",
            "\"a\nb\"",
            "tru",
            "nul",
            "truefalse",
            "1 2",
            "+1",
            ".5",
            "1.",
            "1e",
            "1e+",
            "-",
            "1e999",
            "\u{feff}1",
        ] {
            same(text);
        }
    }

    #[test]
    fn leading_zeros_are_no_numbers() {
        assert!(read("01").is_err() && read("[00]").is_err() && read("-01").is_err());
    }

    #[test]
    fn depth_has_an_end() {
        let nested = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
        assert!(read(&nested(DEPTH)).is_ok());
        assert_eq!(
            read(&nested(100_000)).map_err(|error| error.to_string()),
            Err(format!("too deep at line 1 column {}", DEPTH + 1))
        );
    }

    #[test]
    fn an_error_says_where() {
        let error = read("{\n  \"a\": nothing }").map_err(|error| error.to_string());
        assert_eq!(error, Err("expected a value at line 2 column 8".to_owned()));
    }

    #[test]
    fn many_digits_lose_the_last_ones_only() {
        for text in ["100.54300003685057", "12345678901234567890123", "0.00000000000000000000000000012345"] {
            let expected: f64 = text.parse().unwrap_or_default();
            let number = read(text).ok().and_then(|json| json.as_number()).unwrap_or_default();
            assert!(((number - expected) / expected).abs() < 1e-15, "{text}: {number}");
        }
    }
}
