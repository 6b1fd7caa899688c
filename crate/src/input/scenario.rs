//! The `Scenario` format and its parts, as JSON.

use super::Malformed;
use super::fields::{Fields, boolean, bytes, count, expected, fact, list, number, read, text, word};
use crate::model::{
    Answer, AnswerSource, Body, Exchange, Header, HeaderList, Json, Kind, NetworkError, Outgoing, Received,
    RequestInput, Scenario, Schema,
};

/// Reads a `Scenario`.
///
/// # Errors
/// [`Malformed`] names the field.
pub fn scenario(json: &str) -> Result<Scenario, Malformed> {
    read(json, scenario_from)
}

/// Reads a `RequestInput`.
///
/// # Errors
/// [`Malformed`] names the field.
pub fn request(json: &str) -> Result<RequestInput, Malformed> {
    read(json, request_from)
}

/// Reads an `Outgoing`.
///
/// # Errors
/// [`Malformed`] names the field.
pub fn outgoing(json: &str) -> Result<Outgoing, Malformed> {
    read(json, outgoing_from)
}

/// Reads an `Answer`.
///
/// # Errors
/// [`Malformed`] names the field.
pub fn answer(json: &str) -> Result<Answer, Malformed> {
    read(json, answer_from)
}

fn scenario_from(json: &Json<'_>) -> Result<Scenario, Malformed> {
    let mut fields = Fields::only(json, &["schema", "request", "exchanges", "observed"]);
    let scenario = Scenario {
        schema: fields.required("schema", schema),
        request: fields.needed("request", request_from).unwrap_or_else(|| RequestInput::new("", "")),
        exchanges: fields.optional("exchanges", |json| list(json, exchange)).unwrap_or_default(),
        observed: fields.optional("observed", word),
    };
    fields.done(scenario)
}

fn schema(json: &Json<'_>) -> Result<Schema, Malformed> {
    match count(json)? {
        1 => Ok(Schema),
        other => Err(Malformed::new("", format!("{other} is not a schema this version reads (it reads 1)"))),
    }
}

fn request_from(json: &Json<'_>) -> Result<RequestInput, Malformed> {
    let mut fields = Fields::only(
        json,
        &[
            "url",
            "origin",
            "method",
            "headers",
            "mode",
            "credentials",
            "redirect",
            "body",
            "uploadListeners",
            "worker",
            "cache",
            "referrerPolicy",
            "topLevelSite",
            "targetAddressSpace",
            "initiator",
        ],
    );
    let request = RequestInput {
        url: fields.required("url", text),
        origin: fields.required("origin", text),
        method: fields.optional("method", text),
        headers: fields.optional("headers", header_lines),
        mode: fields.optional("mode", fact),
        credentials: fields.optional("credentials", fact),
        redirect: fields.optional("redirect", fact),
        body: fields.optional("body", body),
        upload_listeners: fields.optional("uploadListeners", boolean),
        worker: fields.optional("worker", boolean),
        cache: fields.optional("cache", fact),
        referrer_policy: fields.optional("referrerPolicy", fact),
        top_level_site: fields.optional("topLevelSite", text),
        target_address_space: fields.optional("targetAddressSpace", text),
        initiator: fields.optional("initiator", fact),
    };
    fields.done(request)
}

fn body(json: &Json<'_>) -> Result<Body, Malformed> {
    let mut fields = Fields::only(json, &["contentType", "stream"]);
    let body = Body {
        content_type: fields.optional("contentType", bytes),
        stream: fields.optional("stream", boolean).unwrap_or(false),
    };
    fields.done(body)
}

fn exchange(json: &Json<'_>) -> Result<Exchange, Malformed> {
    let mut fields = Fields::only(json, &["sent", "received", "at"]);
    let sent = fields.needed("sent", outgoing_from);
    let received = fields.needed("received", answer_from);
    let at = fields.optional("at", number);
    match (sent, received) {
        (Some(sent), Some(received)) => fields.done(Exchange { sent, received, at }),
        _ => Err(fields.failed()),
    }
}

