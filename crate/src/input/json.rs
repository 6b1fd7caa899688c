//! Reading JSON with errors that name the field.
//!
//! serde_json tells a line and a column; the path to it is found by walking the text once more. (Wrapping every type
//! in a path-tracking deserializer would do the same for a quarter of the whole wasm's size.)

use super::Malformed;
use serde::de::DeserializeOwned;

/// Reads a value.
///
/// # Errors
/// [`Malformed`] names the field.
pub fn read_json<T: DeserializeOwned>(json: &str) -> Result<T, Malformed> {
    serde_json::from_str(json).map_err(|error| malformed(json, &error))
}

/// What serde_json says, with the path in place of the position.
pub fn malformed(json: &str, error: &serde_json::Error) -> Malformed {
    let text = error.to_string();
    let reason = text.rfind(" at line ").and_then(|end| text.get(..end)).unwrap_or(&text);
    let path = path_at(json, offset(json, error.line(), error.column()));
    // Our own checks name the element of a list, or a field of the object, themselves.
    if let Some((inner, rest)) = reason.split_once(": ") {
        if inner.starts_with('[') {
            let list = path
                .strip_suffix(']')
                .and_then(|open| open.rsplit_once('['))
                .map_or(path.as_str(), |(list, _)| list);
            return Malformed::new(format!("{list}{inner}"), rest);
        }
        if let Some(name) = inner.strip_prefix("field `").and_then(|name| name.strip_suffix('`')) {
            return Malformed::new(join(&path, name), rest);
        }
    }
    if let Some(name) = reason.strip_prefix("missing field `").and_then(|name| name.strip_suffix('`')) {
        return Malformed::new(join(&path, name), "missing");
    }
    Malformed::new(path, reason)
}

fn join(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}

/// Bytes in front of a position; both numbers count from 1, the column in bytes.
fn offset(json: &str, line: usize, column: usize) -> usize {
    let before: usize = json.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    before + column
}

/// A list or object that is open.
enum Open {
    List(usize),
    Object(Option<String>),
}

/// The path to the value that was read last when so many bytes had been read.
fn path_at(json: &str, offset: usize) -> String {
    let bytes = json.as_bytes();
    let mut open: Vec<Open> = Vec::new();
    let mut at = 0;
    while let Some(byte) = bytes.get(at).filter(|_| at < offset) {
        at += 1;
        match byte {
            b'{' => open.push(Open::Object(None)),
            b'[' => open.push(Open::List(0)),
            b'}' | b']' => {
                open.pop();
            }
            b',' => match open.last_mut() {
                Some(Open::List(index)) => *index += 1,
                Some(Open::Object(key)) => *key = None,
                None => {}
            },
            b'"' => {
                let end = string_end(bytes, at);
                if let Some(Open::Object(key @ None)) = open.last_mut() {
                    *key = json.get(at..end.saturating_sub(1)).map(str::to_owned);
                }
                at = end;
            }
            _ => {}
        }
    }
    let mut path = String::new();
    for one in &open {
        match one {
            Open::List(index) => path = format!("{path}[{index}]"),
            Open::Object(Some(key)) => path = join(&path, key),
            Open::Object(None) => {}
        }
    }
    path
}

/// Behind the closing quote of a string that begins at a place.
fn string_end(bytes: &[u8], mut at: usize) -> usize {
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'\\' => at += 2,
            b'"' => return at + 1,
            _ => at += 1,
        }
    }
    bytes.len()
}
