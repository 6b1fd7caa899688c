//! The messages of a call as a reader sees them: captured where they were captured, computed where they were not,
//! and a placeholder that says why where there is nothing.

use super::pairing::{Slot, slots};
use super::status::status_line;
use super::words::messages as words;
use crate::capture::Judgement;
use crate::fetch::{Cause, Phase};
use crate::model::{Answer, Exchange, HeaderList, Kind, Outgoing, Received, Url};
use crate::report::{AnswerFacts, ExchangeView, Inline, MessageView};

/// All messages, in the order of the wire; the request of exchange i is message 2i, its response 2i + 1.
#[must_use]
pub fn messages(judgement: &Judgement) -> ExchangeView {
    let slots = slots(judgement);
    let mut provisional = judgement.clues.provisional.as_ref();
    let mut messages = Vec::with_capacity(2 * slots.len() + 2);
    for Slot { exchange, computed, captured } in &slots {
        match (captured, computed) {
            (Some(captured), computed) => {
                messages.push(request_captured(*exchange, captured, *computed));
                messages.push(response(*exchange, &captured.sent, Some(&captured.received)));
            }
            // The page's own lines are a better witness than ours of a request that never left.
            (None, Some(computed)) => match provisional.take_if(|_| computed.kind == Kind::Request) {
                Some(outgoing) => push_never_sent(&mut messages, *exchange, outgoing, judgement),
                None => {
                    messages.push(request(*exchange, computed, "computed", Vec::new()));
                    messages.push(response(*exchange, computed, None));
                }
            },
            (None, None) => {}
        }
    }
    if let Some(outgoing) = provisional {
        push_never_sent(&mut messages, slots.len(), outgoing, judgement);
    }
    if messages.is_empty() {
        messages.push(request(0, &page_request(judgement), "not-sent", words::nothing_sent()));
    }
    ExchangeView { messages }
}

/// A hand-written scenario may leave the request's lines out; then ours stand in for them.
fn request_captured(index: usize, exchange: &Exchange, computed: Option<&Outgoing>) -> MessageView {
    match computed {
        Some(computed) if exchange.sent.headers.0.is_empty() && !computed.headers.0.is_empty() => {
            request(index, computed, "computed", Vec::new())
        }
        _ => request(index, &exchange.sent, "captured", Vec::new()),
    }
}

fn push_never_sent(
    messages: &mut Vec<MessageView>,
    exchange: usize,
    outgoing: &Outgoing,
    judgement: &Judgement,
) {
    let preflight_failed =
        judgement.evaluation.causes.first().is_some_and(|cause: &Cause| cause.phase == Phase::Preflight);
    messages.push(request(exchange, outgoing, "provisional", words::never_sent(preflight_failed)));
    messages.push(MessageView {
        start_line: "(not sent)".to_owned(),
        state: "not-sent",
        note: words::no_answer_because_never_sent(preflight_failed),
        ..blank_response(exchange, outgoing)
    });
}

fn request(exchange: usize, outgoing: &Outgoing, state: &'static str, note: Vec<Inline>) -> MessageView {
    MessageView {
        index: 2 * exchange,
        exchange,
        kind: "request",
        of: outgoing.kind,
        hop: outgoing.hop,
        url: outgoing.url.clone(),
        start_line: format!("{} {}", outgoing.method, target(&outgoing.url)),
        state,
        note,
        lines: outgoing.headers.clone(),
        answer: None,
    }
}

fn response(exchange: usize, outgoing: &Outgoing, answer: Option<&Answer>) -> MessageView {
    let blank =
        MessageView { answer: answer.and_then(AnswerFacts::of), ..blank_response(exchange, outgoing) };
    match answer {
        Some(Answer::Received(received)) => received_view(blank, received),
        Some(Answer::Failed { error, text }) => MessageView {
            start_line: "(no response)".to_owned(),
            state: "failed",
            note: words::failed(*error, text.as_deref()),
            ..blank
        },
        Some(Answer::Unknown(reason)) => MessageView { note: words::not_captured(reason), ..blank },
        None => MessageView { note: words::no_answer_given(), ..blank },
    }
}

fn received_view(blank: MessageView, received: &Received) -> MessageView {
    MessageView {
        start_line: status_line(received.status),
        state: "captured",
        note: words::came_from(received.source),
        lines: received.headers.clone(),
        ..blank
    }
}

fn blank_response(exchange: usize, outgoing: &Outgoing) -> MessageView {
    MessageView {
        index: 2 * exchange + 1,
        exchange,
        kind: "response",
        of: outgoing.kind,
        hop: outgoing.hop,
        url: outgoing.url.clone(),
        start_line: "(not captured)".to_owned(),
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
        url: request.url.to_string(),
        headers: request.headers.clone(),
    }
}

/// Path and query, as in a start line; the whole URL where scheme or user name matter.
fn target(url: &str) -> String {
    let Ok(parsed) = Url::parse(url) else { return url.to_owned() };
    let plain = matches!(parsed.scheme(), "http" | "https")
        && parsed.username().is_empty()
        && parsed.password().is_none();
    match parsed.query() {
        _ if !plain => url.to_owned(),
        Some(query) => format!("{}?{query}", parsed.path()),
        None => parsed.path().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_start_line_has_the_path_and_the_query() {
        assert_eq!(target("https://api.example.com/v1/orders?id=1"), "/v1/orders?id=1");
        assert_eq!(target("https://api.example.com/"), "/");
        assert_eq!(target("https://me:pw@api.example.com/x"), "https://me:pw@api.example.com/x");
        assert_eq!(target("ftp://api.example.com/x"), "ftp://api.example.com/x");
    }
}
