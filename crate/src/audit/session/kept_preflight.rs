//! A preflight's answer that was kept, and the answers of later calls that disagree with it.

use super::{ByServer, Call, SessionFinding, Together, server};
use crate::audit::answers::{Answered, answers};
use crate::audit::preflight::{blocked_behind, differing};
use crate::model::{AnswerSource, Origin};

/// Headers in which they disagree, whether calls are blocked by it, and rows: a later call, then that of the preflight.
type Differing = (Vec<&'static str>, bool, Vec<String>);

/// For each server, answers that disagree with what an earlier preflight of the same URL said. Where the call of the
/// preflight shows the same by itself, it is said there.
pub fn differs(calls: &[Call]) -> Vec<SessionFinding> {
    let mut servers: ByServer<Differing> = ByServer(Vec::new());
    for call in calls {
        let Some(earlier) = earlier(call, calls) else { continue };
        let (before, after) = (answers(&earlier.judgement), answers(&call.judgement));
        let Some((preflight, answer)) = before.iter().find(|one| one.is_preflight()).zip(first(&after))
        else {
            continue;
        };
        let mut names = names_of(preflight, answer);
        if let Some(its_own) = first(&before) {
            let said = names_of(preflight, its_own);
            names.retain(|name| !said.contains(name));
        }
        if names.is_empty() {
            continue;
        }
        let Some(found) = server(&answer.exchange.sent.url).and_then(|server| servers.of(server)) else {
            continue;
        };
        found.0.extend(names.iter().filter(|name| !found.0.contains(name)).collect::<Vec<_>>());
        found.1 |= blocked_behind(&call.judgement, answer);
        for id in [&call.id, &earlier.id] {
            if !found.2.contains(id) {
                found.2.push(id.clone());
            }
        }
    }
    let finding = |(server, (names, blocked, evidence)): (Origin, Differing)| {
        let found = Together::KeptPreflightDiffers { server: server.serialise(), names, blocked };
        (!evidence.is_empty()).then_some(SessionFinding { found, evidence })
    };
    servers.0.into_iter().filter_map(finding).collect()
}

/// The call whose preflight this one did with.
fn earlier<'a>(call: &Call, calls: &'a [Call]) -> Option<&'a Call> {
    let entry = call.kept_preflight?;
    calls.iter().find(|other| other.entries.contains(&entry))
}

/// The answer to the first message that is no preflight; what a cache kept may have come with other headers.
fn first<'a>(answers: &'a [Answered<'a>]) -> Option<&'a Answered<'a>> {
    let of_request = answers.iter().find(|answer| !answer.is_preflight());
    of_request.filter(|answer| answer.received.source == AnswerSource::Network)
}

fn names_of(preflight: &Answered<'_>, answer: &Answered<'_>) -> Vec<&'static str> {
    differing(preflight, answer).into_iter().map(|(name, _)| name).collect()
}
