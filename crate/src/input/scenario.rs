//! The `Scenario` format and its parts, as JSON.

use super::{Malformed, read_json};
use crate::model::{Answer, RequestInput, Scenario};

/// Reads a `Scenario`.
///
/// # Errors
/// [`Malformed`] names the field.
pub fn scenario(json: &str) -> Result<Scenario, Malformed> {
    read_json(json)
}

/// Reads a `RequestInput`.
///
/// # Errors
/// [`Malformed`] names the field.
pub fn request(json: &str) -> Result<RequestInput, Malformed> {
    read_json(json)
}

/// Reads an `Answer`.
///
/// # Errors
/// [`Malformed`] names the field.
pub fn answer(json: &str) -> Result<Answer, Malformed> {
    read_json(json)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error_of(json: &str) -> String {
        scenario(json).err().map(|error| error.to_string()).unwrap_or_default()
    }

    #[test]
    fn errors_name_the_field() {
        for (json, expected) in [
            ("", "EOF while parsing a value"),
            ("[", "[0]: EOF while parsing"),
            (r#"{"schema":1}"#, "request: missing"),
            (
                r#"{"schema":2,"request":{"url":"https://a/","origin":"https://b"}}"#,
                "schema: 2 is not a schema",
            ),
            (r#"{"schema":1,"request":{"origin":"https://b"}}"#, "request.url: missing"),
            (
                r#"{"schema":1,"request":{"url":1,"origin":"https://b"}}"#,
                "request.url: invalid type: integer `1`",
            ),
            (
                r#"{"schema":1,"request":{"url":"https://a/","origin":"https://b","mood":"cors"}}"#,
                "request.mood: unknown field",
            ),
            (
                r#"{"schema":1,"request":{"url":"https://a/","origin":"https://b","mode":"navigate"}}"#,
                "request.mode: `navigate` is none of",
            ),
            (
                r#"{"schema":1,"request":{"url":"https://a/","origin":"https://b","headers":[["X-A","1"],["X B","1"]]}}"#,
                "request.headers[1]: `X B` is not a header name",
            ),
            (
                r#"{"schema":1,"request":{"url":"https://a/","origin":"https://b","headers":[["X-A","1\n2"]]}}"#,
                "request.headers[0]: the value of `X-A` holds",
            ),
            (
                r#"{"schema":1,"request":{"url":"https://a/","origin":"https://b","headers":[["X-A","…"]]}}"#,
                "request.headers[0][1]: `…` (U+2026) is above U+00FF",
            ),
            (
                r#"{"schema":1,"request":{"url":"https://a/","origin":"https://b"},"exchanges":[{"sent":{"kind":"request","hop":0,"method":"GET","url":"https://a/","headers":[]},"received":{"status":200}}]}"#,
                "exchanges[0].received.headers: missing",
            ),
            (
                r#"{"schema":1,"request":{"url":"https://a/","origin":"https://b"},"exchanges":[{"sent":{"kind":"request","hop":0,"url":"https://a/","headers":[]},"received":{"unknown":"x"}}]}"#,
                "exchanges[0].sent.method: missing",
            ),
        ] {
            let found = error_of(json);
            assert!(found.starts_with(expected), "{json}\n  gives {found}\n  expected {expected}");
        }
    }
}