fn outgoing_from(json: &Json<'_>) -> Result<Outgoing, Malformed> {
    let mut fields = Fields::only(json, &["kind", "hop", "method", "url", "headers"]);
    let outgoing = Outgoing {
        kind: fields.needed("kind", word).unwrap_or(Kind::Request),
        hop: fields.required("hop", count),
        method: fields.required("method", text),
        url: fields.required("url", text),
        headers: fields.required("headers", header_lines),
    };
    fields.done(outgoing)
}

type ReadAnswer = fn(&Json<'_>) -> Result<Answer, Malformed>;

/// Three kinds of object told apart by their fields.
fn answer_from(json: &Json<'_>) -> Result<Answer, Malformed> {
    let kinds: [(&str, ReadAnswer); 3] =
        [("status", received), ("networkError", failed), ("unknown", unknown)];
    let fields = Fields::of(json);
    let mut found = kinds.iter().filter(|(name, _)| fields.has(name));
    let count = match (found.next(), found.next()) {
        (Some((_, read)), None) => return read(json),
        (Some(_), Some(_)) => "only one",
        (None, _) => "one",
    };
    let reason = format!("an answer has {count} of the fields `status`, `networkError`, `unknown`");
    fields.done(())?;
    Err(Malformed::new("", reason))
}

fn failed(json: &Json<'_>) -> Result<Answer, Malformed> {
    let mut fields = Fields::only(json, &["networkError", "text"]);
    let error = fields.needed("networkError", word).unwrap_or(NetworkError::Other);
    let text = fields.optional("text", text);
    fields.done(Answer::Failed { error, text })
}

fn unknown(json: &Json<'_>) -> Result<Answer, Malformed> {
    let mut fields = Fields::only(json, &["unknown"]);
    let why = fields.required("unknown", text);
    fields.done(Answer::Unknown(why))
}

fn received(json: &Json<'_>) -> Result<Answer, Malformed> {
    let mut fields = Fields::only(json, &["status", "headers", "source", "joined", "addressSpace"]);
    let received = Received {
        status: fields.required("status", status),
        headers: fields.required("headers", header_lines),
        source: fields.optional("source", word).unwrap_or(AnswerSource::Network),
        joined: fields.optional("joined", boolean).unwrap_or(false),
        address_space: fields.optional("addressSpace", text),
    };
    fields.done(Answer::Received(received))
}

fn status(json: &Json<'_>) -> Result<u16, Malformed> {
    let number = count(json)?;
    u16::try_from(number)
        .ok()
        .filter(|status| (100..=999).contains(status))
        .ok_or_else(|| Malformed::new("", format!("{number} is not a status code (100 to 999)")))
}

fn header_lines(json: &Json<'_>) -> Result<HeaderList, Malformed> {
    list(json, header_line).map(HeaderList)
}

fn header_line(json: &Json<'_>) -> Result<Header, Malformed> {
    let Some([name, value]) = json.as_list() else { return Err(expected("`[name, value]`", json)) };
    let header = Header {
        name: bytes(name).map_err(|error| error.under("[0]"))?,
        value: bytes(value).map_err(|error| error.under("[1]"))?,
    };
    header.check().map_err(|reason| Malformed::new("", reason))?;
    Ok(header)
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
            ("", "not JSON: EOF while parsing a value"),
            ("[", "not JSON: EOF while parsing"),
            (r#"{"schema":1}"#, "request: missing"),
            (
                r#"{"schema":2,"request":{"url":"https://a/","origin":"https://b"}}"#,
                "schema: 2 is not a schema",
            ),
            (r#"{"schema":1,"request":{"origin":"https://b"}}"#, "request.url: missing"),
            (
                r#"{"schema":1,"request":{"url":1,"origin":"https://b"}}"#,
                "request.url: expected a string, found a number",
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
