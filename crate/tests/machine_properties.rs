//! What holds for every request and every answer, whatever they are.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use corscope::engine;
use corscope::fetch::{Fetch, Next, PreflightCache, PreflightState, Verdict};
use corscope::model::{
    Answer, Body, ByteString, Credentials, Engine, Fact, HeaderList, Kind, Mode, NetworkError, Received,
    RedirectMode, RequestInput,
};
use proptest::prelude::*;

const PAGE: &str = "https://app.example";

fn value() -> impl Strategy<Value = ByteString> {
    prop_oneof![
        Just("*".into()),
        Just(PAGE.into()),
        Just("null".into()),
        Just("true".into()),
        Just("x-a, x-b, authorization".into()),
        Just("PUT, patch".into()),
        Just("http://[".into()),
        Just("https://other.example/next".into()),
        Just("/next".into()),
        Just("https://u:p@api.example/".into()),
        Just("data:,x".into()),
        proptest::collection::vec(
            any::<u8>().prop_filter("no line breaks", |b| !matches!(b, 0 | 10 | 13)),
            0..20
        )
        .prop_map(ByteString::from),
    ]
}

fn header() -> impl Strategy<Value = (ByteString, ByteString)> {
    let name = prop_oneof![
        Just("Access-Control-Allow-Origin"),
        Just("access-control-allow-credentials"),
        Just("Access-Control-Allow-Methods"),
        Just("Access-Control-Allow-Headers"),
        Just("Access-Control-Expose-Headers"),
        Just("Access-Control-Max-Age"),
        Just("Location"),
        Just("Set-Cookie"),
        Just("X-A"),
        Just("Content-Type"),
        Just("Authorization"),
        Just("Range"),
        Just("Cookie"),
    ];
    (name.prop_map(ByteString::from), value())
}

fn headers() -> impl Strategy<Value = HeaderList> {
    proptest::collection::vec(header(), 0..6).prop_map(|lines| lines.into_iter().collect())
}

fn request() -> impl Strategy<Value = RequestInput> {
    (
        prop_oneof![
            Just("https://api.example/x"),
            Just("https://app.example/x"),
            Just("https://u:p@api.example/x"),
            Just("foo:bar"),
            Just("data:,x"),
            Just("blob:https://app.example/1"),
        ],
        prop_oneof![Just(PAGE), Just("null")],
        prop_oneof!["GET|POST|PUT|patch|PATCH|TRACE|HEAD|get", "[!-~]{0,8}"],
        headers(),
        prop_oneof![Just(Mode::Cors), Just(Mode::NoCors), Just(Mode::SameOrigin)],
        prop_oneof![Just(Credentials::Omit), Just(Credentials::SameOrigin), Just(Credentials::Include)],
        prop_oneof![Just(RedirectMode::Follow), Just(RedirectMode::Error), Just(RedirectMode::Manual)],
        proptest::option::of(
            any::<bool>().prop_map(|stream| Body { content_type: Some("application/json".into()), stream }),
        ),
        any::<bool>(),
    )
        .prop_map(|(url, origin, method, headers, mode, credentials, redirect, body, uploads)| {
            RequestInput {
                method: Some(method),
                headers: Some(headers),
                mode: Some(Fact::Known(mode)),
                credentials: Some(Fact::Known(credentials)),
                redirect: Some(Fact::Known(redirect)),
                body,
                upload_listeners: Some(uploads),
                ..RequestInput::new(url, origin)
            }
        })
}

fn answer() -> impl Strategy<Value = Answer> {
    let status =
        prop_oneof![4 => Just(200u16), 1 => Just(302), 1 => Just(307), 1 => Just(303), 1 => 100u16..600];
    prop_oneof![
        8 => (status, headers()).prop_map(|(status, headers)| Answer::Received(Received::new(status, headers))),
        1 => Just(Answer::Failed { error: NetworkError::Dns, text: None }),
        1 => Just(Answer::Unknown("not-captured".to_owned())),
    ]
}

fn engine() -> impl Strategy<Value = Engine> {
    proptest::sample::select(engine::ENGINES)
}

