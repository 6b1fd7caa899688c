//! Proven changes as the Report shows them: facts here, words in `words/fixes.rs`.

use super::words::fixes as words;
use crate::capture::Judgement;
use crate::fix::{self, Edit, Need, Place, RequestChange, Way};
use crate::model::{Credentials, Mode, Request};
use crate::report;

/// The fixes of a judged call, the advice first.
#[must_use]
pub fn fixes(judgement: &Judgement) -> Vec<report::Fix> {
    fix::fixes(judgement).iter().map(|fix| shown(judgement, fix)).collect()
}

fn shown(judgement: &Judgement, fix: &fix::Fix) -> report::Fix {
    report::Fix {
        title: words::title(fix),
        at: match fix.way {
            Way::Server { .. } => "server",
            Way::Client(_) => "client",
            Way::Architecture(_) => "architecture",
        },
        request: match &fix.way {
            Way::Client(change) => Some(patch(&judgement.request, change)),
            Way::Server { .. } | Way::Architecture(_) => None,
        },
        edits: fix.edits.iter().map(|edit| shown_edit(fix, edit)).collect(),
        assumptions: words::assumptions(fix),
        proven_in: fix.proven_in.clone(),
    }
}

fn shown_edit(fix: &fix::Fix, edit: &Edit) -> report::Edit {
    let (op, value) = edit.change.shown();
    let exchange = fix.sent.iter().position(|sent| Place::of(sent) == edit.place).unwrap_or(fix.sent.len());
    report::Edit {
        message: 2 * exchange + 1,
        of: edit.place.kind,
        hop: edit.place.hop,
        op,
        name: edit.change.name(),
        value,
        needed: match edit.need {
            Need::Verdict => "verdict",
            Need::Engines => "engines",
            Need::Safety => "safety",
        },
        evidence: if edit.captured { "captured" } else { "not-captured" },
    }
}

fn patch(request: &Request, change: &RequestChange) -> report::RequestPatch {
    let none = report::RequestPatch::default();
    match change {
        RequestChange::Method(method) => report::RequestPatch { method: Some(method.clone()), ..none },
        RequestChange::Url(url) => report::RequestPatch { url: Some(url.clone()), ..none },
        RequestChange::Cors => report::RequestPatch { mode: Some(Mode::Cors), ..none },
        RequestChange::NoCredentials => {
            report::RequestPatch { credentials: Some(Credentials::SameOrigin), ..none }
        }
        RequestChange::WithoutHeaders(names) => {
            let mut headers = request.headers.clone();
            headers.retain(|name| !names.iter().any(|other| other == name));
            report::RequestPatch { headers: Some(headers), ..none }
        }
    }
}
