//! Secrets taken out of anything that is shared: a Report, a Scenario, HAR entries, a session, as JSON.
//!
//! A secret is replaced by as many `*`, so every mark stays on its bytes and a redacted call is judged like the
//! original: no rule of the protocol looks into the values that are taken out.

use crate::model::{Json, text};
use std::borrow::Cow;

/// What is taken out beside the secrets that always are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Redaction {
    /// The values (not the names) in the query and in the fragment of every URL.
    pub queries: bool,
}

/// Takes out what must never be shared: credentials in headers, cookies, bodies, and passwords in URLs.
pub fn redact_value(json: &mut Json<'_>) {
    redact_value_with(json, Redaction::default());
}

/// Takes out secrets, and what the options name.
pub fn redact_value_with(json: &mut Json<'_>, options: Redaction) {
    match json {
        Json::Object(fields) => {
            for (key, value) in fields {
                field(key, value, options);
                redact_value_with(value, options);
            }
        }
        Json::List(items) => items.iter_mut().for_each(|item| redact_value_with(item, options)),
        Json::Text(text) => url_secrets(text, options),
        Json::Null | Json::Bool(_) | Json::Number(_) => {}
    }
}

fn field(key: &str, value: &mut Json<'_>, options: Redaction) {
    match (key, value) {
        ("headers" | "lines", Json::List(lines)) => lines.iter_mut().for_each(header_line),
        // HAR repeats cookies beside their headers.
        ("cookies", Json::List(cookies)) => cookies.clear(),
        ("queryString", Json::List(pairs)) if options.queries => pairs.iter_mut().for_each(mask_value),
        ("postData", Json::Object(body)) => body.retain(|(key, _)| key != "text" && key != "params"),
        ("content", Json::Object(body)) => body.retain(|(key, _)| key != "text" && key != "encoding"),
        _ => {}
    }
}

/// `[name, value]`, or HAR's `{ name, value }`.
fn header_line(line: &mut Json<'_>) {
    if let Json::List(pair) = line {
        if let [Json::Text(name), Json::Text(value)] = pair.as_mut_slice()
            && is_secret(name)
        {
            *value = mask(value).into();
        }
    } else if line.get("name").and_then(Json::as_str).is_some_and(is_secret) {
        mask_value(line);
    }
}

fn mask_value(object: &mut Json<'_>) {
    let Json::Object(fields) = object else { return };
    for (key, value) in fields {
        if let (true, Json::Text(text)) = (key == "value", value) {
            *text = mask(text).into();
        }
    }
}

/// As many `*` as there are code units.
fn mask(value: &str) -> String {
    "*".repeat(value.encode_utf16().count())
}

/// Whether a header's value is a secret: the ones that are by definition, and the ones that are by their name.
#[must_use]
pub fn is_secret(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    if name.starts_with("access-control-") || name.starts_with("sec-") || name == "idempotency-key" {
        return false;
    }
    let exact = [
        "authorization",
        "proxy-authorization",
        "authentication-info",
        "proxy-authentication-info",
        "cookie",
        "cookie2",
        "set-cookie",
        "set-cookie2",
        "www-authenticate",
    ];
    let parts = [
        "token",
        "secret",
        "password",
        "passwd",
        "api-key",
        "apikey",
        "api_key",
        "session",
        "credential",
        "signature",
        "jwt",
        "csrf",
        "xsrf",
    ];
    exact.contains(&name.as_str())
        || name.ends_with("-key")
        || text::has(&name, "auth-")
        || name.ends_with("-auth")
        || parts.iter().any(|part| text::has(&name, part))
}

/// Passwords, and if asked for the query values, in every URL of a text.
fn url_secrets(text: &mut Cow<'_, str>, options: Redaction) {
    let has_url = text::has(text, "://");
    let has_query = options.queries && text.contains(['?', '#']);
    if !has_url && !has_query {
        return;
    }
    let mut out = String::with_capacity(text.len());
    for word in text.split_inclusive([' ', '\n', '\t', '`', '"', '\'', ',']) {
        out.push_str(&word_secrets(word, options));
    }
    *text = out.into();
}

fn word_secrets(word: &str, options: Redaction) -> String {
    let mut out = String::with_capacity(word.len());
    let rest = match text::split_at(word, "://") {
        Some((scheme, rest)) => {
            out.push_str(scheme);
            out.push_str("://");
            let authority_end =
                rest.bytes().position(|byte| matches!(byte, b'/' | b'?' | b'#')).unwrap_or(rest.len());
            let (authority, path) = rest.split_at_checked(authority_end).unwrap_or((rest, ""));
            let user_end = authority.bytes().rposition(|byte| byte == b'@').unwrap_or(0);
            let (user, host) = authority.split_at_checked(user_end).unwrap_or_default();
            out.extend(user.chars().map(|c| if c == ':' { ':' } else { '*' }));
            out.push_str(host);
            path
        }
        None if options.queries && word.starts_with(['/', '?', '.']) => word,
        None => return word.to_owned(),
    };
    let path_end = rest.find(['?', '#']).filter(|_| options.queries).unwrap_or(rest.len());
    let (path, values) = rest.split_at_checked(path_end).unwrap_or((rest, ""));
    out.push_str(path);
    parameters(&mut out, values);
    out
}

