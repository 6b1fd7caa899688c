//! The literals of JavaScript, as devtools write them into a copied `fetch(…)` and people into their own: read as data,
//! never run. What is no literal (`JSON.stringify(order)`, a variable) is [`Literal::Other`].

/// A value.
#[derive(Debug, Clone, PartialEq)]
pub enum Literal {
    /// `null`, `undefined`.
    Nothing,
    /// A string, a template without anything to fill in, a number, `true`: as text.
    Text(String),
    /// An object's fields, in order.
    Object(Vec<(String, Literal)>),
    /// Any other expression.
    Other,
}

impl Literal {
    /// An object's field.
    pub fn get(&self, name: &str) -> Option<&Literal> {
        match self {
            Self::Object(fields) => {
                fields.iter().rev().find(|(other, _)| other == name).map(|(_, value)| value)
            }
            _ => None,
        }
    }

    /// A text.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }
}

/// Reads one value after another.
pub struct Reader<'a> {
    rest: &'a str,
    depth: u32,
}

/// Deeper than anybody writes a request.
const DEEPEST: u32 = 32;

impl<'a> Reader<'a> {
    /// From the start of a value.
    pub fn new(rest: &'a str) -> Self {
        Self { rest, depth: 0 }
    }

    /// The next value; nothing where there is none.
    pub fn value(&mut self) -> Option<Literal> {
        self.skip();
        let (start, depth) = (self.rest, self.depth);
        let value = match self.rest.chars().next()? {
            '"' | '\'' | '`' => self.text(),
            '{' => self.object(),
            letter if letter.is_ascii_digit() || letter == '-' => self
                .word(|letter| letter.is_ascii_alphanumeric() || "-+.".contains(letter))
                .map(Literal::Text),
            letter if is_name(letter) => self.named(),
            _ => None,
        };
        self.skip();
        // More than the literal: a sum, a call of its method.
        let ends = self.rest.chars().next().is_none_or(|next| ",)}];:".contains(next));
        match value {
            Some(value) if ends => Some(value),
            _ => {
                (self.rest, self.depth) = (start, depth);
                self.other()
            }
        }
    }

    /// Whether this letter is next; then it is read.
    pub fn take(&mut self, letter: char) -> bool {
        self.skip();
        match self.rest.strip_prefix(letter) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    /// White space and comments.
    fn skip(&mut self) {
        loop {
            self.rest = self.rest.trim_start();
            let end = if self.rest.starts_with("//") {
                "\n"
            } else if self.rest.starts_with("/*") {
                "*/"
            } else {
                return;
            };
            self.rest = self.rest.split_once(end).map_or("", |(_, rest)| rest);
        }
    }

    fn word(&mut self, belongs: impl Fn(char) -> bool) -> Option<String> {
        let end = self.rest.find(|letter| !belongs(letter)).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at_checked(end)?;
        self.rest = rest;
        (!word.is_empty()).then(|| word.to_owned())
    }

    fn named(&mut self) -> Option<Literal> {
        let word = self.word(is_name)?;
        match &*word {
            "null" | "undefined" => Some(Literal::Nothing),
            "true" | "false" => Some(Literal::Text(word)),
            // `new Headers({ … })`
            "new" => {
                self.skip();
                let is_headers = self.word(is_name).as_deref() == Some("Headers");
                let inner = (is_headers && self.take('(')).then(|| self.value()).flatten();
                inner.filter(|_| self.take(')'))
            }
            _ => None,
        }
    }

    fn text(&mut self) -> Option<Literal> {
        let mut letters = self.rest.char_indices();
        let (_, quote) = letters.next()?;
        let mut text = String::new();
        loop {
            let (at, letter) = letters.next()?;
            match letter {
                '\\' => match letters.next()?.1 {
                    'n' => text.push('\n'),
                    'r' => text.push('\r'),
                    't' => text.push('\t'),
                    'b' => text.push('\u{8}'),
                    'f' => text.push('\u{c}'),
                    'v' => text.push('\u{b}'),
                    '0' => text.push('\0'),
                    '\n' => {}
                    kind @ ('u' | 'x') => {
                        let wanted = if kind == 'u' { 4 } else { 2 };
                        let digits: String = letters.by_ref().take(wanted).map(|(_, digit)| digit).collect();
                        let code = u32::from_str_radix(&digits, 16).ok()?;
                        // Half of a pair is shown as what it is: nothing that a header could hold.
                        text.push(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER));
                    }
                    other => text.push(other),
                },
                '$' if quote == '`' && letters.as_str().starts_with('{') => return None,
                letter if letter == quote => {
                    self.rest = self.rest.get(at + letter.len_utf8()..)?;
                    return Some(Literal::Text(text));
                }
                letter => text.push(letter),
            }
        }
    }

