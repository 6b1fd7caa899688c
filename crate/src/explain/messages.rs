//! The messages of a call as a reader sees them: captured where they were captured, computed where they were not,
//! and a placeholder that says why where there is nothing.

use super::pairing::{Slot, slots};
use super::status::status_line;
use super::words::messages as words;
use crate::capture::Judgement;
use crate::fetch::Phase;
use crate::model::{Answer, Exchange, HeaderList, Kind, Outgoing, Url};
use crate::report::{AnswerFacts, ExchangeView, Inline, MessageView};

/// All messages, in the order of the wire; the request of exchange i is message 2i, its response 2i + 1.
#[must_use]
pub fn messages(judgement: &Judgement) -> ExchangeView {
    let slots = slots(judgement);
    let mut provisional = judgement.clues.provisional.as_ref();
    let mut messages = Messages { judgement, list: Vec::with_capacity(2 * slots.len() + 2) };
    for Slot { exchange, computed, captured } in &slots {
        match (captured, computed) {
            (Some(captured), computed) => {
                messages.request_captured(*exchange, captured, *computed);
                messages.response(*exchange, &captured.sent, Some(&captured.received));
            }
            // The page's own lines are a better witness than ours of a request that never left.
            (None, Some(computed)) => match provisional.take_if(|_| computed.kind == Kind::Request) {
                Some(outgoing) => messages.never_sent(*exchange, outgoing),
                None => {
                    messages.request(*exchange, computed, "computed", Vec::new());
                    messages.response(*exchange, computed, None);
                }
            },
            (None, None) => {}
        }
    }
    if let Some(outgoing) = provisional {
        messages.never_sent(slots.len(), outgoing);
    }
    if messages.list.is_empty() {
        messages.request(0, &page_request(judgement), "not-sent", words::nothing_sent());
    }
    ExchangeView { messages: messages.list }
}

struct Messages<'a> {
    judgement: &'a Judgement,
    list: Vec<MessageView>,
}

impl Messages<'_> {
    /// A hand-written scenario may leave the request's lines out; then ours stand in for them.
    fn request_captured(&mut self, index: usize, exchange: &Exchange, computed: Option<&Outgoing>) {
        match computed {
            Some(computed) if exchange.sent.headers.0.is_empty() && !computed.headers.0.is_empty() => {
                self.request(index, computed, "computed", Vec::new());
            }
            _ => self.request(index, &exchange.sent, "captured", Vec::new()),
        }
    }

    fn never_sent(&mut self, exchange: usize, outgoing: &Outgoing) {
        let first = self.judgement.evaluation.causes.first();
        let preflight_failed = first.is_some_and(|cause| cause.phase == Phase::Preflight);
        self.request(exchange, outgoing, "provisional", words::never_sent(preflight_failed));
        let mut view = response(exchange, outgoing);
        view.start_line.push_str("(not sent)");
        view.state = "not-sent";
        view.note = words::no_answer_because_never_sent(preflight_failed);
        self.list.push(view);
    }

    fn request(&mut self, exchange: usize, outgoing: &Outgoing, state: &'static str, note: Vec<Inline>) {
        let mut view = response(exchange, outgoing);
        view.index = 2 * exchange;
        view.kind = "request";
        view.start_line =
            [&outgoing.method, " ", &target(&outgoing.url, &self.judgement.request.url)].concat();
        view.state = state;
        view.note = note;
        view.lines.clone_from(&outgoing.headers);
        self.list.push(view);
    }

    fn response(&mut self, exchange: usize, outgoing: &Outgoing, answer: Option<&Answer>) {
        let mut view = response(exchange, outgoing);
        view.answer = answer.and_then(AnswerFacts::of);
        match answer {
            Some(Answer::Received(received)) => {
                view.start_line = status_line(received.status);
                view.state = "captured";
                view.note = words::came_from(received.source);
                view.lines.clone_from(&received.headers);
            }
            Some(Answer::Failed { error, text }) => {
                view.start_line.push_str("(no response)");
                view.state = "failed";
                view.note = words::failed(*error, text.as_deref());
            }
            unknown => {
                view.start_line.push_str("(not captured)");
                view.note = match unknown {
                    Some(Answer::Unknown(reason)) => words::not_captured(reason),
                    _ => words::no_answer_given(),
                };
            }
        }
        self.list.push(view);
    }
}

/// A response of which nothing is said yet.
fn response(exchange: usize, outgoing: &Outgoing) -> MessageView {
    MessageView {
        index: 2 * exchange + 1,
        exchange,
        kind: "response",
        of: outgoing.kind,
        hop: outgoing.hop,
        url: outgoing.url.clone(),
        start_line: String::new(),
        state: "not-captured",
        note: Vec::new(),
        lines: HeaderList::default(),
        answer: None,
    }
}

/// What the page asked for, as a message that was never made.
fn page_request(judgement: &Judgement) -> Outgoing {
    let request = &judgement.request;
    Outgoing {
        kind: Kind::Request,
        hop: 0,
        method: request.method.clone(),
        url: request.url.as_str().to_owned(),
        headers: request.headers.clone(),
    }
}

/// Path and query, as in a start line; the whole URL where scheme or user name matter. Mostly it is the page's URL,
/// which needn't be parsed again.
fn target(url: &str, known: &Url) -> String {
    let parsed;
    let url = if url == known.as_str() {
        known
    } else {
        match Url::parse(url) {
            Some(url) => {
                parsed = url;
                &parsed
            }
            None => return url.to_owned(),
        }
    };
    let plain = url.is_http() && !url.includes_credentials();
    match url.query() {
        _ if !plain => url.as_str().to_owned(),
        Some(query) => [url.path(), "?", query].concat(),
        None => url.path().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_start_line_has_the_path_and_the_query() {
        let known = Url::parse("https://api.example.com/").expect("a URL");
        let target = |url| target(url, &known);
        assert_eq!(target("https://api.example.com/v1/orders?id=1"), "/v1/orders?id=1");
        assert_eq!(target("https://api.example.com/"), "/");
        assert_eq!(target("https://me:pw@api.example.com/x"), "https://me:pw@api.example.com/x");
        assert_eq!(target("ftp://api.example.com/x"), "ftp://api.example.com/x");
    }
}
