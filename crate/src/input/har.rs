//! HAR: one entry as devtools hands it to an extension, and a whole file.

use super::fields::{Fields, boolean, expected, list, number, read, text};
use super::{Entry, Malformed, ScriptPosition, milliseconds, version};
use crate::model::{
    ByteString, Header, HeaderList, Json, Url, escaped_location, is_token, number_text, text as texts,
};

/// Entries in the order of a list, each read or refused.
pub type Entries = Vec<Result<Entry, Malformed>>;

/// Reads a HAR file. A bad entry doesn't stop the others.
///
/// # Errors
/// [`Malformed`] for text that is no JSON, or JSON that is no HAR.
pub fn har_file(text: &str) -> Result<Entries, Malformed> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.trim_ascii().is_empty() {
        return Err(Malformed::new("har", "is empty"));
    }
    let file = Json::parse(text).map_err(|error| Malformed::new("har", format!("not JSON: {error}")))?;
    let mut fields = Fields::of(&file);
    let entries = fields.needed("log", log).unwrap_or_default();
    fields.done(entries).map_err(|error| if error.field.is_empty() { error.under("har") } else { error })
}

fn log(json: &Json<'_>) -> Result<Entries, Malformed> {
    let mut fields = Fields::of(json);
    let entries = fields.required("entries", entries);
    fields.done(entries)
}

fn entries(json: &Json<'_>) -> Result<Entries, Malformed> {
    list(json, |entry| Ok(entry_from(entry)))
}

/// Reads a JSON list of entries. A bad entry doesn't stop the others.
///
/// # Errors
/// [`Malformed`] for text that is no JSON list.
pub fn har_entries(text: &str) -> Result<Entries, Malformed> {
    read(text, entries).map_err(|error| error.under("entries"))
}

/// Reads one entry.
///
/// # Errors
/// [`Malformed`] names the field inside the entry.
pub fn har_entry(json: &str) -> Result<Entry, Malformed> {
    read(json, entry_from)
}

fn entry_from(json: &Json<'_>) -> Result<Entry, Malformed> {
    let mut fields = Fields::of(json);
    let request = fields.needed("request", request);
    let response = fields.needed("response", response);
    let start = fields.needed("startedDateTime", time);
    let (Some(mut read), Some(response), Some(start)) = (request, response, start) else {
        return Err(fields.failed());
    };
    read.status = response.status;
    read.response_headers = response.headers;
    if read.provisional {
        part_equal_locations(&mut read.response_headers);
    }
    // Firefox follows an empty `Location`, and writes no target down.
    let here = read.firefox > 0 && read.response_headers.contains("Location");
    let written = response.target.as_deref().or(here.then_some(""));
    read.redirect_url = redirect_url(&read.url, &read.response_headers, written, read.firefox > 0);
    read.error = response.error;
    // Firefox writes times when a request has ended, however it did.
    let phase = |name| fields.value("timings")?.get(name)?.as_number();
    read.no_answer = phase("wait").is_some() && read.unanswered() && read.firefox > 0;
    // Nothing but a tie hangs on how long the body took to come in.
    let receiving = phase("receive").filter(|time| *time > 0.0).unwrap_or(0.0);
    read.has_usual_priority = fields.value("_priority").and_then(Json::as_str) == Some("Normal");
    read.start = start;
    read.time = fields.optional("time", number).filter(|time| *time > 0.0).unwrap_or(0.0);
    read.waited = read.time - receiving;
    read.resource_type = fields.optional("_resourceType", text);
    read.from_cache = fields.has("_fromCache");
    // Chromium writes it into the response; some exporters into the entry.
    read.via_service_worker =
        response.via_service_worker || fields.optional("_fetchedViaServiceWorker", boolean).unwrap_or(false);
    read.page = fields.optional("pageref", text);
    if let Some(initiator) = fields.optional("_initiator", initiator) {
        (read.initiator_type, read.position) = initiator;
    }
    fields.done(read)
}

/// Two equal `Location` lines are followed like one, and Chromium joins them where it doesn't have those of the wire: of a
/// worker's requests.
fn part_equal_locations(list: &mut HeaderList) {
    let Some(at) = list.0.iter().position(|line| line.name.eq_ignore_case("Location")) else { return };
    let Some(line) = list.0.get_mut(at) else { return };
    let joined = line.value.as_bytes();
    let half = joined.get(..joined.len().saturating_sub(2) / 2).unwrap_or_default();
    if joined == [half, b", ", half].concat() {
        line.value = half.into();
        let again = line.clone();
        list.0.insert(at, again);
    }
}

