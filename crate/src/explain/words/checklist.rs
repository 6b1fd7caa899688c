//! The checklist in words.

use crate::explain::checklist::{Detail, Question, State};
use crate::explain::sentence::{Sentence, say};
use crate::model::Kind;
use crate::report::{ChecklistItem, Inline};

/// A question with its answer.
pub fn item(question: Question, state: State, detail: &Detail) -> ChecklistItem {
    ChecklistItem {
        title: say(title(question), &[]),
        state: match state {
            State::Done => "done",
            State::Failed => "failed",
            State::Unknown => "unknown",
            State::NotApplicable => "not-applicable",
        },
        detail: detail_of(question, state, detail),
    }
}

fn title(question: Question) -> &'static str {
    match question {
        Question::IsCors => "it is CORS that decides",
        Question::OriginsDiffer => "page and URL differ in origin",
        Question::Kind => "the kind of call",
        Question::Messages => "every message and its response is here",
        Question::Origin => "`Access-Control-Allow-Origin` matches the page's origin in every response",
        Question::Methods => "`Access-Control-Allow-Methods` lists the method",
        Question::Headers => "`Access-Control-Allow-Headers` lists the headers",
        Question::Credentials => "`Access-Control-Allow-Credentials` is `true`",
        Question::OnTheWay => "no proxy or cache changes the responses",
        Question::Exposed => "script can read the headers it needs",
        Question::Wildcard => "no `*` where a list is needed",
    }
}

fn detail_of(question: Question, state: State, detail: &Detail) -> Vec<Inline> {
    match detail {
        Detail::Nothing => say(plain(question, state), &[]),
        Detail::Code(code) if question == Question::IsCors => say("no: {c}", &[code]),
        Detail::Code(code) => say("see {c} above", &[code]),
        Detail::Origins { page, target } => say("{v} asks {v}", &[page, target]),
        Detail::Kind { preflighted, credentialed } => {
            let kind = if *preflighted { "preflighted" } else { "simple" };
            let credentials = if *credentialed { "with credentials" } else { "without credentials" };
            say("{t}, {t}", &[kind, credentials])
        }
        Detail::Missing(Kind::Preflight) => say(
            "the answer to the preflight is missing: capture again with the cache disabled, from a fresh load of the page",
            &[],
        ),
        Detail::Missing(Kind::Request) => say(
            "the answer to the request is missing: send it without a browser, with the same `Origin`",
            &[],
        ),
        Detail::Between(names) => {
            let mut sentence = Sentence::default();
            sentence.values(names);
            sentence.words(
                ": something stands between; ask the server behind it with the same `Origin` and compare",
            );
            sentence.done()
        }
        Detail::Hidden(names) if names.is_empty() => say("all of them", &[]),
        Detail::Hidden(names) => {
            let mut sentence = Sentence::default();
            sentence.words("not ");
            sentence.values(names);
            sentence.done()
        }
    }
}

fn plain(question: Question, state: State) -> &'static str {
    match (question, state) {
        (Question::OnTheWay, State::Done) => "no header tells of one",
        (_, State::Done) => "",
        (_, State::Failed) => "see the explanation above",
        (_, State::Unknown) => "the call ended before",
        (Question::Credentials, State::NotApplicable) => "no credentials are included",
        (Question::Headers, State::NotApplicable) => "no header asks for leave",
        (Question::Exposed, State::NotApplicable) => "script gets no response",
        (Question::Wildcard, State::NotApplicable) => "there is none",
        (Question::Messages, State::NotApplicable) => "nothing was sent",
        (_, State::NotApplicable) => "no preflight was sent",
    }
}
