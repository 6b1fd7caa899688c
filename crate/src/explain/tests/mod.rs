//! Reports of whole calls against expectations written by hand.

mod marks;
mod parts;
mod report;
mod text;

use crate::capture::{Clues, Judgement, judge};
use crate::model::{Engine, HeaderList, Kind, Outgoing, Scenario};
use crate::report::{Line, Mark, Report};
use serde_json::{Value, json};

pub const APP: &str = "https://app.example.com";
pub const API: &str = "https://api.example.com/v1/orders";

/// A judged call: the request's fields beside URL and origin, and the exchanges.
pub fn judged(engine: Engine, request: Value, exchanges: Vec<Value>, clues: &Clues) -> Judgement {
    let mut fields = json!({ "url": API, "origin": APP, "credentials": "same-origin", "redirect": "follow" });
    for (name, value) in request.as_object().into_iter().flatten() {
        fields[name] = value.clone();
    }
    let observed = fields.as_object_mut().and_then(|fields| fields.remove("observed"));
    let mut scenario = json!({ "schema": 1, "request": fields, "exchanges": exchanges });
    if let Some(observed) = observed {
        scenario["observed"] = observed;
    }
    let scenario: Scenario = crate::input::scenario(&scenario.to_string()).expect("a well-formed scenario");
    judge(scenario.clone(), clues.clone(), engine).expect("a well-formed call")
}

/// The Report, and the trace, which is worked out apart.
fn reported(judgement: &Judgement) -> Report {
    Report { trace: super::trace(judgement), ..super::report(judgement, "1", None) }
}

/// The Report under Chromium's rules.
pub fn chromium(request: Value, exchanges: Vec<Value>) -> Report {
    reported(&judged(Engine::Chromium, request, exchanges, &Clues::default()))
}

/// The Report by the standard.
pub fn standard(request: Value, exchanges: Vec<Value>) -> Report {
    reported(&judged(Engine::Standard, request, exchanges, &Clues::default()))
}

/// A simple request and its answer.
pub fn simple(status: u16, headers: Value) -> Vec<Value> {
    vec![exchange("request", 0, "GET", API, json!([["Accept", "*/*"], ["Origin", APP]]), status, headers)]
}

/// A preflight for `PUT` with `x-request-id` and its answer.
pub fn preflight(status: u16, headers: Value) -> Value {
    let asked = json!([
        ["Accept", "*/*"],
        ["Access-Control-Request-Method", "PUT"],
        ["Access-Control-Request-Headers", "content-type,x-request-id"],
        ["Origin", APP],
    ]);
    exchange("preflight", 0, "OPTIONS", API, asked, status, headers)
}

/// The request such a preflight is for.
pub fn put() -> Value {
    json!({ "method": "PUT", "headers": [["X-Request-Id", "7"], ["Content-Type", "application/json"]] })
}

/// One exchange.
pub fn exchange(
    kind: &str,
    hop: u32,
    method: &str,
    url: &str,
    sent: Value,
    status: u16,
    headers: Value,
) -> Value {
    json!({ "sent": { "kind": kind, "hop": hop, "method": method, "url": url, "headers": sent },
            "received": { "status": status, "headers": headers } })
}

/// The request as it would have gone out.
pub fn never_sent() -> Clues {
    let mut headers = HeaderList::default();
    headers.append("X-Request-Id", "7");
    let provisional =
        Outgoing { kind: Kind::Request, hop: 0, method: "PUT".to_owned(), url: API.to_owned(), headers };
    Clues { never_sent: true, provisional: Some(provisional), ..Clues::default() }
}

/// The text a mark covers, `|` for a place between characters, with the message's and the line's number in front.
pub fn covered(report: &Report, mark: Mark) -> String {
    let message =
        report.view.messages.iter().find(|message| message.index == mark.message).expect("a message");
    let (number, line) = match mark.line {
        Line::EndOfHeaders => return format!("{}:end", mark.message),
        Line::Number(0) => (0, message.start_line.clone()),
        Line::Number(number) => {
            let header = message.lines.0.get(number - 1).expect("a header line");
            (number, format!("{}: {}", header.name, header.value))
        }
    };
    let part: String = line.chars().skip(mark.from).take(mark.to - mark.from).collect();
    assert!(
        mark.to <= line.chars().count().max(mark.from),
        "the mark ends in the line: {mark:?} in {line:?}"
    );
    format!("{}:{number}:{}", mark.message, if part.is_empty() { format!("|{}", mark.from) } else { part })
}

/// Code, primary mark and secondary marks of every diagnostic.
pub fn marked(report: &Report) -> Vec<(&'static str, String, Vec<String>)> {
    report
        .diagnostics
        .iter()
        .map(|diagnostic| {
            let secondary = diagnostic.secondary.iter().map(|each| covered(report, each.mark)).collect();
            (diagnostic.code, covered(report, diagnostic.primary), secondary)
        })
        .collect()
}
