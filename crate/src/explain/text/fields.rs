//! Reading a Report from its JSON form: it may come from this run, a file or another version. What is not there reads
//! as empty, and what is not known here is not looked at.
//!
//! No derived readers: those of a dozen types would be a sixth of the wasm.

use crate::model::Json;
use crate::report::{Line, Mark};

/// A field's text.
pub fn text<'a>(object: &'a Json<'a>, name: &str) -> &'a str {
    object.get(name).and_then(Json::as_str).unwrap_or_default()
}

/// A field's items.
pub fn items<'a>(object: &'a Json<'a>, name: &str) -> &'a [Json<'a>] {
    object.get(name).and_then(Json::as_list).unwrap_or_default()
}

/// A field's number.
pub fn number(object: &Json<'_>, name: &str) -> Option<usize> {
    object.get(name).and_then(Json::as_index)
}

/// The texts of a list, joined by commas.
pub fn joined(object: &Json<'_>, name: &str) -> String {
    let texts: Vec<&str> = items(object, name).iter().filter_map(Json::as_str).collect();
    texts.join(", ")
}

/// A sentence: words as they are, names and values in backticks.
pub fn sentence(object: &Json<'_>, name: &str) -> String {
    let mut out = String::new();
    for piece in items(object, name) {
        out.push_str(text(piece, "text"));
        out.push_str(text(piece, "link"));
        for quoted in ["code", "value"] {
            if let Some(quoted) = piece.get(quoted).and_then(Json::as_str) {
                out.push('`');
                out.push_str(quoted);
                out.push('`');
            }
        }
    }
    out
}

/// A mark.
pub fn mark(object: &Json<'_>) -> Option<Mark> {
    let line = match number(object, "line") {
        Some(number) => Line::Number(number),
        None if text(object, "line") == "end-of-headers" => Line::EndOfHeaders,
        None => return None,
    };
    let (from, to) = (number(object, "from")?, number(object, "to")?);
    Some(Mark { message: number(object, "message")?, line, from, to: to.max(from) })
}

/// A message of the call.
#[derive(Clone, Copy)]
pub struct Message<'a>(pub &'a Json<'a>);

impl<'a> Message<'a> {
    /// What marks call it.
    pub fn index(self) -> Option<usize> {
        number(self.0, "index")
    }

    /// Whether it is a request.
    pub fn is_request(self) -> bool {
        text(self.0, "kind") == "request"
    }

    /// Method and target, or the status.
    pub fn start_line(self) -> &'a str {
        text(self.0, "startLine")
    }

    /// The header lines: name and value.
    pub fn lines(self) -> impl Iterator<Item = (&'a str, &'a str)> {
        items(self.0, "lines").iter().map(|line| {
            let part = |index: usize| {
                line.as_list().and_then(|line| line.get(index)).and_then(Json::as_str).unwrap_or_default()
            };
            (part(0), part(1))
        })
    }

    /// The text of a line as marks count it; the place behind the headers is an empty line.
    pub fn line(self, line: Line) -> String {
        match line {
            Line::Number(0) => self.start_line().to_owned(),
            Line::Number(number) => self
                .lines()
                .nth(number - 1)
                .map(|(name, value)| [name, ": ", value].concat())
                .unwrap_or_default(),
            Line::EndOfHeaders => String::new(),
        }
    }

    /// The number shown in front of a line.
    pub fn number(self, line: Line) -> usize {
        match line {
            Line::Number(number) => number,
            Line::EndOfHeaders => items(self.0, "lines").len() + 1,
        }
    }
}
