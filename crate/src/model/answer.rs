//! What came back for one message that was sent.

use super::fact::words;
use super::{ByteString, HeaderList};
use serde::Serialize;

words! {
    /// Where a response came from.
    AnswerSource {
        /// The server.
        Network = "network",
        /// A stored response, used without asking the server.
        HttpCache = "http-cache",
        /// A stored response that the server confirmed with a 304.
        Revalidated = "revalidated",
        /// A service worker's `respondWith()`.
        ServiceWorker = "service-worker",
    }
}

words! {
    /// Ways for a message to get no usable response, none of them decided by the CORS protocol.
    NetworkError {
        /// The host name has no address.
        Dns = "dns",
        /// No connection: refused, reset, unreachable, empty reply.
        Refused = "refused",
        /// Certificate or handshake.
        Tls = "tls",
        /// No answer in time.
        Timeout = "timeout",
        /// Aborted by the page or by leaving it.
        Aborted = "aborted",
        /// An extension or a policy of the browser stopped it.
        BlockedByClient = "blocked-by-client",
        /// Content Security Policy.
        Csp = "csp",
        /// Mixed content.
        MixedContent = "mixed-content",
        /// Opaque Response Blocking.
        Orb = "orb",
        /// Cross-Origin-Resource-Policy (or its default under COEP).
        Corp = "corp",
        /// Local Network Access: the permission was denied or can't be asked for.
        LocalNetworkAccess = "local-network-access",
        /// A service worker's answer that the page can't take: an opaque one to a request of mode `cors`.
        ServiceWorker = "service-worker",
        /// Anything else; the text says what.
        Other = "other",
    }
}

/// A response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    /// Status code.
    pub status: u16,
    /// Header lines as received.
    pub headers: HeaderList,
    /// Where it came from.
    pub source: AnswerSource,
    /// The lines of one name were joined before anyone could see them, so duplicates can't be told.
    pub joined: bool,
    /// IP address space, where known.
    pub address_space: Option<String>,
}

/// What became of one message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(into = "Wire")]
pub enum Answer {
    /// A response came.
    Received(Received),
    /// None came, or the browser refused it for a reason outside the CORS protocol.
    Failed {
        /// The kind of failure.
        error: NetworkError,
        /// The engine's own name for it, such as `net::ERR_NAME_NOT_RESOLVED`.
        text: Option<String>,
    },
    /// Nobody saw what came; the reason.
    Unknown(String),
}

/// The public shape: three kinds of object told apart by their fields.
#[derive(Serialize, Default)]
#[serde(rename_all = "camelCase")]
struct Wire {
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    headers: Option<HeaderList>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<AnswerSource>,
    #[serde(skip_serializing_if = "Option::is_none")]
    joined: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    address_space: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    network_error: Option<NetworkError>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unknown: Option<String>,
}

impl From<Answer> for Wire {
    fn from(answer: Answer) -> Self {
        match answer {
            Answer::Received(received) => Self {
                status: Some(received.status),
                headers: Some(received.headers),
                source: Some(received.source).filter(|s| *s != AnswerSource::Network),
                joined: Some(true).filter(|_| received.joined),
                address_space: received.address_space,
                ..Self::default()
            },
            Answer::Failed { error, text } => Self { network_error: Some(error), text, ..Self::default() },
            Answer::Unknown(reason) => Self { unknown: Some(reason), ..Self::default() },
        }
    }
}

impl Received {
    /// A response from the network.
    #[must_use]
    pub fn new(status: u16, headers: HeaderList) -> Self {
        Self { status, headers, source: AnswerSource::Network, joined: false, address_space: None }
    }

    /// The joined value of a header.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<ByteString> {
        self.headers.get(name)
    }
}
