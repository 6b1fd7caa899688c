//! Did the server run the request? Blocked is not "not executed".

use crate::capture::Judgement;
use crate::fetch::{Phase, Verdict};
use crate::model::{Answer, AnswerSource, Exchange, Kind, NetworkError};

/// Whether the server received the request itself (a preflight doesn't count).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reached {
    /// It did not.
    No,
    /// Nothing shows it.
    Unknown,
    /// It did.
    Yes,
}

impl Reached {
    /// The word of the public format.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::No => "no",
            Self::Unknown => "unknown",
            Self::Yes => "yes",
        }
    }
}

/// Whether the server ran the request.
#[must_use]
pub fn reached_server(judgement: &Judgement) -> Reached {
    let run = &judgement.evaluation;
    let answered = judgement
        .scenario
        .exchanges
        .iter()
        .filter(|exchange| exchange.sent.kind == Kind::Request)
        .map(by_answer)
        .max();
    if let Some(answered) = answered {
        return answered;
    }
    // No message of the request itself was captured.
    let stopped =
        run.causes.first().is_some_and(|cause| matches!(cause.phase, Phase::Request | Phase::Preflight));
    if run.verdict == Verdict::Rejected
        || judgement.clues.never_sent
        || (stopped && run.verdict == Verdict::Blocked)
    {
        Reached::No
    } else if run.sent.iter().any(|sent| sent.kind == Kind::Request) || run.verdict == Verdict::Undetermined {
        Reached::Unknown
    } else {
        Reached::No
    }
}

fn by_answer(exchange: &Exchange) -> Reached {
    match &exchange.received {
        Answer::Received(received) => match received.source {
            AnswerSource::Network | AnswerSource::Revalidated => Reached::Yes,
            AnswerSource::HttpCache => Reached::No,
            AnswerSource::ServiceWorker => Reached::Unknown,
        },
        Answer::Failed { error, .. } => match error {
            NetworkError::Dns
            | NetworkError::Refused
            | NetworkError::Tls
            | NetworkError::BlockedByClient
            | NetworkError::Csp
            | NetworkError::MixedContent
            | NetworkError::LocalNetworkAccess => Reached::No,
            // These look at the response.
            NetworkError::Orb | NetworkError::Corp | NetworkError::ServiceWorker => Reached::Yes,
            NetworkError::Timeout | NetworkError::Aborted | NetworkError::Other => Reached::Unknown,
        },
        Answer::Unknown(_) => Reached::Unknown,
    }
}
