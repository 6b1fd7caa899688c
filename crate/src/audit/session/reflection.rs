//! Servers that give back whatever `Origin` says, with credentials. One call can't show it: a server with a list of
//! origins answers the same. Pages of several sites that all may read do.

use super::{ByServer, Call, SessionFinding, Together, server};
use crate::audit::answers::answers;
use crate::fetch::names;
use crate::model::{Origin, site};

/// So many sites are more than what a list would hold by accident.
const SURELY: usize = 3;

/// Site, origin and row of each that asked.
type Asked = Vec<(String, String, String)>;

/// For each server, the origins of different sites that it allowed with credentials.
pub fn reflected(calls: &[Call]) -> Vec<SessionFinding> {
    let mut asked: ByServer<Asked> = ByServer(Vec::new());
    for call in calls {
        for answer in answers(&call.judgement) {
            let Some(origin) =
                answer.exchange.sent.headers.get(names::ORIGIN).map(|value| value.to_isomorphic())
            else {
                continue;
            };
            if answer.line_with(names::ALLOW_ORIGIN, &origin).is_none() || !answer.allows_credentials() {
                continue;
            }
            let Some(site) = Origin::parse(&origin).ok().and_then(|origin| site(&origin)) else { continue };
            let Some(sites) = server(&answer.exchange.sent.url).and_then(|server| asked.of(server)) else {
                continue;
            };
            if !sites.iter().any(|(other, ..)| *other == site) {
                sites.push((site, origin, call.id.clone()));
            }
        }
    }
    let finding = |(_, sites): (Origin, Asked)| {
        let surely = sites.len() >= SURELY || sites.iter().any(|(_, origin, _)| origin == "null");
        let mut origins = Vec::new();
        let mut evidence: Vec<String> = Vec::new();
        for (_, origin, id) in sites {
            origins.push(origin);
            if !evidence.contains(&id) {
                evidence.push(id);
            }
        }
        (origins.len() > 1)
            .then_some(SessionFinding { found: Together::Reflected { origins, surely }, evidence })
    };
    asked.0.into_iter().filter_map(finding).collect()
}
