//! Where CORS is the wrong tool: another design, said only where something in the call shows it.

use super::login::{leads_to_login, login_redirect};
use super::{Fix, Rank, Way};
use crate::capture::{Judgement, is_local_url};
use crate::fetch::{Cause, CauseKind, Phase, Verdict, names};
use crate::model::{Answer, AnswerSource, Exchange, Kind, Origin, Received, Url, site};

/// What to do in place of the call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Design {
    /// A request header holds a key that is for servers only.
    SecretKey {
        /// The header.
        header: String,
        /// The server's origin.
        server: String,
    },
    /// The session has ended: a page can navigate to a login page, not fetch it.
    LogIn {
        /// The login page, without its query.
        page: String,
    },
    /// Something in front of the server wants a login before it lets preflights through.
    LoginBeforePreflight {
        /// The server's origin.
        server: String,
    },
    /// A server of another site says nothing of CORS in whatever it answered.
    ForeignServer {
        /// Its origin.
        server: String,
    },
}

/// How keys begin that their makers call secret: those of Stripe, OpenAI and Anthropic, SendGrid, Slack.
const SECRET: &[&str] = &["sk_live_", "sk_test_", "rk_live_", "rk_test_", "sk-", "SG.", "xoxb-"];

/// No placeholder in an example is as long as a key.
const SHORTEST_KEY: usize = 20;

/// The other design, where one is called for.
#[must_use]
pub fn fix(judgement: &Judgement) -> Option<(Rank, Fix)> {
    let cause = judgement.evaluation.causes.first()?;
    if judgement.evaluation.verdict != Verdict::Blocked {
        return None;
    }
    let (rank, design) = match secret_key(judgement) {
        Some(design) => (Rank::Fault, design),
        None => {
            let around = log_in(judgement, cause).or_else(|| login_first(judgement, cause));
            (Rank::WayAround, around.or_else(|| foreign_server(judgement, cause))?)
        }
    };
    let way = Way::Architecture(design);
    Some((rank, Fix { way, edits: Vec::new(), sent: Vec::new(), proven_in: Vec::new() }))
}

fn secret_key(judgement: &Judgement) -> Option<Design> {
    let server = foreign(judgement, judgement.request.url.as_str())?;
    let holds_key = |value: &str| {
        let key = value.rsplit(' ').next().unwrap_or(value);
        key.len() >= SHORTEST_KEY && SECRET.iter().any(|start| key.starts_with(start))
    };
    let lines = &judgement.request.headers.0;
    let header = lines.iter().find(|line| holds_key(&line.value.to_isomorphic()))?;
    Some(Design::SecretKey { header: header.name.to_lower(), server })
}

fn log_in(judgement: &Judgement, cause: &Cause) -> Option<Design> {
    let page = login_redirect(&judgement.evaluation, cause)?.page;
    Some(Design::LogIn { page: page.split('?').next()?.to_owned() })
}

fn login_first(judgement: &Judgement, cause: &Cause) -> Option<Design> {
    let CauseKind::PreflightRedirected { location, .. } = &cause.kind else { return None };
    let asked = judgement.evaluation.urls.get(usize::try_from(cause.hop).ok()?)?;
    let url = Url::parse(asked)?;
    let target = url.join(&location.to_isomorphic())?;
    leads_to_login(asked, target.as_str())
        .then(|| Design::LoginBeforePreflight { server: Origin::of(&url).serialise() })
}

fn foreign_server(judgement: &Judgement, cause: &Cause) -> Option<Design> {
    if !matches!(cause.kind, CauseKind::AllowOriginMissing { .. }) {
        return None;
    }
    let server = foreign(judgement, judgement.evaluation.urls.get(usize::try_from(cause.hop).ok()?)?)?;
    let mut seen = false;
    for exchange in &judgement.scenario.exchanges {
        let Answer::Received(received) = &exchange.received else { continue };
        if Url::parse(&exchange.sent.url).is_none_or(|url| Origin::of(&url).serialise() != server) {
            continue;
        }
        if speaks_of_cors(received) || !is_ordinary(exchange, received) {
            return None;
        }
        seen = true;
    }
    (seen && cause.phase != Phase::Redirect).then_some(Design::ForeignServer { server })
}

/// The origin of a URL that is of another site than the page, and out there. Whose a page without an origin is, nothing
/// tells.
fn foreign(judgement: &Judgement, url: &str) -> Option<String> {
    let url = Url::parse(url).filter(|url| url.is_http() && !is_local_url(url))?;
    let (page, server) = (&judgement.request.origin, Origin::of(&url));
    (*page != Origin::Opaque && site(page) != site(&server)).then(|| server.serialise())
}

fn speaks_of_cors(received: &Received) -> bool {
    let shown = |name: &&str| received.headers.contains(name);
    [names::ALLOW_ORIGIN, names::ALLOW_CREDENTIALS, names::ALLOW_METHODS, names::ALLOW_HEADERS]
        .iter()
        .any(shown)
}

/// What a server answers that works, and knows no `OPTIONS` or nothing of CORS: an error may lack headers for other reasons.
fn is_ordinary(exchange: &Exchange, received: &Received) -> bool {
    received.source == AnswerSource::Network
        && match (exchange.sent.kind, received.status) {
            (_, status) if status < 300 => true,
            (Kind::Preflight, status) => matches!(status, 404 | 405 | 501),
            (Kind::Request, _) => false,
        }
}
