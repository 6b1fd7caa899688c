//! What the lab's machine answers, as `predict.js` tells it.

use super::Scenario;
use corscope::model::{
    Answer, Engine, HeaderList, Kind, NetworkError, Origin, Outgoing, Received, Request, Url,
};
use serde_json::{Value, json};

/// The name that stands in every URL of a fixture.
pub const ID: &str = "/sfixture-0/";
const PAGES: [u16; 3] = [7841, 7842, 7843];
const PUBLIC: u16 = 7843;
const INSECURE: &str = "insecure.example";

/// Which hop a URL's path names: the first that is one.
pub fn hop_in(url: &str) -> Option<usize> {
    let named = |rest: &str| {
        let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let (number, behind) = rest.split_at_checked(end)?;
        (behind.is_empty() || behind.starts_with(['?', '#', '/'])).then(|| number.parse().ok())?
    };
    url.split(ID).skip(1).find_map(named)
}

impl Scenario {
    /// Which of the lab's pages makes the request: the number in its hosts.
    pub fn shard(&self) -> char {
        let hosts = ["topLevelSite", "origin", "url"]
            .map(|name| self.request.get(name).and_then(Value::as_str).unwrap_or_default());
        let hosts = hosts.into_iter().chain(self.hops.iter().map(|hop| hop.url.as_str()));
        let number = |text: &str| {
            let (at, _) = text.match_indices(".localhost").chain(text.match_indices(".insecure")).next()?;
            text.get(..at)?.chars().last().filter(char::is_ascii_digit)
        };
        hosts.into_iter().find_map(number).unwrap_or('0')
    }

    /// The request, in a frame of its shard's page.
    pub fn request(&self) -> Request {
        let mut request = self.request.clone();
        request.insert("worker".to_owned(), json!(self.page == "worker"));
        let page = json!(format!("http://page{}.localhost", self.shard()));
        request.entry("topLevelSite").or_insert(page);
        let input = corscope::input::request(&Value::Object(request).to_string());
        input.unwrap_or_else(|error| panic!("{error}")).settle().expect("settled")
    }

    /// What comes back for a message: the server's answer, or what the machine does where none of its servers listens.
    pub fn answer(&self, engine: Engine, request: &Request, sent: &Outgoing) -> Answer {
        let failed = |error, text: Option<&str>| Answer::Failed { error, text: text.map(str::to_owned) };
        // WebKit's console repeats the words of its network library.
        let worded = |error, text: &str| failed(error, (engine == Engine::Webkit).then_some(text));
        let url = Url::parse(&sent.url).expect("a URL");
        let host = url.host().unwrap_or_default();
        let port = url.port().filter(|port| PAGES.contains(port));
        if !host.ends_with(".localhost") && !host.ends_with(INSECURE) && host != "127.0.0.1" {
            let text = format!("Error resolving “{host}”: Name or service not known");
            return worded(NetworkError::Dns, &text);
        }
        if port.is_none() {
            let text = format!("Could not connect to {host}: Connection refused");
            return worded(NetworkError::Refused, &text);
        }
        if url.scheme() == "https" {
            let text = "Error performing TLS handshake: An unexpected TLS packet was received.";
            return worded(NetworkError::Tls, text);
        }
        let expected = request.target_address_space.as_deref();
        let is_elsewhere = engine == Engine::Chromium
            && sent.kind == Kind::Request
            && !request.has_stream_body()
            && !request.origin.same_origin(&Origin::of(&url))
            && matches!(expected, Some("local" | "public"));
        let is_outside = matches!(self.page.as_str(), "public" | "insecure" | "secure");
        if (is_outside || is_elsewhere) && port != Some(PUBLIC) {
            return failed(NetworkError::LocalNetworkAccess, None);
        }
        if engine == Engine::Chromium && sent.kind == Kind::Request && request.has_stream_body() {
            return failed(NetworkError::Other, Some("net::ERR_ALPN_NEGOTIATION_FAILED"));
        }
        if !sent.url.contains(ID) {
            return Answer::Received(Received::new(404, HeaderList::default()));
        }
        let hop = hop_in(&sent.url).and_then(|hop| self.hops.get(hop));
        let (status, written) = match hop {
            Some(hop) => {
                let reply = if sent.kind == Kind::Preflight { &hop.preflight } else { &hop.request };
                (reply.status, reply.headers.as_slice())
            }
            None => (404, &[("X-Lab".to_owned(), "unscripted".to_owned())] as &[_]),
        };
        let mut headers = HeaderList::default();
        for (name, value) in written {
            // As on the wire: one byte a character.
            let value: Vec<u8> = value.chars().map(|c| u8::try_from(c).expect("a byte")).collect();
            headers.append(name, value.as_slice());
        }
        Answer::Received(Received::new(status, headers))
    }
}
