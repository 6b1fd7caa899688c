//! The checklist in words.

use crate::explain::checklist::{Question, State};
use crate::explain::sentence::say;
use crate::report::ChecklistItem;

/// A question with its answer.
pub fn item(question: Question, state: State) -> ChecklistItem {
    ChecklistItem {
        title: say(title(question), &[]),
        state: match state {
            State::Done => "done",
            State::Failed => "failed",
            State::Unknown => "unknown",
            State::NotApplicable => "not-applicable",
        },
        detail: say(detail(question, state), &[]),
    }
}

fn title(question: Question) -> &'static str {
    match question {
        Question::Sent => "the browser sends something",
        Question::PreflightAnswered => "the preflight is answered with a status from 200 to 299",
        Question::Method => "`Access-Control-Allow-Methods` lists the method",
        Question::Headers => "`Access-Control-Allow-Headers` lists the headers",
        Question::Origin => "`Access-Control-Allow-Origin` matches the page's origin in every response",
        Question::Credentials => "`Access-Control-Allow-Credentials` is `true`",
    }
}

fn detail(question: Question, state: State) -> &'static str {
    match (question, state) {
        (_, State::Done) => "",
        (Question::Sent, State::Failed) => "the call is refused in the page",
        (_, State::Failed) => "see the explanation above",
        (_, State::Unknown) => "no response shows it",
        (Question::Credentials, State::NotApplicable) => "no credentials are included",
        (Question::Headers, State::NotApplicable) => "no header asks for leave",
        (_, State::NotApplicable) => "no preflight was sent",
    }
}