/// Of a query and a fragment the names stay, values become as many `*`; what follows the URL stays.
fn parameters(out: &mut String, parameters: &str) {
    let mut in_value = false;
    let mut over = false;
    for character in parameters.chars() {
        over |= matches!(character, ' ' | '\n' | '\t' | '`' | '"' | '\'' | ',');
        match character {
            _ if over => out.push(character),
            // Some services hand out tokens in a fragment, as `#access_token=…`.
            '&' | '#' | '?' => {
                in_value = false;
                out.push(character);
            }
            '=' if !in_value => {
                in_value = true;
                out.push('=');
            }
            _ if in_value => out.push('*'),
            _ => out.push(character),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn redacted(value: Value, options: Redaction) -> Value {
        let text = value.to_string();
        let mut json = Json::parse(&text).unwrap_or(Json::Null);
        redact_value_with(&mut json, options);
        serde_json::from_str(&crate::model::to_json(&json)).unwrap_or_default()
    }

    #[test]
    fn secrets_in_header_lines_keep_their_length() {
        let scenario = json!({ "exchanges": [{ "sent": { "headers": [
            ["Authorization", "Bearer abc"], ["COOKIE", "a=1"], ["X-Api-Key", "k"], ["X-Request-Id", "7"],
            ["Access-Control-Request-Headers", "authorization,x-api-key"],
        ] }, "received": { "status": 200, "headers": [
            ["set-cookie", "sid=\u{e9}"], ["Access-Control-Allow-Origin", "https://app.example.com"],
            ["Access-Control-Allow-Credentials", "true"],
        ] } }] });
        assert_eq!(
            redacted(scenario, Redaction::default()),
            json!({ "exchanges": [{ "sent": { "headers": [
                ["Authorization", "**********"], ["COOKIE", "***"], ["X-Api-Key", "*"], ["X-Request-Id", "7"],
                ["Access-Control-Request-Headers", "authorization,x-api-key"],
            ] }, "received": { "status": 200, "headers": [
                ["set-cookie", "*****"], ["Access-Control-Allow-Origin", "https://app.example.com"],
                ["Access-Control-Allow-Credentials", "true"],
            ] } }] })
        );
    }

    #[test]
    fn a_har_entry_loses_cookies_and_bodies() {
        let entry = json!({ "request": { "url": "https://u:p@a.example/?token=1&b=2#c&id=3",
            "headers": [{ "name": "Cookie", "value": "a=1" }, { "name": "Accept", "value": "*/*" }],
            "cookies": [{ "name": "a", "value": "1" }], "queryString": [{ "name": "token", "value": "1" }],
            "postData": { "mimeType": "text/plain", "text": "secret" } },
            "response": { "content": { "size": 3, "text": "abc" }, "cookies": [] } });
        assert_eq!(
            redacted(entry, Redaction { queries: true }),
            json!({ "request": { "url": "https://*:*@a.example/?token=*&b=*#c&id=*",
                "headers": [{ "name": "Cookie", "value": "***" }, { "name": "Accept", "value": "*/*" }],
                "cookies": [], "queryString": [{ "name": "token", "value": "*" }],
                "postData": { "mimeType": "text/plain" } },
                "response": { "content": { "size": 3 }, "cookies": [] } })
        );
    }

    #[test]
    fn fragments_hold_parameters_as_queries_do() {
        let urls =
            json!(["https://a.example/#access_token=abc", "https://a.example/#/orders?id=7", "/a#b=c"]);
        assert_eq!(
            redacted(urls, Redaction { queries: true }),
            json!(["https://a.example/#access_token=***", "https://a.example/#/orders?id=*", "/a#b=*"])
        );
    }

    #[test]
    fn names_in_a_report_are_no_header_lines() {
        let report = json!({ "exposed": ["authorization", "x"], "startLine": "GET /a?key=v",
            "because": [{ "text": "ask https://a.example/?q=1, or not" }] });
        assert_eq!(redacted(report.clone(), Redaction::default()), report);
        assert_eq!(
            redacted(report, Redaction { queries: true }),
            json!({ "exposed": ["authorization", "x"], "startLine": "GET /a?key=*",
                "because": [{ "text": "ask https://a.example/?q=*, or not" }] })
        );
    }
}