/// Where the answer leads. Devtools write the header's value, lines joined, into a field of its own; the line itself is
/// nearer to what the browser followed. Firefox escapes a tab in it, which URL parsers pass over.
fn redirect_url(base: &Url, headers: &HeaderList, written: Option<&str>, firefox: bool) -> Option<Url> {
    let written = written?;
    let line = headers.0.iter().find(|line| line.name.eq_ignore_case("Location"));
    let target = match line.map(|line| line.trimmed().0) {
        Some(line) if firefox && line.contains(&b'\t') => {
            base.join(&texts::replaced(&escaped_location(line), "\t", "%09"))
        }
        Some(line) => base.follow(line),
        None => base.join(written),
    };
    target.map(Url::without_fragment)
}

fn time(json: &Json<'_>) -> Result<f64, Malformed> {
    let written = text(json)?;
    milliseconds(&written).ok_or_else(|| Malformed::new("", format!("`{written}` is not an ISO 8601 time")))
}

fn request(json: &Json<'_>) -> Result<Entry, Malformed> {
    let mut fields = Fields::of(json);
    let method = fields.required("method", method);
    let lines = fields.required("headers", header_lines);
    let has_size = fields.optional("bodySize", number).is_some_and(|size| size > 0.0);
    let Some(url) = fields.needed("url", url) else { return Err(fields.failed()) };
    let mut entry = Entry::new(method, url);
    entry.chromium = version(&lines, "Chrome").unwrap_or(0);
    entry.firefox = version(&lines, "Firefox").unwrap_or(0);
    entry.provisional = !was_sent(&lines, entry.firefox > 0);
    entry.request_headers = header_list(lines);
    entry.has_body = fields.has("postData") || has_size;
    fields.done(entry)
}

fn method(json: &Json<'_>) -> Result<String, Malformed> {
    let method = text(json)?;
    if is_token(method.as_bytes()) {
        return Ok(method);
    }
    Err(Malformed::new("", format!("`{method}` is not a method (a token)")))
}

struct Answered {
    status: u16,
    headers: HeaderList,
    target: Option<String>,
    error: Option<String>,
    via_service_worker: bool,
}

fn response(json: &Json<'_>) -> Result<Answered, Malformed> {
    let mut fields = Fields::of(json);
    let answered = Answered {
        status: fields.required("status", status),
        headers: header_list(fields.required("headers", header_lines)),
        target: fields.optional("redirectURL", text).filter(|target| !target.is_empty()),
        error: fields.optional("_error", text).filter(|text| !text.is_empty()),
        via_service_worker: fields.optional("_fetchedViaServiceWorker", boolean).unwrap_or(false),
    };
    fields.done(answered)
}

type Initiator = (Option<String>, Option<ScriptPosition>);

fn initiator(json: &Json<'_>) -> Result<Initiator, Malformed> {
    let mut fields = Fields::of(json);
    let initiator = (fields.optional("type", text), position(json));
    fields.done(initiator)
}

/// Whether lines are those of the wire: with a name that every request there carries and that no page can set. Firefox
/// knows all but the last ones before it connects.
fn was_sent(lines: &[Header], by_firefox: bool) -> bool {
    let marks: &[&str] = if by_firefox {
        &["connection", "sec-fetch-mode", ":authority"]
    } else {
        &[":authority", "host", "accept-encoding"]
    };
    lines.iter().any(|line| marks.iter().any(|mark| line.name.eq_ignore_case(mark)))
}

