//! What an evaluation tells beside its end: the first hop's preflight, the exchange each step looked at, the evidence.
#![expect(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test may stop")]

use corscope::capture::replay;
use corscope::engine;
use corscope::fetch::{
    CauseKind, Evaluation, Fetch, Next, Phase, PreflightCache, PreflightReason, PreflightState, StepId,
};
use corscope::model::{Answer, AnswerSource, Engine, HeaderList, Received};
use serde_json::{Value, json};

const APP: &str = "http://app.example";
const API: &str = "http://api.example/";

type Message<'a> = (&'a str, u32, u16, &'a [(&'a str, &'a str)]);
const STAR: (&str, &str) = ("Access-Control-Allow-Origin", "*");
const PUT_LISTED: Message<'_> = ("preflight", 0, 204, &[STAR, ("Access-Control-Allow-Methods", "PUT")]);

/// Replays these messages under the standard.
fn evaluate(url: &str, more: &Value, messages: &[Message<'_>]) -> Evaluation {
    evaluate_as(Engine::Standard, url, more, messages)
}

fn evaluate_as(by: Engine, url: &str, more: &Value, messages: &[Message<'_>]) -> Evaluation {
    let exchange = |(kind, hop, status, headers): &Message<'_>| {
        json!({
            "sent": { "kind": kind, "hop": hop, "method": "GET", "url": url, "headers": [] },
            "received": { "status": status, "headers": headers },
        })
    };
    let mut request = json!({ "url": url, "origin": APP });
    for (name, value) in more.as_object().expect("fields") {
        request[name] = value.clone();
    }
    let exchanges: Vec<_> = messages.iter().map(exchange).collect();
    let written = json!({ "schema": 1, "request": request, "exchanges": exchanges }).to_string();
    let scenario = corscope::input::scenario(&written).unwrap_or_else(|error| panic!("{error}"));
    let request = scenario.request.settle().expect("settled");
    replay(&request, &scenario.exchanges, engine::profile(by), true)
}

/// `preflight` and `preflight_because` are about the first hop, whatever later hops ask for.
#[test]
fn the_first_hops_preflight() {
    use PreflightState::{Cached, NotNeeded, Sent};
    let put = json!({ "method": "PUT" });
    let away: Message<'_> = ("request", 0, 307, &[("Location", API)]);
    let there: Message<'_> = ("preflight", 1, 204, &[STAR, ("Access-Control-Allow-Methods", "PUT")]);
    let rows: [(_, _, &[Message<'_>], _, Vec<_>); 5] = [
        (API, json!({}), &[("request", 0, 200, &[STAR])], NotNeeded, vec![]),
        (API, put.clone(), &[PUT_LISTED, ("request", 0, 200, &[STAR])], Sent, vec![PreflightReason::Method]),
        // The request is seen to have gone out, so the preflight was spared.
        (API, put.clone(), &[("request", 0, 200, &[STAR])], Cached, vec![PreflightReason::Method]),
        (APP, put.clone(), &[away, there, ("request", 1, 200, &[STAR])], NotNeeded, vec![]),
        (APP, put, &[away, ("request", 1, 200, &[STAR])], NotNeeded, vec![]),
    ];
    for (url, more, messages, state, because) in rows {
        let found = evaluate(url, &more, messages);
        assert_eq!(found.causes, [], "{url} {messages:?}");
        assert_eq!((found.preflight, found.preflight_because), (state, because), "{url} {messages:?}");
    }
}

/// Own origin first, then another by a redirect: only the cache of that hop spares a preflight.
#[test]
fn a_later_hops_cached_preflight_is_not_the_first_hops() {
    let mut cache = PreflightCache::new();
    let mut run = |url: &str| {
        let input =
            corscope::input::request(&json!({ "url": url, "origin": APP, "method": "PUT" }).to_string());
        let request = input.expect("a request").settle().expect("settled");
        let (mut fetch, mut next) = Fetch::start(request, engine::profile(Engine::Standard), &mut cache, 0.0);
        loop {
            let sent = match next {
                Next::Done(found) => return found,
                Next::Send(sent) => sent,
            };
            let mut headers = HeaderList::default();
            headers.append("Access-Control-Allow-Origin", "*");
            headers.append("Access-Control-Allow-Methods", "PUT");
            let own = sent.url.starts_with(APP);
            if own {
                headers.append("Location", API);
            }
            let answer = Received::new(if own { 307 } else { 200 }, headers);
            next = fetch.respond(&Answer::Received(answer), &mut cache, 0.0);
        }
    };
    assert_eq!(run(API).preflight, PreflightState::Sent);
    assert_eq!(run(API).preflight, PreflightState::Cached);
    let redirected = run(APP);
    assert_eq!((redirected.preflight, redirected.sent.len()), (PreflightState::NotNeeded, 2));
}

fn exchanges_of(found: &Evaluation, id: StepId) -> Vec<Option<usize>> {
    found.trace.iter().filter(|step| step.id == id).map(|step| step.exchange).collect()
}

#[test]
fn each_step_names_the_exchange_it_looked_at() {
    let found = evaluate(API, &json!({ "method": "PUT" }), &[PUT_LISTED, ("request", 0, 200, &[STAR])]);
    assert_eq!(exchanges_of(&found, StepId::CheckWildcard), [Some(0), Some(1)]);
    assert_eq!(exchanges_of(&found, StepId::PreflightMethod), [Some(0)]);
    assert_eq!(exchanges_of(&found, StepId::PreflightMaxAge), [Some(0)]);
    assert_eq!(exchanges_of(&found, StepId::MainExposed), [Some(1)]);

    let away: &[Message<'_>] = &[("request", 0, 302, &[STAR, ("Location", "/")])];
    let found = evaluate(API, &json!({ "redirect": "error" }), away);
    assert_eq!(exchanges_of(&found, StepId::HttpRedirectMode), [Some(0)]);

    // Nothing was sent; and where a redirect led to the refusal, it is the redirect that was looked at.
    let found = evaluate(API, &json!({ "mode": "same-origin" }), &[]);
    assert_eq!(exchanges_of(&found, StepId::MainSameOriginMode), [None]);
    let away: &[Message<'_>] = &[("request", 0, 302, &[("Location", API)])];
    let found = evaluate(APP, &json!({ "mode": "same-origin" }), away);
    assert_eq!(exchanges_of(&found, StepId::MainSameOriginMode), [Some(0)]);
}

/// A `*` is told to be literal where there is one and credentials make it so.
#[test]
fn a_star_is_literal_under_credentials() {
    for (credentials, listed, expected) in [
        ("include", "*", Some((true, true))),
        ("include", "x-b", Some((false, false))),
        ("omit", "x-b", Some((false, false))),
        ("omit", "*", None),
    ] {
        let headers: &[_] = &[
            ("Access-Control-Allow-Origin", APP),
            ("Access-Control-Allow-Credentials", "true"),
            ("Access-Control-Allow-Methods", listed),
            ("Access-Control-Allow-Headers", listed),
        ];
        let request = json!({ "method": "PUT", "headers": [["X-A", "1"]], "credentials": credentials });
        let found = evaluate(API, &request, &[("preflight", 0, 204, headers), ("request", 0, 200, headers)]);
        let is = match found.causes.iter().map(|cause| &cause.kind).collect::<Vec<_>>().as_slice() {
            [
                CauseKind::PreflightMethodNotAllowed { wildcard_is_literal: method, .. },
                CauseKind::PreflightHeaderNotAllowed { wildcard_is_literal: header, .. },
            ] => Some((*method, *header)),
            _ => None,
        };
        assert_eq!(is, expected, "{credentials} {listed}: {:?}", found.causes);
    }
}

/// A 304 that confirms a stored response repeats no CORS headers: Chromium doesn't check it, to the others the stored
/// response's are what is missing.
#[test]
fn a_confirmed_answers_own_headers() {
    let scenario = |headers: Value| {
        let message = json!({
            "sent": { "kind": "request", "hop": 0, "method": "GET", "url": API, "headers": [] },
            "received": { "status": 304, "headers": headers, "source": "revalidated" },
        });
        let written =
            json!({ "schema": 1, "request": { "url": API, "origin": APP }, "exchanges": [message] });
        corscope::input::scenario(&written.to_string()).unwrap_or_else(|error| panic!("{error}"))
    };
    for (engine, checked) in
        [(Engine::Standard, true), (Engine::Chromium, false), (Engine::Firefox, true), (Engine::Webkit, true)]
    {
        let causes = |headers: Value| {
            let scenario = scenario(headers);
            let request = scenario.request.settle().expect("settled");
            replay(&request, &scenario.exchanges, engine::profile(engine), true).causes
        };
        let bare = causes(json!([]));
        assert_eq!(!bare.is_empty(), checked, "{engine:?}: {bare:?}");
        assert!(bare.iter().all(|cause| matches!(cause.kind, CauseKind::AnswerUnknown { .. })), "{bare:?}");
        let own = causes(json!([["Access-Control-Allow-Origin", "http://other.example"]]));
        assert!(!own.is_empty(), "{engine:?}: what it says itself counts");
    }
}

/// What a network refuses of its own answers, a service worker may answer.
#[test]
fn only_the_networks_answer_is_refused_by_the_network() {
    for (source, refused) in [(AnswerSource::Network, true), (AnswerSource::ServiceWorker, false)] {
        let mut cache = PreflightCache::new();
        let input = corscope::input::request(&json!({ "url": APP, "origin": APP }).to_string());
        let request = input.expect("a request").settle().expect("settled");
        let (mut fetch, _) = Fetch::start(request, engine::profile(Engine::Chromium), &mut cache, 0.0);
        let mut answer = Received::new(407, HeaderList::default());
        answer.source = source;
        let Next::Done(found) = fetch.respond(&Answer::Received(answer), &mut cache, 0.0) else {
            panic!("the call has ended");
        };
        assert_eq!(!found.causes.is_empty(), refused, "{source:?}");
    }
}

/// The step tells that `Authorization` was taken off, so there must have been one, and another origin.
#[test]
fn authorization_is_taken_off_where_it_was_and_where_the_redirect_leaves() {
    let away = "http://other.example/";
    for (headers, to, taken) in [
        (json!([["Authorization", "x"]]), away, true),
        (json!([["Authorization", "x"]]), "/b", false),
        (json!([["X-A", "x"]]), away, false),
    ] {
        let request = json!({ "headers": headers });
        let allow: &[(&str, &str)] = &[STAR, ("Access-Control-Allow-Headers", "authorization, x-a")];
        let found = evaluate(
            API,
            &request,
            &[("preflight", 0, 204, allow), ("request", 0, 302, &[STAR, ("Location", to)])],
        );
        let told = found.trace.iter().any(|step| step.id == StepId::RedirectAuthorization);
        assert_eq!(told, taken, "{headers} to {to}");
    }
}

/// The private ranges of the Local Network Access draft are `local`, loopback and what has a name is `loopback`. What
/// the page expects comes first, on any page (recorded in chromium-local-network.json), where it is another space.
#[test]
fn a_refused_address_space_is_named() {
    let named = |url: &str, origin: &str, target: Option<&str>| {
        let mut request = json!({ "url": url, "origin": origin });
        if let Some(target) = target {
            request["targetAddressSpace"] = json!(target);
        }
        let message = json!({
            "sent": { "kind": "request", "hop": 0, "method": "GET", "url": url, "headers": [] },
            "received": { "networkError": "local-network-access" },
        });
        let written = json!({ "schema": 1, "request": request, "exchanges": [message] }).to_string();
        let scenario = corscope::input::scenario(&written).unwrap_or_else(|error| panic!("{error}"));
        let request = scenario.request.settle().expect("settled");
        let profile = engine::profile(Engine::Chromium);
        let found = replay(&request, &scenario.exchanges, profile, true);
        let console = profile.console(&request, &found).expect("a console line");
        let space =
            ["`local`", "`loopback`"].into_iter().find(|space| console.text.ends_with(&format!("{space}.")));
        (console.error, space.or_else(|| console.text.contains("access the `local` ").then_some("`local`")))
    };
    let page = "https://public.example";
    for (host, local) in [
        ("10.0.0.1", true),
        ("192.168.1.1", true),
        ("172.16.0.1", true),
        ("169.254.0.1", true),
        ("[fd00::1]", true),
        ("127.0.0.1", false),
        ("[::1]", false),
        ("localhost", false),
        ("8.8.8.8", false),
    ] {
        let (error, space) = named(&format!("http://{host}/"), page, None);
        assert_eq!(
            (error.as_str(), space == Some("`local`")),
            ("LocalNetworkAccessPermissionDenied", local),
            "{host}"
        );
    }
    assert_eq!(named("http://10.0.0.1/", page, Some("local")).0, "LocalNetworkAccessPermissionDenied");
    assert_eq!(named("http://10.0.0.1/", page, Some("loopback")).0, "InvalidLocalNetworkAccess");
    assert_eq!(named("http://10.0.0.1/", page, Some("unknown")).0, "LocalNetworkAccessPermissionDenied");
    let insecure = "http://public.example";
    assert_eq!(named("http://10.0.0.1/", insecure, Some("loopback")).0, "InvalidLocalNetworkAccess");
    assert_eq!(named("http://10.0.0.1/", insecure, Some("local")).0, "InsecureLocalNetwork");
}

/// Chromium goes on with a beacon's messages when the page has refused a redirect: whatever they end in, only that counts.
#[test]
fn a_late_refusal_decides() {
    let refused: Message<'_> = ("request", 0, 302, &[("Location", "http://user@app.example/b")]);
    let away: Message<'_> = ("request", 1, 302, &[("Location", API)]);
    let ends: [&[Message<'_>]; 3] = [
        &[refused, ("request", 1, 200, &[])],
        &[refused, away, ("request", 2, 200, &[])],
        &[refused, away, ("request", 2, 200, &[STAR])],
    ];
    for messages in ends {
        let beacon = json!({ "initiator": "beacon", "mode": "cors", "method": "POST" });
        let found = evaluate_as(Engine::Chromium, APP, &beacon, messages);
        let [cause] = found.causes.as_slice() else { panic!("{messages:?}: {:?}", found.causes) };
        assert!(matches!(cause.kind, CauseKind::RedirectEmbeddedCredentials { .. }), "{cause:?}");
        assert_eq!((cause.hop, cause.exchange, cause.phase), (0, 0, Phase::Redirect));
        assert_eq!((found.response_type, found.exposed), (None, Vec::<String>::new()));
    }
}
