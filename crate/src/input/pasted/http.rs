//! HTTP messages as text: raw ones, what `curl -v` prints, and what devtools copy of a request's and a response's headers.

use super::call::shortened;
use crate::input::Malformed;
use crate::model::{Header, HeaderList, Url, is_token};
use serde::{Serialize, Serializer};

/// A request, and the answer that stands behind it, if one does.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Message {
    /// Method.
    pub method: String,
    /// URL.
    #[serde(serialize_with = "as_text")]
    pub url: Url,
    /// Request header lines.
    pub headers: HeaderList,
    /// Status and response header lines.
    pub answer: Option<(u16, HeaderList)>,
}

fn as_text<S: Serializer>(url: &Url, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(url.as_str())
}

/// How a message begins.
enum Start<'t> {
    Request { method: &'t str, target: &'t str },
    Response { status: u16 },
}

/// Reads all messages of a text; none where it holds none.
///
/// # Errors
/// A line that is none of HTTP's, or a response without its request.
pub fn messages(text: &str) -> Result<Vec<Message>, Malformed> {
    let mut found: Vec<Block> = Vec::new();
    // Behind the headers stands what nobody needs here: the body, up to the next message.
    let mut in_headers = false;
    let verbose =
        text.lines().any(|line| line.starts_with("> ")) && text.lines().any(|line| line.starts_with("< "));
    for (number, line) in (1_usize..).zip(text.lines()) {
        // `curl -v` marks what goes out and what comes in; what it says itself, and data, has other marks.
        let line = match (verbose, line.strip_prefix("> ").or(line.strip_prefix("< "))) {
            (false, _) => line,
            (true, Some(line)) => line,
            (true, None) if matches!(line, ">" | "<") => "",
            (true, None) => continue,
        };
        let line = line.trim_end();
        if let Some(start) = start(line) {
            found.push(Block::new(start));
            in_headers = true;
        } else if line.is_empty() {
            // A pseudo header's block may begin without a line of its own.
            in_headers = false;
        } else if let Some((name, value)) = pseudo(line) {
            if !in_headers {
                found.push(Block::default());
                in_headers = true;
            }
            if let Some(block) = found.last_mut() {
                block.pseudo(name, value)?;
            }
        } else if in_headers && let Some(block) = found.last_mut() {
            block.headers.0.push(header(line, number)?);
        }
    }
    pairs(found)
}

/// What a line starts.
fn start(line: &str) -> Option<Start<'_>> {
    let mut words = line.split_ascii_whitespace();
    let first = words.next()?;
    if let Some(version) = first.strip_prefix("HTTP/") {
        let is_version = version.chars().all(|letter| letter.is_ascii_digit() || letter == '.');
        let status = words.next().filter(|word| is_version && word.len() == 3)?.parse().ok()?;
        return (100..1000).contains(&status).then_some(Start::Response { status });
    }
    let target = words.next()?;
    let is_request =
        words.next()?.starts_with("HTTP/") && words.next().is_none() && is_token(first.as_bytes());
    is_request.then_some(Start::Request { method: first, target })
}

/// HTTP/2's names for what a start line holds.
fn pseudo(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.strip_prefix(':')?.split_once(':')?;
    matches!(name, "authority" | "method" | "path" | "scheme" | "status").then_some((name, value.trim()))
}

fn header(line: &str, number: usize) -> Result<Header, Malformed> {
    let wrong = |reason: String| Malformed::new(format!("text: line {number}"), reason);
    // It may hold a secret, so only what stands before the colon is repeated.
    let Some((name, value)) = line.split_once(':') else {
        return Err(wrong(format!(
            "`{}` is no header line (`Name: value`)",
            shortened(line.split(' ').next().unwrap_or_default())
        )));
    };
    let header = Header { name: name.into(), value: value.strip_prefix(' ').unwrap_or(value).into() };
    header.check().map_err(wrong)?;
    Ok(header)
}

#[derive(Default)]
struct Block {
    method: Option<String>,
    target: Option<String>,
    scheme: Option<String>,
    authority: Option<String>,
    status: Option<u16>,
    headers: HeaderList,
}

impl Block {
    fn new(start: Start<'_>) -> Self {
        match start {
            Start::Request { method, target } => {
                Self { method: Some(method.to_owned()), target: Some(target.to_owned()), ..Self::default() }
            }
            Start::Response { status } => Self { status: Some(status), ..Self::default() },
        }
    }

    fn pseudo(&mut self, name: &str, value: &str) -> Result<(), Malformed> {
        match name {
            "authority" => self.authority = Some(value.to_owned()),
            "method" => self.method = Some(value.to_owned()),
            "path" => self.target = Some(value.to_owned()),
            "scheme" => self.scheme = Some(value.to_owned()),
            _ => {
                let status = value.parse().ok().filter(|status| (100..1000).contains(status));
                let wrong = || Malformed::new("text", format!("`{}` is no status", shortened(value)));
                self.status = Some(status.ok_or_else(wrong)?);
            }
        }
        Ok(())
    }

