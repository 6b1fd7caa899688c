//! The sequences of `tests/cases/sequences`, run natively: what is sent at each step, by every profile. The browsers'
//! columns were recorded, the standard's is written from its text. The short form is told in
//! `tests/browsers/lab/sequences/fixtures.js`.
#![expect(clippy::expect_used, reason = "a test may stop")]

use corscope::engine;
use corscope::fetch::{Fetch, Next, PreflightCache};
use corscope::model::{Answer, Engine, HeaderList, Kind, Outgoing, Received, Word};
use serde::Deserialize;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

const PAGE: &str = "http://page.example";
const HOPS: [&str; 2] = ["http://a.example/0", "http://b.example/1"];
const STEP: f64 = 200.0;

#[derive(Deserialize)]
struct Fixture {
    name: String,
    steps: Vec<Step>,
    sent: BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[derive(Default)]
struct Step {
    at: Option<f64>,
    page: String,
    hop: usize,
    suffix: String,
    request: Map<String, Value>,
    preflight: Vec<String>,
    preflight_status: Option<u16>,
    answer: Vec<String>,
    redirect: bool,
}

fn fixtures() -> Vec<Fixture> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/cases/sequences/sequences.json");
    serde_json::from_str(&std::fs::read_to_string(path).expect("readable")).expect("well-formed")
}

impl Step {
    fn origin(&self) -> &'static str {
        if matches!(self.page.as_str(), "sandbox" | "data") { "null" } else { PAGE }
    }

    fn request(&self) -> String {
        let mut request = self.request.clone();
        let url = HOPS.get(self.hop).expect("a hop").to_string() + &self.suffix;
        request.insert("url".to_owned(), json!(url));
        request.insert("origin".to_owned(), json!(self.origin()));
        request.insert("worker".to_owned(), json!(self.page == "worker"));
        if self.page == "nested" {
            request.insert("topLevelSite".to_owned(), json!("http://above.example"));
        }
        Value::Object(request).to_string()
    }

    fn answer(&self, sent: &Outgoing) -> Answer {
        let redirected = self.redirect && sent.hop == 0 && sent.kind == Kind::Request;
        let (status, written) = match sent.kind {
            Kind::Preflight => (self.preflight_status.unwrap_or(204), &self.preflight),
            Kind::Request => (if redirected { 307 } else { 200 }, &self.answer),
        };
        let mut right = vec![
            format!("Access-Control-Allow-Origin: {}", self.origin()),
            "Access-Control-Allow-Credentials: true".to_owned(),
        ];
        right.retain(|line| {
            !written.iter().any(|name| name.strip_prefix('-').is_some_and(|name| line.starts_with(name)))
        });
        if redirected {
            right.push("Location: http://b.example/1".to_owned());
        }
        let mut headers = HeaderList::default();
        for line in right.iter().chain(written.iter().filter(|line| !line.starts_with('-'))) {
            let (name, value) = line.split_once(": ").expect("a header line");
            // As on the wire: one byte a character.
            let value: Vec<u8> = value.chars().map(|c| u8::try_from(c).expect("a byte")).collect();
            headers.append(name, value.as_slice());
        }
        Answer::Received(Received::new(status, headers))
    }
}

fn run(steps: &[Step], engine: Engine) -> Vec<String> {
    let mut cache = PreflightCache::new();
    let mut now = -STEP;
    let mut told = Vec::new();
    for step in steps {
        now = step.at.unwrap_or(now + STEP);
        let request = corscope::input::request(&step.request()).expect("a request");
        let request = request.settle().expect("settled");
        let (mut fetch, mut next) = Fetch::start(request, engine::profile(engine), &mut cache, now);
        let mut sent = Vec::new();
        while let Next::Send(outgoing) = next {
            sent.push(if outgoing.kind == Kind::Preflight {
                "?".to_owned()
            } else {
                outgoing.method.clone()
            });
            next = fetch.respond(&step.answer(&outgoing), &mut cache, now);
        }
        told.push(sent.join(" "));
    }
    told
}

#[test]
fn every_profile_sends_what_was_seen() {
    let mut wrong = Vec::new();
    let fixtures = fixtures();
    assert!(fixtures.len() > 60, "{} sequences", fixtures.len());
    for Fixture { name, steps, sent } in &fixtures {
        assert_eq!(sent.len(), engine::ENGINES.len(), "{name}: a column for each engine");
        for (engine, expected) in sent {
            let engine = Engine::parse_word("engine", engine).expect("an engine");
            let is = run(steps, engine);
            if is != *expected {
                wrong.push(format!("{name}, {engine:?}: {expected:?} is {is:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
