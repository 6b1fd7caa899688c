//! Cache bleed: a cache keeps one answer for all who ask, and a page gets what was made for another origin, or for a
//! request that had none, as that of an image without `crossorigin`.

use super::{Call, SessionFinding, Together};
use crate::audit::answers::{Answered, answers};
use crate::audit::vary::varies;
use crate::fetch::{CauseKind, Verdict, names};
use crate::model::{Answer, AnswerSource, HeaderList, Origin, Received, digits, text};

/// Headers in which caches on the way say that they answered.
const CACHES: &[&str] = &["X-Cache", "CF-Cache-Status", "X-Cache-Status", "X-Proxy-Cache", "Cache-Status"];

/// Calls blocked by an answer from a cache, each with the earlier call of the same URL that it was made for.
pub fn bled(calls: &[Call]) -> Vec<SessionFinding> {
    calls.iter().filter_map(|call| bled_call(call, calls)).collect()
}

fn bled_call(call: &Call, calls: &[Call]) -> Option<SessionFinding> {
    let cause = call.judgement.evaluation.causes.first()?;
    let answer = answers(&call.judgement).pop().filter(|answer| {
        call.judgement.evaluation.verdict == Verdict::Blocked
            && !answer.is_preflight()
            && is_from_cache(answer.received)
            && !varies(&answer.received.headers)
    })?;
    let made_for = match &cause.kind {
        CauseKind::AllowOriginMissing { .. } => None,
        CauseKind::AllowOriginMismatch { .. } => Some(answer.named_origin()?.1),
        _ => return None,
    };
    let earlier = calls
        .iter()
        .find(|other| other.started_at < call.started_at && was_asked(other, &answer, made_for.as_ref()))?;
    Some(SessionFinding {
        found: Together::CacheBleed {
            url: answer.exchange.sent.url.clone(),
            made_for: made_for.map(|origin| origin.serialise()),
        },
        evidence: vec![call.id.clone(), earlier.id.clone()],
    })
}

/// Whether a call asked for the same URL for that origin, or without one, and got what the later call got.
fn was_asked(call: &Call, later: &Answered<'_>, made_for: Option<&Origin>) -> bool {
    call.judgement.scenario.exchanges.iter().any(|exchange| {
        let Answer::Received(received) = &exchange.received else { return false };
        let origin = |headers: &HeaderList, name: &str| headers.get(name).map(|value| value.to_isomorphic());
        let wanted = made_for.map(Origin::serialise);
        exchange.sent.url == later.exchange.sent.url
            && exchange.sent.method == "GET"
            && !exchange.sent.headers.0.is_empty()
            && origin(&exchange.sent.headers, names::ORIGIN) == wanted
            && origin(&received.headers, names::ALLOW_ORIGIN) == wanted
    })
}

/// Whether something says that a cache gave the answer: devtools, or a cache on the way.
fn is_from_cache(received: &Received) -> bool {
    let aged = received.get("Age").and_then(|age| digits(age.as_bytes())).is_some_and(|age| age > 0);
    let hit =
        CACHES.iter().any(|name| received.get(name).is_some_and(|value| text::has(&value.to_lower(), "hit")));
    matches!(received.source, AnswerSource::HttpCache | AnswerSource::Revalidated) || aged || hit
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn caches_say_that_they_answered() {
        for (name, value, expected) in [
            ("Age", "0", false),
            ("Age", "12", true),
            ("Age", "soon", false),
            ("x-cache", "Hit from cloudfront", true),
            ("X-Cache", "MISS", false),
            ("CF-Cache-Status", "HIT", true),
            ("Via", "1.1 hit", false),
        ] {
            let mut headers = HeaderList::default();
            headers.append(name, value);
            assert_eq!(is_from_cache(&Received::new(200, headers)), expected, "{name}: {value}");
        }
    }
}