fn url(json: &Json<'_>) -> Result<Url, Malformed> {
    let found = text(json)?;
    Url::parse(&found)
        .map(Url::without_fragment)
        .ok_or_else(|| Malformed::new("", format!("`{found}` is not an absolute URL")))
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the range is checked")]
fn status(json: &Json<'_>) -> Result<u16, Malformed> {
    match number(json)? {
        // Some exporters write -1 for "none".
        -1.0 => Ok(0),
        status if status == 0.0 || (100.0..1000.0).contains(&status) => Ok(status as u16),
        other => Err(Malformed::new("", format!("{} is not a status code", number_text(other)))),
    }
}

/// What separates names and values where a list of headers comes as one text: nothing that can stand in a header.
const SEPARATOR: char = '\u{7f}';

/// A HAR's list of objects, or one text of names and values in turn, each with a separator behind it, which is several
/// times as quick to read: `npm/slim-entry.js` writes that.
fn header_lines(json: &Json<'_>) -> Result<Vec<Header>, Malformed> {
    let Some(text) = json.as_str() else { return list(json, header_line) };
    let mut lines = Vec::with_capacity(24);
    let Some(text) = text.strip_suffix(SEPARATOR) else {
        return if text.is_empty() { Ok(lines) } else { Err(expected("a list", json)) };
    };
    let mut parts = text.split(SEPARATOR);
    while let Some(name) = parts.next() {
        let value = parts.next().ok_or_else(|| expected("a list", json))?;
        let header = check(Header { name: part(name), value: part(value) });
        lines.push(header.map_err(|error| error.under(&format!("[{}]", lines.len())))?);
    }
    Ok(lines)
}

/// A header's bytes. Where they aren't ASCII, devtools may have decoded them: Chromium reads windows-1252, others UTF-8,
/// and which it was can't be seen any more. Such bytes decide nothing, so the entry isn't refused for them.
fn part(text: &str) -> ByteString {
    ByteString::from_isomorphic(text).unwrap_or_else(|_| text.into())
}

fn bytes(json: &Json<'_>) -> Result<ByteString, Malformed> {
    json.as_str().map(part).ok_or_else(|| expected("a string", json))
}

fn header_line(json: &Json<'_>) -> Result<Header, Malformed> {
    let mut line = Fields::of(json);
    let header = Header { name: line.required("name", bytes), value: line.required("value", bytes) };
    check(line.done(header)?)
}

fn check(header: Header) -> Result<Header, Malformed> {
    let name = header.name.as_bytes();
    if !is_token(name) && !name.starts_with(b":") {
        return Err(Malformed::new("name", format!("`{}` is not a header name (a token)", header.name)));
    }
    if header.value.as_bytes().iter().any(|byte| matches!(byte, 0 | b'\r')) {
        let reason = "holds a NUL or a carriage return, which can't stand in a header value";
        return Err(Malformed::new("value", reason));
    }
    Ok(header)
}

/// Header lines. Chromium joins repeated lines by line feeds before it splits them for a HAR, and some exporters leave
/// that out, so it is done here. HTTP/2's pseudo headers (`:authority`) are no headers.
fn header_list(lines: Vec<Header>) -> HeaderList {
    let plain =
        |line: &Header| !line.name.as_bytes().starts_with(b":") && !line.value.as_bytes().contains(&b'\n');
    if lines.iter().all(plain) {
        return HeaderList(lines);
    }
    let mut list = HeaderList(Vec::with_capacity(lines.len()));
    for line in lines {
        if line.name.as_bytes().starts_with(b":") {
            continue;
        }
        if line.value.as_bytes().contains(&b'\n') {
            let parts = line.value.as_bytes().split(|byte| *byte == b'\n');
            list.0.extend(parts.map(|part| Header { name: line.name.clone(), value: part.into() }));
        } else {
            list.0.push(line);
        }
    }
    list
}

/// The innermost frame that has a URL. What is odd in a stack is passed over: it is a hint, not a fact.
fn position(initiator: &Json<'_>) -> Option<ScriptPosition> {
    let mut stack = initiator.get("stack");
    while let Some(level) = stack {
        let framed =
            level.get("callFrames").and_then(Json::as_list).unwrap_or_default().iter().find_map(place);
        if framed.is_some() {
            return framed;
        }
        stack = level.get("parent");
    }
    initiator.get("lineNumber").and_then(|_| place(initiator))
}

/// Devtools count from 0, people from 1.
fn place(frame: &Json<'_>) -> Option<ScriptPosition> {
    let url = frame.get("url").and_then(Json::as_str).filter(|url| !url.is_empty())?.to_owned();
    let from_one = |name: &str| {
        let number = frame.get(name).and_then(Json::as_index).unwrap_or(0);
        u32::try_from(number).unwrap_or(u32::MAX).saturating_add(1)
    };
    Some(ScriptPosition { url, line: from_one("lineNumber"), column: from_one("columnNumber") })
}

#[cfg(test)]
#[path = "har_tests.rs"]
mod tests;
