//! The lab's fixtures (`tests/cases/lab`), run natively: what each browser did is recorded, and its profile says the same.
//!
//! `tests/browsers/lab/predict.js` and `compare.js` do this for the npm package, with a browser beside it; here a change
//! of the core is told in seconds. Names and texts of what the lab's machine answers are told there.
#![expect(clippy::expect_used, clippy::panic, reason = "a test may stop")]

use corscope::engine;
use corscope::fetch::{CauseKind, ConsoleMessage, Evaluation, Fetch, Next, PreflightCache, Profile, Verdict};
use corscope::model::{
    Answer, Engine, HeaderList, Initiator, Kind, NetworkError, Outgoing, Received, Request, Url, Word,
};
use serde::Deserialize;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The name that stands in every URL of a fixture.
const ID: &str = "/sfixture-0/";
const PAGES: [u16; 3] = [7841, 7842, 7843];
const PUBLIC: u16 = 7843;
const INSECURE: &str = "insecure.example";

#[derive(Deserialize)]
struct Fixture {
    name: String,
    #[serde(default)]
    gap: Option<String>,
    scenario: Scenario,
    observed: BTreeMap<String, Observed>,
}

#[derive(Deserialize)]
struct Scenario {
    page: String,
    request: Map<String, Value>,
    hops: Vec<Hop>,
}

#[derive(Deserialize)]
struct Hop {
    preflight: Reply,
    request: Reply,
}

#[derive(Deserialize)]
struct Reply {
    status: u16,
    headers: Vec<(String, String)>,
}

#[derive(Deserialize)]
struct Observed {
    page: Page,
    error: Option<String>,
    cors: Option<(String, String)>,
    #[serde(default)]
    console: Vec<String>,
    #[serde(default)]
    wire: Vec<Map<String, Value>>,
}

#[derive(Deserialize)]
struct Page {
    outcome: String,
    message: Option<String>,
    #[serde(rename = "type")]
    response_type: Option<String>,
    headers: Option<Vec<String>>,
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut found: Vec<_> = entries
        .map(|entry| entry.expect("readable").path())
        .flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] })
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .collect();
    found.sort();
    found
}

fn text_of(path: impl AsRef<Path>) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The engines that every test compares, by the lab's own list.
fn compared() -> Vec<String> {
    let text = text_of("tests/browsers/lab/engines.js");
    let (_, list) = text.split_once("COMPARED = [").expect("a list");
    let (list, _) = list.split_once(']').expect("its end");
    list.split(',')
        .map(|word| word.trim().trim_matches('\'').to_owned())
        .filter(|word| !word.is_empty())
        .collect()
}

/// Which hop a URL's path names.
fn hop_in(url: &str) -> Option<usize> {
    let (_, rest) = url.split_once(ID)?;
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let (number, behind) = rest.split_at_checked(end)?;
    (behind.is_empty() || behind.starts_with(['?', '#', '/'])).then(|| number.parse().ok())?
}

impl Scenario {
    fn request(&self) -> Request {
        let mut request = self.request.clone();
        request.insert("worker".to_owned(), json!(self.page == "worker"));
        if !request.contains_key("topLevelSite") {
            let text =
                |name: &str| self.request.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
            let shard = [text("origin"), text("url")].join(" ");
            let digit = shard
                .match_indices(['.'])
                .find_map(|(at, _)| shard.get(..at)?.chars().last().filter(char::is_ascii_digit))
                .unwrap_or('0');
            request.insert("topLevelSite".to_owned(), json!(format!("http://page{digit}.localhost")));
        }
        let input = corscope::input::request(&Value::Object(request).to_string());
        input.unwrap_or_else(|error| panic!("{error}")).settle().expect("settled")
    }

