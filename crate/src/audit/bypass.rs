//! A browser that doesn't hold to the CORS protocol: one with an extension that bypasses it, or started without web
//! security. Devtools show the headers as the server sent them, so such an extension's own are not seen (Chromium 156).

use super::answers::diagnosed;
use super::{Answered, At, Finding, Found, finding};
use crate::capture::Judgement;
use crate::fetch::{CauseKind, Verdict, names};
use crate::model::{AnswerSource, Observed};

/// Script got an answer that its origin headers refuse, whatever the credentials mode was.
pub fn bypassed(judgement: &Judgement, answers: &[Answered<'_>]) -> Option<Finding> {
    let refused = judgement.evaluation.verdict == Verdict::Blocked
        && diagnosed(judgement, |kind| {
            matches!(
                kind,
                CauseKind::AllowOriginMissing { .. }
                    | CauseKind::AllowOriginInvalid { .. }
                    | CauseKind::AllowOriginMismatch { .. }
                    | CauseKind::AllowOriginMultiple { .. }
            )
        });
    let answer = answers.iter().rev().find(|answer| !answer.is_preflight())?;
    // What a cache kept may have come with other headers.
    let fresh = answer.received.source == AnswerSource::Network;
    if !refused || !fresh || judgement.observed != Observed::Allowed {
        return None;
    }
    let origin = answer.received.headers.lines(names::ALLOW_ORIGIN).next();
    let at = origin.map_or(At::EndOfHeaders, |(line, _)| At::Value(line));
    finding(Found::Bypassed, vec![answer.place(at)])
}
