//! What a server has to allow for some calls, and nothing beyond it.
//!
//! Origins, methods and header names come from strangers, and end up in configuration files. A policy holds none that is
//! outside an alphabet which needs no escaping in any of those formats, so that no recipe can be broken out of.

use crate::capture::Judgement;
use crate::engine::profile;
use crate::fetch::{Verdict, extract, is_forbidden_request_header, method, names, unsafe_names};
use crate::model::{Answer, HeaderList, Kind, Origin, Received, Url, digits};

/// Two hours: as long as Chromium keeps an answer at most.
const LONGEST: u64 = 7200;

/// What a server has to allow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    origins: Vec<String>,
    methods: Vec<String>,
    headers: Vec<String>,
    credentials: bool,
    exposed: Vec<String>,
    max_age: u64,
}

impl Policy {
    /// The policy that lets all these calls through. Nothing if there is none that is safe: for the origin `null`, for
    /// methods that no page may use, and for names that can't stand in every configuration file.
    #[must_use]
    pub fn of(judgements: &[Judgement]) -> Option<Self> {
        let mut policies = judgements.iter().filter(|one| is_cross_origin(one)).map(Self::of_one);
        let mut all = policies.next()??;
        for policy in policies {
            all.join(policy?);
        }
        Some(all)
    }

    fn of_one(judgement: &Judgement) -> Option<Self> {
        let request = &judgement.request;
        if judgement.evaluation.verdict == Verdict::Rejected {
            return None;
        }
        let mut policy = Self {
            origins: vec![request.origin.serialise()],
            methods: vec![method::normalize(&request.method)],
            headers: header_names(judgement),
            credentials: judgement.evaluation.credentialed,
            exposed: Vec::new(),
            max_age: LONGEST,
        };
        for exchange in &judgement.scenario.exchanges {
            if let Answer::Received(received) = &exchange.received {
                policy.keep(exchange.sent.kind, received);
            }
        }
        policy.headers.sort();
        policy.exposed.sort();
        policy.is_plain(&request.origin).then_some(policy)
    }

    /// What the server says already of things that no request shows: what a script may read, how long a preflight counts.
    fn keep(&mut self, kind: Kind, received: &Received) {
        if kind == Kind::Preflight {
            let said = received.get(names::MAX_AGE).and_then(|value| digits(value.as_bytes()));
            self.max_age =
                said.filter(|seconds| *seconds > 0).map_or(LONGEST, |seconds| seconds.min(LONGEST));
        } else {
            let exposed = extract::tokens(&received.headers, names::EXPOSE_HEADERS);
            let listed = exposed.values().iter().filter(|name| *name != "*");
            add(&mut self.exposed, listed.map(|name| name.to_ascii_lowercase()));
        }
    }

    fn join(&mut self, other: Self) {
        add(&mut self.origins, other.origins);
        add(&mut self.methods, other.methods);
        add(&mut self.headers, other.headers);
        add(&mut self.exposed, other.exposed);
        self.headers.sort();
        self.exposed.sort();
        self.credentials |= other.credentials;
        self.max_age = self.max_age.min(other.max_age);
    }

    fn is_plain(&self, origin: &Origin) -> bool {
        let names = self.methods.iter().chain(&self.headers).chain(&self.exposed);
        is_plain_origin(origin)
            && self.methods.iter().all(|name| !method::is_forbidden(name))
            && names.into_iter().all(|name| is_plain_name(name))
    }

    /// Serialised origins, at least one, none of them `null`: scheme, host and port of letters, digits and `.-_+:/[]`.
    #[must_use]
    pub fn origins(&self) -> &[String] {
        &self.origins
    }

    /// Methods of the calls, at least one; letters, digits, `-` and `_`.
    #[must_use]
    pub fn methods(&self) -> &[String] {
        &self.methods
    }

    /// Names, in lower case, of the request headers that need a permission; letters, digits, `-` and `_`.
    #[must_use]
    pub fn headers(&self) -> &[String] {
        &self.headers
    }

    /// Whether one of the calls has credentials.
    #[must_use]
    pub fn credentials(&self) -> bool {
        self.credentials
    }

