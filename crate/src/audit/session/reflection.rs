//! Servers that give back whatever `Origin` says, with credentials. One call can't show it: a server with a list of
//! origins answers the same. Pages of several sites that all may read do.

use super::{ByServer, Call, SessionFinding, Together, server};
use crate::audit::answers::answers;
use crate::fetch::names;
use crate::model::{Origin, host};

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
            let Some(site) = site(&origin) else { continue };
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

/// What origins have in common that may be of one owner, as far as it can be told without a list of public suffixes: the
/// last two labels, or the whole address. Nothing for this machine, which developers list beside their site.
fn site(origin: &str) -> Option<String> {
    let parsed = Origin::parse(origin).ok()?;
    match &parsed {
        Origin::Opaque => Some(origin.to_owned()),
        _ if parsed.is_loopback() => None,
        Origin::Tuple { host, .. } if host.starts_with('[') || host::ipv4(host).is_some() => {
            Some(host.clone())
        }
        Origin::Tuple { host, .. } => {
            let mut labels: Vec<&str> = host.rsplit('.').take(2).collect();
            labels.reverse();
            Some(labels.join("."))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::site;

    #[test]
    fn sites_are_told_apart_with_care() {
        for (origin, expected) in [
            ("https://app.example.com", Some("example.com")),
            ("http://example.com:8080", Some("example.com")),
            ("https://10.0.0.7", Some("10.0.0.7")),
            ("https://[fd00::1]", Some("[fd00::1]")),
            ("http://localhost:3000", None),
            ("null", Some("null")),
            ("no origin", None),
        ] {
            assert_eq!(site(origin).as_deref(), expected, "{origin}");
        }
    }
}
