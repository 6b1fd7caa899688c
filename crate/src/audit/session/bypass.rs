//! A CORS-bypass extension, seen by what it adds: the very same lines in the answers of servers that have nothing to do with
//! each other. Chromium's devtools show headers as the server sent them, so there a single call has to show it; what other
//! browsers and proxies record may be as an extension left it.

use super::{Call, SessionFinding, Together, server};
use crate::audit::answers::{Answered, answers};
use crate::fetch::names;
use crate::model::{AnswerSource, Header, site, text};

/// Two may use the same framework.
const FEWEST: usize = 3;

/// Lines that every answer of at least so many sites has, where they are more than the origin alone.
pub fn same_everywhere(calls: &[Call]) -> Option<SessionFinding> {
    let mut common: Option<Vec<&Header>> = None;
    let mut sites: Vec<String> = Vec::new();
    let mut evidence = Vec::new();
    for call in calls {
        for answer in answers(&call.judgement).iter().filter(|answer| is_of_server(answer)) {
            let Some(site) = server(&answer.exchange.sent.url).and_then(|server| site(&server)) else {
                continue;
            };
            let lines = cors_lines(answer);
            match &common {
                Some(common) if *common != lines => return None,
                Some(_) => {}
                None => common = Some(lines),
            }
            if !sites.contains(&site) {
                sites.push(site);
                evidence.push(call.id.clone());
            }
        }
    }
    let common =
        common.filter(|lines| sites.len() >= FEWEST && lines.iter().any(|line| is_for_preflights(line)))?;
    let names = common.iter().map(|line| line.name.to_isomorphic()).collect();
    Some(SessionFinding { found: Together::SameEverywhere { sites: sites.len(), names }, evidence })
}

/// Preflights are answered by few servers, and by extensions in ways of their own.
fn is_of_server(answer: &Answered<'_>) -> bool {
    !answer.is_preflight() && answer.received.source == AnswerSource::Network
}

fn cors_lines<'a>(answer: &Answered<'a>) -> Vec<&'a Header> {
    let is_cors = |line: &&Header| text::has(&line.name.to_lower(), "access-control-");
    answer.received.headers.0.iter().filter(is_cors).collect()
}

/// Headers that mean nothing in the answer to a request.
fn is_for_preflights(line: &Header) -> bool {
    let name = line.name.to_lower();
    [names::ALLOW_METHODS, names::ALLOW_HEADERS].iter().any(|other| name.eq_ignore_ascii_case(other))
}
