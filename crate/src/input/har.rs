//! HAR: one entry as devtools hands it to an extension, and a whole file.

use super::json::malformed;
use super::{Entry, Malformed, ScriptPosition, milliseconds, read_json};
use crate::model::{ByteString, Header, HeaderList, Url, is_token};
use serde::Deserialize;
use serde::de::IgnoredAny;

/// An entry as written. Everything is optional here so that the check can say what is missing by name.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", expecting = "an object")]
pub struct HarEntry {
    started_date_time: Option<String>,
    time: Option<f64>,
    pageref: Option<String>,
    connection: Option<String>,
    request: Option<HarRequest>,
    response: Option<HarResponse>,
    #[serde(rename = "_resourceType")]
    resource_type: Option<String>,
    #[serde(rename = "_fromCache")]
    from_cache: Option<IgnoredAny>,
    #[serde(rename = "_fetchedViaServiceWorker")]
    via_service_worker: Option<bool>,
    #[serde(rename = "_connectionId")]
    connection_id: Option<String>,
    #[serde(rename = "_initiator")]
    initiator: Option<HarInitiator>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct HarRequest {
    method: Option<String>,
    url: Option<String>,
    headers: Option<Vec<HarHeader>>,
    post_data: Option<IgnoredAny>,
    body_size: Option<f64>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct HarResponse {
    status: Option<f64>,
    headers: Option<Vec<HarHeader>>,
    #[serde(rename = "redirectURL")]
    redirect_url: Option<String>,
    #[serde(rename = "_error")]
    error: Option<String>,
    #[serde(rename = "_fetchedViaServiceWorker")]
    via_service_worker: Option<bool>,
}

#[derive(Debug, Deserialize)]
struct HarHeader {
    name: Option<ByteString>,
    value: Option<ByteString>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct HarInitiator {
    #[serde(rename = "type")]
    kind: Option<String>,
    request_id: Option<String>,
    url: Option<String>,
    line_number: Option<f64>,
    column_number: Option<f64>,
    stack: Option<HarStack>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct HarStack {
    #[serde(default)]
    call_frames: Vec<HarFrame>,
    parent: Option<Box<HarStack>>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct HarFrame {
    url: Option<String>,
    line_number: Option<f64>,
    column_number: Option<f64>,
}

#[derive(Deserialize)]
#[serde(expecting = "an object")]
struct File<'a> {
    #[serde(borrow)]
    log: Option<Log<'a>>,
}

#[derive(Deserialize)]
#[serde(expecting = "an object")]
struct Log<'a> {
    #[serde(borrow)]
    entries: Option<Vec<&'a serde_json::value::RawValue>>,
}

/// Entries in the order of a list, each read or refused.
pub type Entries = Vec<Result<Entry, Malformed>>;

/// Reads a HAR file. A bad entry doesn't stop the others.
///
/// # Errors
/// [`Malformed`] for text that is no JSON, or JSON that is no HAR.
pub fn har_file(json: &str) -> Result<Entries, Malformed> {
    if json.trim_start_matches('\u{feff}').trim().is_empty() {
        return Err(Malformed::new("har", "is empty"));
    }
    let json = json.trim_start_matches('\u{feff}');
    let file: File<'_> = serde_json::from_str(json).map_err(|error| {
        // The position matters in a file, where it doesn't in a call.
        if error.is_data() {
            malformed(json, &error)
        } else {
            Malformed::new("har", format!("not JSON: {error}"))
        }
    })?;
    let log = file.log.ok_or_else(|| Malformed::new("log", "missing"))?;
    let entries = log.entries.ok_or_else(|| Malformed::new("log.entries", "missing"))?;
    Ok(entries.iter().map(|raw| har_entry(raw.get())).collect())
}

/// Reads a JSON list of entries. A bad entry doesn't stop the others.
///
/// # Errors
/// [`Malformed`] for text that is no JSON list.
pub fn har_entries(json: &str) -> Result<Entries, Malformed> {
    let list: Vec<&serde_json::value::RawValue> =
        serde_json::from_str(json).map_err(|error| Malformed::new("entries", error.to_string()))?;
    Ok(list.iter().map(|raw| har_entry(raw.get())).collect())
}

/// Reads one entry.
///
/// # Errors
/// [`Malformed`] names the field inside the entry.
pub fn har_entry(json: &str) -> Result<Entry, Malformed> {
    check(read_json(json)?)
}

fn missing(field: &str) -> Malformed {
    Malformed::new(field, "missing")
}

fn check(raw: HarEntry) -> Result<Entry, Malformed> {
    let request = raw.request.ok_or_else(|| missing("request"))?;
    let response = raw.response.ok_or_else(|| missing("response"))?;
    let started_at = raw.started_date_time.ok_or_else(|| missing("startedDateTime"))?;
    let start = milliseconds(&started_at).ok_or_else(|| {
        Malformed::new("startedDateTime", format!("`{started_at}` is not an ISO 8601 time"))
    })?;
    let url = url(&request.url.ok_or_else(|| missing("request.url"))?, "request.url")?;
    let method = request.method.ok_or_else(|| missing("request.method"))?;
    if !is_token(method.as_bytes()) {
        return Err(Malformed::new("request.method", format!("`{method}` is not a method (a token)")));
    }
    let redirect_url = match response.redirect_url.as_deref() {
        None | Some("") => None,
        // Firefox and old exports write the header's value, which may be relative.
        Some(target) => url.join(target).ok().map(without_fragment),
    };
    let provisional = !request.headers.iter().flatten().any(|line| is_wire_mark(line.name.as_ref()));
    Ok(Entry {
        method,
        provisional,
        request_headers: header_list(request.headers, "request.headers")?,
        has_body: request.post_data.is_some() || request.body_size.is_some_and(|size| size > 0.0),
        status: status(response.status)?,
        response_headers: header_list(response.headers, "response.headers")?,
        redirect_url,
        error: response.error.filter(|text| !text.is_empty()),
        start,
        started_at,
        time: raw.time.filter(|time| time.is_finite() && *time > 0.0).unwrap_or(0.0),
        position: raw.initiator.as_ref().and_then(position),
        initiator_type: raw.initiator.as_ref().and_then(|initiator| initiator.kind.clone()),
        initiator_request: raw.initiator.and_then(|initiator| initiator.request_id),
        resource_type: raw.resource_type,
        from_cache: raw.from_cache.is_some(),
        via_service_worker: raw.via_service_worker.or(response.via_service_worker).unwrap_or(false),
        page: raw.pageref,
        connection: raw.connection_id.or(raw.connection).filter(|id| !id.is_empty() && id != "0"),
        url,
    })
}

/// Names that every request on the wire carries and that no page can set.
fn is_wire_mark(name: Option<&ByteString>) -> bool {
    name.is_some_and(|name| {
        [":authority", "host", "accept-encoding"].iter().any(|mark| name.eq_ignore_case(mark))
    })
}

fn url(text: &str, field: &str) -> Result<Url, Malformed> {
    Url::parse(text)
        .map(without_fragment)
        .map_err(|error| Malformed::new(field, format!("`{text}` is not an absolute URL ({error})")))
}

fn without_fragment(mut url: Url) -> Url {
    url.set_fragment(None);
    url
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the range is checked")]
fn status(status: Option<f64>) -> Result<u16, Malformed> {
    match status {
        Some(number) if number == 0.0 || (100.0..1000.0).contains(&number) => Ok(number as u16),
        // Some exporters write -1 for "none".
        Some(-1.0) => Ok(0),
        Some(number) => Err(Malformed::new("response.status", format!("{number} is not a status code"))),
        None => Err(missing("response.status")),
    }
}

/// Header lines. Chromium joins repeated lines by line feeds before it splits them for a HAR, and some exporters leave
/// that out, so it is done here. HTTP/2's pseudo headers (`:authority`) are no headers.
fn header_list(raw: Option<Vec<HarHeader>>, field: &str) -> Result<HeaderList, Malformed> {
    let raw = raw.ok_or_else(|| missing(field))?;
    let mut list = HeaderList(Vec::with_capacity(raw.len()));
    for (index, line) in raw.into_iter().enumerate() {
        let name = line.name.ok_or_else(|| missing(&format!("{field}[{index}].name")))?;
        let value = line.value.ok_or_else(|| missing(&format!("{field}[{index}].value")))?;
        if name.as_bytes().starts_with(b":") {
            continue;
        }
        if !is_token(name.as_bytes()) {
            let reason = format!("`{name}` is not a header name (a token)");
            return Err(Malformed::new(format!("{field}[{index}].name"), reason));
        }
        if value.as_bytes().iter().any(|byte| matches!(byte, 0 | b'\r')) {
            let reason = "holds a NUL or a carriage return, which can't stand in a header value";
            return Err(Malformed::new(format!("{field}[{index}].value"), reason));
        }
        if value.as_bytes().contains(&b'\n') {
            let parts = value.as_bytes().split(|byte| *byte == b'\n');
            list.0.extend(parts.map(|part| Header { name: name.clone(), value: ByteString::from(part) }));
        } else {
            list.0.push(Header { name, value });
        }
    }
    Ok(list)
}

/// The innermost frame that has a URL; devtools count from 0, people from 1.
fn position(initiator: &HarInitiator) -> Option<ScriptPosition> {
    let mut stack = initiator.stack.as_ref();
    while let Some(level) = stack {
        let framed = level
            .call_frames
            .iter()
            .find_map(|frame| place(frame.url.as_deref(), frame.line_number, frame.column_number));
        if framed.is_some() {
            return framed;
        }
        stack = level.parent.as_deref();
    }
    place(initiator.url.as_deref(), Some(initiator.line_number?), initiator.column_number)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "float casts saturate")]
fn place(url: Option<&str>, line: Option<f64>, column: Option<f64>) -> Option<ScriptPosition> {
    let url = url.filter(|url| !url.is_empty())?.to_owned();
    let from_one = |number: Option<f64>| (number.unwrap_or(0.0) as u32).saturating_add(1);
    Some(ScriptPosition { url, line: from_one(line), column: from_one(column) })
}

#[cfg(test)]
#[path = "har_tests.rs"]
mod tests;