/// The answers in turn, over and over.
fn run(
    input: &RequestInput,
    answers: &[Answer],
    engine: Engine,
    cache: &mut PreflightCache,
) -> corscope::fetch::Evaluation {
    let profile = engine::profile(engine);
    let (mut fetch, mut next) = Fetch::start(input.settle().unwrap(), profile, cache, 0.0);
    let mut answers = answers.iter().cycle();
    loop {
        match next {
            Next::Done(evaluation) => return *evaluation,
            Next::Send(_) => next = fetch.respond(answers.next().unwrap(), cache, 0.0),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn every_run_ends_and_is_consistent(
        input in request(),
        answers in proptest::collection::vec(answer(), 1..5),
        engine in engine(),
    ) {
        let found = run(&input, &answers, engine, &mut PreflightCache::new());
        prop_assert_eq!(found.verdict == Verdict::Allowed, found.causes.is_empty());
        prop_assert_eq!(found.verdict == Verdict::Allowed, found.response_type.is_some());
        // 20 redirects, each hop with a preflight at most.
        prop_assert!(found.sent.len() <= 42);
        prop_assert!(found.verdict != Verdict::Rejected || found.sent.is_empty());
        for cause in &found.causes {
            prop_assert!(found.sent.is_empty() || cause.exchange < found.sent.len());
        }
        for sent in found.sent.iter().filter(|sent| sent.kind == Kind::Preflight) {
            prop_assert_eq!(sent.method.as_str(), "OPTIONS");
            prop_assert!(!sent.headers.contains("authorization") && !sent.headers.contains("x-a"));
        }
        for name in &found.exposed {
            prop_assert!(name != "set-cookie" && !found.hidden.contains(name));
        }
        // The same again is the same.
        prop_assert_eq!(run(&input, &answers, engine, &mut PreflightCache::new()), found);
    }

    /// The CORS check in one line, written without looking at the code under test.
    #[test]
    fn a_simple_request_is_allowed_exactly_when_the_origin_is(
        headers in headers(),
        include in any::<bool>(),
        engine in engine(),
    ) {
        let input = RequestInput {
            credentials: Some(Fact::Known(if include { Credentials::Include } else { Credentials::Omit })),
            ..RequestInput::new("https://api.example/x", PAGE)
        };
        // Where a browser reads Location lines first, contradictory ones end the call before any check.
        prop_assume!(headers.lines("location").count() < 2);
        let lines = |name: &str| -> Vec<String> {
            headers.iter().filter(|header| header.name.eq_ignore_case(name))
                .map(|header| header.value.to_isomorphic().trim_matches([' ', '\t']).to_owned()).collect()
        };
        let origin = lines("access-control-allow-origin");
        let credentials = lines("access-control-allow-credentials");
        let allowed = (origin == [PAGE] && (!include || credentials == ["true"])) || (origin == ["*"] && !include);
        let answer = Answer::Received(Received::new(200, headers.clone()));
        let found = run(&input, &[answer], engine, &mut PreflightCache::new());
        prop_assert_eq!(found.verdict == Verdict::Allowed, allowed);
    }

    /// A preflight that passed and may be kept spares the next one; with `Max-Age: 0` it doesn't.
    #[test]
    fn a_kept_preflight_spares_the_next(max_age in prop_oneof![Just(0u32), 1u32..100_000], engine in engine()) {
        let input = RequestInput { method: Some("PUT".to_owned()), ..RequestInput::new("https://api.example/x", PAGE) };
        let mut headers = HeaderList::default();
        headers.append("Access-Control-Allow-Origin", PAGE);
        headers.append("Access-Control-Allow-Methods", "PUT");
        headers.append("Access-Control-Max-Age", max_age.to_string().as_str());
        let answers = [Answer::Received(Received::new(200, headers))];
        let mut cache = PreflightCache::new();
        prop_assert_eq!(run(&input, &answers, engine, &mut cache).preflight, PreflightState::Sent);
        let again = run(&input, &answers, engine, &mut cache);
        prop_assert_eq!(again.preflight == PreflightState::Cached, max_age > 0);
        prop_assert_eq!(again.sent.len(), if max_age > 0 { 1 } else { 2 });
    }
}