    fn object(&mut self) -> Option<Literal> {
        if self.depth >= DEEPEST || !self.take('{') {
            return None;
        }
        self.depth += 1;
        let mut fields = Vec::new();
        loop {
            if self.take('}') {
                self.depth -= 1;
                return Some(Literal::Object(fields));
            }
            self.skip();
            let name = match self.rest.chars().next()? {
                '"' | '\'' => match self.text()? {
                    Literal::Text(name) => name,
                    _ => return None,
                },
                // `...defaults`, `[computed]`
                '.' | '[' => String::new(),
                _ => self.word(is_name)?,
            };
            let value = if self.take(':') {
                self.value()?
            } else {
                // A variable of that name, or what is spread.
                self.other()?
            };
            if !name.is_empty() {
                fields.push((name, value));
            }
            self.take(',');
        }
    }

    /// Passes over an expression: up to what ends it outside of all its brackets and quotes.
    fn other(&mut self) -> Option<Literal> {
        let mut depth = 0_u32;
        loop {
            self.skip();
            let letter = self.rest.chars().next()?;
            match letter {
                '"' | '\'' | '`' => {
                    let before = self.rest;
                    if self.text().is_none() {
                        // Filled in by something: up to the next such quote.
                        let (_, rest) = before.get(1..)?.split_once(letter)?;
                        self.rest = rest;
                    }
                    continue;
                }
                '(' | '[' | '{' => depth += 1,
                ')' | ']' | '}' if depth == 0 => return Some(Literal::Other),
                ')' | ']' | '}' => depth -= 1,
                ',' | ';' if depth == 0 => return Some(Literal::Other),
                _ => {}
            }
            self.rest = self.rest.get(letter.len_utf8()..)?;
        }
    }
}

fn is_name(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_' || letter == '$'
}

#[cfg(test)]
mod tests {
    use super::{Literal, Reader};

    fn text(text: &str) -> Literal {
        Literal::Text(text.to_owned())
    }

    #[test]
    fn values() {
        for (script, expected) in [
            ("\"a\\u00e9\\n\"", Some(text("aé\n"))),
            ("'it\\'s'", Some(text("it's"))),
            ("`plain`", Some(text("plain"))),
            ("`a${b}c`", Some(Literal::Other)),
            ("null", Some(Literal::Nothing)),
            ("1.5", Some(text("1.5"))),
            ("JSON.stringify({ a: [1, ')'] })", Some(Literal::Other)),
            ("'a' + b", Some(Literal::Other)),
            ("", None),
            ("\"open", None),
        ] {
            // A script goes on behind its values.
            let script = if script.is_empty() || script.ends_with("open") {
                script.to_owned()
            } else {
                format!("{script})")
            };
            assert_eq!(Reader::new(&script).value(), expected, "{script}");
        }
    }

    #[test]
    fn objects() {
        let script = "{ method: 'PUT', // how\n 'a-b': { x: 1 }, body, ...rest, headers: new Headers({ \"X-Id\": \"7\" }), }";
        let found = Reader::new(script).value();
        let get = |name| found.as_ref().and_then(|found| found.get(name));
        assert_eq!(get("method"), Some(&text("PUT")));
        assert_eq!(get("a-b").and_then(|inner| inner.get("x")), Some(&text("1")));
        assert_eq!(get("body"), Some(&Literal::Other));
        assert_eq!(get("headers").and_then(|inner| inner.get("X-Id")), Some(&text("7")));
        assert_eq!(get("none"), None);
    }

    #[test]
    fn what_is_nested_without_end_is_no_literal() {
        assert_eq!(Reader::new(&"{a:".repeat(100_000)).value(), None);
    }
}