    /// A request's URL: a target that is one, or the host's.
    fn url(&self) -> Result<Url, Malformed> {
        let target = self.target.as_deref().unwrap_or("/");
        if let Some(url) = Url::parse(target).filter(Url::is_http) {
            return Ok(url);
        }
        let host =
            self.headers.get("Host").map(|host| host.to_isomorphic()).or_else(|| self.authority.clone());
        let host = host.ok_or_else(|| {
            let reason = format!("`{}` has no `Host`, so nobody can tell where it goes", shortened(target));
            Malformed::new("text", reason)
        })?;
        let name = host.split(':').next().unwrap_or_default();
        // Nothing of HTTP/1 tells it: what is on this machine seldom has TLS, everything else has it.
        let local = name == "localhost"
            || name.ends_with(".localhost")
            || name.starts_with("127.")
            || name.starts_with('[');
        let scheme =
            self.scheme.as_deref().unwrap_or(if local || host.ends_with(":80") { "http" } else { "https" });
        let url = [scheme, "://", &*host, target].concat();
        Url::parse(&url)
            .filter(Url::is_http)
            .ok_or_else(|| Malformed::new("text", format!("`{}` is no URL", shortened(&url))))
    }
}

/// Each request with the answer behind it. A status below 200 is no answer yet.
fn pairs(blocks: Vec<Block>) -> Result<Vec<Message>, Malformed> {
    let mut found: Vec<Message> = Vec::new();
    for block in blocks {
        match block.status {
            Some(100..200) => {}
            Some(status) => match found.last_mut().filter(|message| message.answer.is_none()) {
                Some(message) => message.answer = Some((status, block.headers)),
                None => {
                    let reason = "a response without its request: what it allows depends on who asked; put the request's \
                                  lines above it (`GET /path HTTP/1.1`, `Host: …`, `Origin: …`)";
                    return Err(Malformed::new("text", reason));
                }
            },
            None => found.push(Message {
                url: block.url()?,
                method: block.method.unwrap_or_else(|| "GET".to_owned()),
                headers: block.headers,
                answer: None,
            }),
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::messages;

    fn told(text: &str) -> Vec<String> {
        match messages(text) {
            Err(error) => vec![format!("! {error}")],
            Ok(found) => found
                .iter()
                .map(|one| {
                    let answer = one
                        .answer
                        .as_ref()
                        .map(|(status, headers)| format!(" → {status} {}", headers.iter().count()));
                    format!(
                        "{} {} {}{}",
                        one.method,
                        one.url.as_str(),
                        one.headers.iter().count(),
                        answer.unwrap_or_default()
                    )
                })
                .collect(),
        }
    }

    #[test]
    fn raw() {
        let text = "OPTIONS /x HTTP/1.1\r\nHost: api.example\r\nOrigin: https://app.example\r\n\r\nHTTP/1.1 204 No Content\r\nVary: Origin\r\n\r\n\
                    PUT /x HTTP/1.1\r\nHost: api.example\r\n\r\n{\"a\": 1}\r\n\r\nHTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nA: b\r\nC: d\r\n\r\nbody: of it\r\n";
        assert_eq!(
            told(text),
            ["OPTIONS https://api.example/x 2 → 204 1", "PUT https://api.example/x 1 → 200 2"]
        );
    }

    #[test]
    fn curl_verbose() {
        let text = "*   Trying 127.0.0.1:80...\n> GET /x HTTP/1.1\n> Host: localhost:8080\n> Accept: */*\n>\n* Request completely sent off\n< HTTP/1.1 200 OK\n< Content-Length: 2\n<\n{ [2 bytes data]\n[]";
        assert_eq!(told(text), ["GET http://localhost:8080/x 2 → 200 1"]);
    }

    #[test]
    fn pseudo_headers() {
        let text = ":authority: api.example\n:method: GET\n:path: /x?a=b\n:scheme: https\naccept: */*\n\n:status: 200\nvary: Origin\n";
        assert_eq!(told(text), ["GET https://api.example/x?a=b 1 → 200 1"]);
    }

    #[test]
    fn what_can_t_be_read_is_told() {
        assert_eq!(told("just words"), Vec::<String>::new());
        assert!(told("HTTP/1.1 200 OK\nA: b\n").concat().contains("a response without its request"));
        assert!(told("GET /x HTTP/1.1\nAccept: */*\n").concat().contains("no `Host`"));
        assert_eq!(
            told("GET /x HTTP/1.1\nHost: a.example\nbroken\n"),
            ["! text: line 3: `broken` is no header line (`Name: value`)"]
        );
    }
}
