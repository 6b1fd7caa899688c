//! What preflights cost whose answers can't be kept.

use super::{ByServer, Call, SessionFinding, Together, server};
use crate::audit::answers::answers;
use crate::audit::preflight::{caps, unkept};

/// Count, time and rows.
type Cost = (usize, f64, Vec<String>);

/// For each server, the preflights without `Access-Control-Max-Age` and the time they took. A call counts once: its row
/// knows one preflight's time.
pub fn not_kept(calls: &[Call]) -> Vec<SessionFinding> {
    let mut costs: ByServer<Cost> = ByServer(Vec::new());
    for call in calls {
        let answers = answers(&call.judgement);
        let Some(preflight) = answers.iter().find(|answer| unkept(&call.judgement, answer)) else { continue };
        let Some(milliseconds) = call.preflight else { continue };
        let Some(cost) = server(&preflight.exchange.sent.url).and_then(|server| costs.of(server)) else {
            continue;
        };
        cost.0 += 1;
        cost.1 += milliseconds;
        cost.2.push(call.id.clone());
    }
    let finding = |(server, (count, milliseconds, evidence)): (crate::model::Origin, Cost)| SessionFinding {
        found: Together::PreflightsNotKept { server: server.serialise(), count, milliseconds, caps: caps() },
        evidence,
    };
    costs.0.into_iter().map(finding).collect()
}
