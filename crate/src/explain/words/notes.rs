//! Findings in words.

use crate::explain::notes::Finding;
use crate::explain::sentence::{Sentence, say};
use crate::fetch::Verdict;
use crate::model::{Engine, decimal};
use crate::report::{Inline, Mark, Note};

/// A finding as a note.
pub fn note(finding: &Finding, marks: Vec<Mark>) -> Note {
    let (code, severity) = kind(finding);
    Note { code, severity, headline: headline(finding), body: body(finding), marks, evidence: Vec::new() }
}

fn kind(finding: &Finding) -> (&'static str, &'static str) {
    match finding {
        Finding::Contradiction { .. } => ("contradiction", "danger"),
        Finding::AuthorizationUnderWildcard { .. } => ("authorization-under-wildcard", "warning"),
        Finding::EnginesDiffer { .. } => ("engines-differ", "warning"),
        Finding::ServerRanIt { method, .. } if changes_nothing(method) => ("server-ran-it", "info"),
        Finding::ServerRanIt { .. } => ("server-ran-it", "warning"),
        Finding::Dropped { .. } => ("headers-dropped", "info"),
        Finding::OtherVersion { .. } => ("other-version", "info"),
        Finding::Opaque => ("opaque-response", "info"),
    }
}

fn headline(finding: &Finding) -> Vec<Inline> {
    match finding {
        Finding::Contradiction { browser_allowed: true, ours } => say(
            "the browser let script read the response, and by these messages the call is {t}",
            &[verdict(*ours)],
        ),
        Finding::Contradiction { ours, .. } => {
            say("the browser gave script an error, and by these messages the call is {t}", &[verdict(*ours)])
        }
        Finding::AuthorizationUnderWildcard { passes_in } => {
            say("passes in {t}, fails by the standard", &[&names(passes_in)])
        }
        Finding::EnginesDiffer { .. } => say("the engines don't agree on this call", &[]),
        Finding::ServerRanIt { .. } => {
            say("blocked is not \"not executed\": the server ran the request", &[])
        }
        Finding::Dropped { names } => {
            let mut sentence = Sentence::default();
            sentence.words("the browser drops ");
            sentence.values(names);
            sentence.words(", which pages can't set");
            sentence.done()
        }
        Finding::OtherVersion { tested, seen } => say("tested on {t}, this is {t}", &[tested, seen]),
        Finding::Opaque => say("script can read nothing of this response", &[]),
    }
}

fn body(finding: &Finding) -> Vec<Inline> {
    match finding {
        Finding::Contradiction { .. } => say(
            "something that decided is not in the capture: another credentials mode, an extension that changes \
             headers, an answer from a cache or a service worker; or Corscope is wrong, which is worth a report",
            &[],
        ),
        Finding::AuthorizationUnderWildcard { .. } => say(
            "`*` in `Access-Control-Allow-Headers` does not cover `Authorization` by the standard; list it by name",
            &[],
        ),
        Finding::EnginesDiffer { verdicts } => {
            let mut sentence = Sentence::default();
            for (engine, found) in verdicts {
                sentence.separate(", ");
                sentence.words(name(*engine));
                sentence.words(": ");
                sentence.words(verdict(*found));
            }
            sentence.done()
        }
        Finding::ServerRanIt { method, status } => {
            let mut sentence = Sentence::default();
            sentence.say("the {v} arrived", &[method]);
            if let Some(status) = status {
                sentence.say(" and was answered with {v}", &[&decimal((*status).into())]);
            }
            sentence.words("; only the reading was refused");
            if !changes_nothing(method) {
                sentence.words(", so whatever it changes is changed");
            }
            // What people try first, and what its success seems to say.
            if status.is_some_and(|status| status < 400) {
                sentence.say(" (`curl` and Postman show the response: they are no browsers)", &[]);
            }
            sentence.done()
        }
        Finding::Dropped { .. } => say("the request goes out without them", &[]),
        Finding::OtherVersion { .. } => {
            say("the rules are those of the tested version; a browser may change one at any time", &[])
        }
        Finding::Opaque => say(
            "mode `no-cors` lets the request out and hides the whole response, so the data is empty whatever the server sent",
            &[],
        ),
    }
}

/// *Safe* methods: they ask and change nothing.
fn changes_nothing(method: &str) -> bool {
    matches!(method, "GET" | "HEAD" | "OPTIONS")
}

/// A verdict as it reads in a sentence.
pub fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Allowed => "allowed",
        Verdict::Blocked => "blocked",
        Verdict::Failed => "failed",
        Verdict::Rejected => "rejected",
        Verdict::Undetermined => "undetermined",
    }
}

/// An engine as it reads in a sentence.
pub fn name(engine: Engine) -> &'static str {
    match engine {
        Engine::Standard => "the standard",
        Engine::Chromium => "Chromium",
        Engine::Firefox => "Firefox",
        Engine::Webkit => "WebKit",
    }
}

fn names(engines: &[Engine]) -> String {
    engines.iter().map(|engine| name(*engine)).collect::<Vec<_>>().join(", ")
}
