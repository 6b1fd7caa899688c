//! What somebody pasted, sorted: a request to be judged, messages to be paired, or a console's text, which has its page of
//! documentation.

use super::codes;
use crate::capture::{network_error, of_page, of_pasted};
use crate::engine::{read_console, read_phrase};
use crate::fetch::{CauseKind, NetworkCause};
use crate::input::{self, Malformed, Message, Pasted, PastedCall};
use crate::model::Scenario;
use crate::report::{CodeDoc, MessageFacts, NamedInMessage};
use serde::Serialize;

/// A text, read.
#[derive(Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Read {
    /// A request without an answer, and the body that it has.
    Call {
        /// What its page set.
        scenario: Box<Scenario>,
        /// Its body, as it stands there.
        body: Option<String>,
        /// Its cookies, as they stand there.
        cookie: Option<String>,
    },
    /// HTTP messages.
    Messages(Vec<Message>),
    /// What a console printed.
    Doc(Box<CodeDoc>),
}

/// Reads a text. `page`: the page's origin, where the text may not tell.
///
/// # Errors
/// What can't be read of it, or what it isn't.
pub fn read_text(text: &str, page: Option<&str>) -> Result<Read, Malformed> {
    match input::pasted(text)? {
        Some(Pasted::Call(call)) => return read_call(&call, page),
        Some(Pasted::Messages(messages)) => return of_page(messages, page).map(Read::Messages),
        None => {}
    }
    if let Some(doc) = console_doc(text) {
        return Ok(Read::Doc(Box::new(doc)));
    }
    if let Some(call) = input::pasted_script(text)? {
        return read_call(&call, page);
    }
    let reason = "neither a `curl` command, HTTP messages, a call of `fetch`, nor a console message about a request that is \
                  known here";
    Err(Malformed::new("text", reason))
}

fn read_call(call: &PastedCall, page: Option<&str>) -> Result<Read, Malformed> {
    Ok(Read::Call {
        scenario: Box::new(of_pasted(call, page)?),
        body: call.body.clone(),
        cookie: call.headers.get("Cookie").map(|cookie| cookie.to_isomorphic()),
    })
}

/// The documentation of what a console's text speaks of.
#[must_use]
pub fn console_doc(text: &str) -> Option<CodeDoc> {
    let phrase = read_phrase(text);
    let told = |engine, code: Option<&'static str>| MessageFacts {
        engine,
        error: String::new(),
        phase: None,
        codes: code.into_iter().collect(),
        named: Vec::new(),
    };
    let facts = if let Some((engine, code @ Some(_))) = phrase {
        // One that tells why is surer than a text with places in it.
        told(engine, code)
    } else if let Some(reading) = read_console(text) {
        let named = reading.named.into_iter().map(|(what, text)| NamedInMessage { what, text });
        MessageFacts {
            engine: Some(reading.engine),
            error: reading.error,
            phase: reading.phase,
            codes: reading.codes,
            named: named.collect(),
        }
    } else if let Some(name) = network_name(text) {
        let error = network_error(name);
        let code = CauseKind::Network(NetworkCause { error, text: None }).code();
        MessageFacts { error: name.to_owned(), ..told(None, Some(code)) }
    } else {
        let (engine, code) = phrase?;
        told(engine, code)
    };
    let mut doc = codes::page(facts.codes.first().copied().unwrap_or(NO_REASON))?;
    doc.message = Some(facts);
    Some(doc)
}

const NO_REASON: &str = "no-reason-told";

/// The network's name for a failure, unless it is the one that says nothing.
fn network_name(text: &str) -> Option<&str> {
    let (_, name) = text.split_once("net::")?;
    let is_part = |letter: char| letter.is_ascii_uppercase() || letter.is_ascii_digit() || letter == '_';
    let (name, _) = name.split_once(|letter| !is_part(letter)).unwrap_or((name, ""));
    (name.starts_with("ERR_") && name != "ERR_FAILED").then_some(name)
}

#[cfg(test)]
mod tests {
    use super::{Read, console_doc, read_text};

    #[test]
    fn console_texts_lead_to_their_page() {
        for (text, code, others) in [
            ("Uncaught (in promise) TypeError: Failed to fetch", "no-reason-told", 0),
            ("GET https://a.example/ net::ERR_FAILED 200 (OK)", "no-reason-told", 0),
            ("GET https://a.example/ net::ERR_CONNECTION_REFUSED", "network-refused", 1),
            ("AxiosError: Network Error", "no-reason-told", 0),
            // Recorded in each browser.
            (
                "Connecting to 'http://127.0.0.1:5599/x' violates the following Content Security Policy directive: \"connect-src 'self'\". The action has been blocked.",
                "network-csp",
                1,
            ),
            (
                "Fetch API cannot load http://127.0.0.1:5599/x. Refused to connect because it violates the document's Content Security Policy.",
                "network-csp",
                1,
            ),
            (
                "Content-Security-Policy: The page’s settings blocked the loading of a resource (connect-src) at http://127.0.0.1:5599/x because it violates the following directive: “connect-src 'self'”",
                "network-csp",
                1,
            ),
            (
                "Refused to connect to http://127.0.0.1:5599/x because it does not appear in the connect-src directive of the Content Security Policy.",
                "network-csp",
                1,
            ),
            (
                "Blocked loading mixed active content “http://mixed.example:5598/x”",
                "network-mixed-content",
                1,
            ),
            (
                "[blocked] The page at https://127.0.0.1:5597/ requested insecure content from http://mixed.example:5598/x. This content was blocked and must be served over HTTPS.",
                "network-mixed-content",
                1,
            ),
        ] {
            let doc = console_doc(text);
            let found =
                doc.as_ref().map(|doc| (doc.code, doc.message.as_ref().map_or(9, |one| one.codes.len())));
            assert_eq!(found, Some((code, others)), "{text}");
        }
        assert_eq!(console_doc("Uncaught ReferenceError: x is not defined").map(|doc| doc.code), None);
    }

    #[test]
    fn texts_are_sorted() {
        let kind = |text: &str| match read_text(text, Some("https://app.example")) {
            Ok(Read::Call { scenario, .. }) => format!("call {}", scenario.request.url),
            Ok(Read::Messages(messages)) => format!("messages {}", messages.len()),
            Ok(Read::Doc(doc)) => format!("doc {}", doc.code),
            Err(error) => format!("! {error}"),
        };
        assert_eq!(kind("curl https://a.example/x"), "call https://a.example/x");
        assert_eq!(kind("await fetch('https://a.example/x')"), "call https://a.example/x");
        assert_eq!(kind("GET /x HTTP/1.1\nHost: a.example\n"), "messages 1");
        assert_eq!(
            kind("TypeError: Failed to fetch\n    at window.fetch (app.js:1:1)"),
            "doc no-reason-told"
        );
        assert!(kind("hello").starts_with("! text: neither"));
    }
}