    fn answer(&self, engine: Engine, request: &Request, sent: &Outgoing) -> Answer {
        let failed = |error, text: Option<&str>| Answer::Failed { error, text: text.map(str::to_owned) };
        let url = Url::parse(&sent.url).expect("a URL");
        let host = url.host().unwrap_or_default();
        let port = url.port().filter(|port| PAGES.contains(port));
        if port.is_none() {
            return failed(NetworkError::Refused, None);
        }
        if !host.ends_with(".localhost") && !host.ends_with(INSECURE) && host != "127.0.0.1" {
            return failed(NetworkError::Dns, None);
        }
        if url.scheme() == "https" {
            return failed(NetworkError::Tls, None);
        }
        if matches!(self.page.as_str(), "public" | "insecure") && port != Some(PUBLIC) {
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

/// What the server saw: what reached it and bears the fixture's name.
fn wire(sent: &[(Outgoing, bool)]) -> Vec<Value> {
    let one = |sent: &Outgoing| {
        let header = |name: &str| sent.headers.get(name).map(|value| value.to_isomorphic());
        let asked = |name: &str| header(name).filter(|_| sent.kind == Kind::Preflight);
        let hop = hop_in(&sent.url).map_or(json!(-1), |hop| json!(hop));
        let mut fields = json!({ "kind": sent.kind, "hop": hop, "method": sent.method, "url": sent.url });
        for (field, value) in [
            ("origin", header("Origin")),
            ("requestMethod", asked("Access-Control-Request-Method")),
            ("requestHeaders", asked("Access-Control-Request-Headers")),
        ] {
            if let (Some(value), Some(fields)) = (value, fields.as_object_mut()) {
                fields.insert(field.to_owned(), json!(value));
            }
        }
        fields
    };
    sent.iter()
        .filter(|(sent, reached)| *reached && sent.url.contains(ID))
        .map(|(sent, _)| one(sent))
        .collect()
}

/// The message with each of the names that the browser may have chosen.
fn possible(said: Option<ConsoleMessage>, evaluation: &Evaluation) -> Vec<ConsoleMessage> {
    let Some(said) = said else { return Vec::new() };
    let names = match evaluation.causes.first().map(|cause| &cause.kind) {
        Some(CauseKind::PreflightHeaderNotAllowed { names, .. }) => names.as_slice(),
        _ => &[],
    };
    let Some(first) = names.first() else { return vec![said] };
    let with = |name: &String| ConsoleMessage {
        error: said.error.clone(),
        parameter: if said.parameter == *first { name.clone() } else { said.parameter.clone() },
        text: said.text.replacen(&format!("field {first} "), &format!("field {name} "), 1),
    };
    names.iter().map(with).collect()
}

fn is_about_cors(engine: Engine, line: &str) -> bool {
    let starts: &[&str] = match engine {
        Engine::Chromium => &["Access to ", "Fetch API cannot load "],
        Engine::Firefox => &["Cross-Origin Request ", "Security Error: "],
        Engine::Webkit | Engine::Standard => &[""],
    };
    starts.iter().any(|start| line.starts_with(start))
}

/// An opaque origin's number differs in each run.
fn without_number(line: &str) -> String {
    match line.split_once("moz-nullprincipal:").map(|(before, rest)| (before, rest.split_once(' '))) {
        Some((before, Some((_, behind)))) => [before, "null ", behind].concat(),
        _ => line.to_owned(),
    }
}

/// Which parts differ from what was observed.
fn differences(scenario: &Scenario, observed: &Observed, profile: &'static dyn Profile) -> Vec<String> {
    let engine = profile.engine();
    let request = scenario.request();
    let mut cache = PreflightCache::new();
    let mut sent = Vec::new();
    let (mut fetch, mut next) = Fetch::start(request.clone(), profile, &mut cache, 0.0);
    let evaluation = loop {
        let outgoing = match next {
            Next::Done(evaluation) => break evaluation,
            Next::Send(outgoing) => outgoing,
        };
        let answer = scenario.answer(engine, &request, &outgoing);
        next = fetch.respond(&answer, &mut cache, 0.0);
        sent.push((outgoing, !matches!(answer, Answer::Failed { .. })));
    };
    let mut found = Vec::new();
    let mut compare = |part: &str, browser: Value, is: Value| {
        if browser != is {
            found.push(format!("  {part}: the browser {browser}, corscope {is}"));
        }
    };
    let Page { outcome, message, response_type, headers } = &observed.page;
    let all = possible(profile.console(&request, &evaluation), &evaluation);
    // Script never learns how a beacon ended, and an element that can't use an answer ends like one that got none.
    let unseen = message.as_deref() == Some("beacon")
        || (!matches!(request.initiator, Initiator::Fetch | Initiator::Xhr)
            && outcome == "error"
            && matches!(observed.error.as_deref(), None | Some("net::ERR_ABORTED")));
    let ended = match evaluation.verdict {
        Verdict::Allowed if unseen => "error",
        Verdict::Allowed => "allowed",
        Verdict::Rejected => "rejected",
        Verdict::Blocked | Verdict::Failed | Verdict::Undetermined => "error",
    };
    compare("outcome", json!(outcome), json!(ended));
    if outcome == "allowed" && evaluation.verdict == Verdict::Allowed {
        if response_type.is_some() {
            compare("type", json!(response_type), json!(evaluation.response_type));
        }
        if let Some(mut headers) = headers.clone() {
            headers.sort();
            let mut exposed = evaluation.exposed.clone();
            exposed.sort();
            compare("exposed", json!(headers), json!(exposed));
        }
    }
    let lines = observed.console.iter().filter(|line| is_about_cors(engine, line));
    let text = lines.map(|line| without_number(line)).collect::<Vec<_>>().join("\n");
    let said = all.iter().find(|one| one.text == text).or(all.first());
    compare("console", json!(text), json!(said.map_or("", |said| &said.text)));
    // WebKit has no names for its errors.
    if engine != Engine::Webkit {
        let name = observed.cors.as_ref().map(|(name, _)| name);
        compare("error", json!(name), json!(said.map(|said| &said.error)));
    }
    if let (Engine::Chromium, Some((_, parameter)), Some(said)) = (engine, &observed.cors, said) {
        compare("parameter", json!(parameter), json!(said.parameter));
    }
    compare("sent", json!(observed.wire), json!(wire(&sent)));
    found
}

#[test]
fn every_profile_does_what_its_browser_did() {
    let compared = compared();
    let mut wrong = Vec::new();
    let mut count = 0;
    for path in files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/cases/lab")) {
        let fixtures: Vec<Fixture> = serde_json::from_str(&text_of(&path))
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        for Fixture { name, gap, scenario, observed } in &fixtures {
            // The npm package's tests look after the gaps.
            for (engine, observed) in
                observed.iter().filter(|(engine, _)| gap.is_none() && compared.contains(engine))
            {
                count += 1;
                let engine = Engine::parse_word("engine", engine).expect("an engine");
                let found = differences(scenario, observed, engine::profile(engine));
                if !found.is_empty() {
                    wrong.push(format!("{name} in {engine:?}\n{}", found.join("\n")));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {count} fixtures are wrong:\n{}", wrong.len(), wrong.join("\n"));
    assert!(count >= 100, "only {count} fixtures");
}