    /// Names, in lower case, of the response headers that the server lets scripts read today.
    #[must_use]
    pub fn exposed(&self) -> &[String] {
        &self.exposed
    }

    /// For how many seconds a preflight's answer may be kept.
    #[must_use]
    pub fn max_age(&self) -> u64 {
        self.max_age
    }
}

fn is_cross_origin(judgement: &Judgement) -> bool {
    let origin = &judgement.request.origin;
    let urls = judgement.evaluation.urls.iter().filter_map(|url| Url::parse(url));
    urls.chain([judgement.request.url.clone()]).any(|url| !Origin::of(&url).same_origin(origin))
}

/// What any engine's preflight asks for, or asked for as it was captured, and what the page set beyond the safelist.
fn header_names(judgement: &Judgement) -> Vec<String> {
    let mut set = judgement.request.headers.clone();
    let of_body = judgement.request.body.as_ref().and_then(|body| body.content_type.clone());
    if let (Some(value), false) = (of_body, set.contains("content-type")) {
        set.append("Content-Type", value);
    }
    set.0.retain(|header| !is_forbidden_request_header(&header.name.to_lower(), header.value.as_bytes()));
    let mut found = Vec::new();
    for (engine, run) in judgement.engines() {
        add(&mut found, unsafe_names(&set, profile(engine)).names);
        run.sent.iter().for_each(|sent| add(&mut found, asked(&sent.headers)));
    }
    for exchange in &judgement.scenario.exchanges {
        add(&mut found, asked(&exchange.sent.headers));
    }
    found
}

fn asked(headers: &HeaderList) -> Vec<String> {
    let asked = headers.get("Access-Control-Request-Headers").unwrap_or_default().to_lower();
    let names = asked.split(',').map(|name| name.trim_matches([' ', '\t']));
    names.filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

fn add(list: &mut Vec<String>, more: impl IntoIterator<Item = String>) {
    for name in more {
        if !list.contains(&name) {
            list.push(name);
        }
    }
}

/// Names of methods and headers. HTTP allows more, such as `'`, `` ` `` and `$`, which no header in use has.
fn is_plain_name(name: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    (1..=128).contains(&name.len()) && name.bytes().all(is_plain)
}

fn is_plain_origin(origin: &Origin) -> bool {
    let Origin::Tuple { scheme, host, .. } = origin else { return false };
    let is_scheme =
        |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'.' | b'+');
    let is_host =
        |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'.' | b'_');
    let is_address = |byte: u8| byte.is_ascii_hexdigit() || matches!(byte, b':' | b'.');
    let address = host.strip_prefix('[').and_then(|host| host.strip_suffix(']'));
    let host_is_plain = match address {
        Some(address) => address.bytes().all(is_address),
        None => host.bytes().all(is_host),
    };
    !host.is_empty() && host.len() <= 255 && scheme.bytes().all(is_scheme) && host_is_plain
}

#[cfg(test)]
pub mod tests {
    use super::*;

    /// A policy of what a test says.
    pub fn policy(origins: &[&str], methods: &[&str], headers: &[&str], credentials: bool) -> Policy {
        let owned = |list: &[&str]| list.iter().map(|text| (*text).to_owned()).collect();
        Policy {
            origins: owned(origins),
            methods: owned(methods),
            headers: owned(headers),
            credentials,
            exposed: owned(&["x-total-count"]),
            max_age: 600,
        }
    }

    /// A scheme that the URL standard doesn't know may have a host with almost anything in it.
    #[test]
    fn hosts_that_could_break_out_of_a_file_are_refused() {
        let of =
            |host: &str| Origin::Tuple { scheme: "capacitor".to_owned(), host: host.to_owned(), port: None };
        for host in
            ["", "a\"b", "a'b", "a$b", "a{b}", "a;b", "a`b", "a*", "a\nb", "a b", "[::1'", "[::1']", "a\\"]
        {
            assert!(!is_plain_origin(&of(host)), "{host}");
        }
        for host in ["localhost", "xn--bcher-kva.example", "[::1]", "127.0.0.1", "a_b"] {
            assert!(is_plain_origin(&of(host)), "{host}");
        }
    }
}
