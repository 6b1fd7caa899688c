//! Every code that a verdict can have, in a call of its own: the bytes it points at, and the parts that each diagnostic has.

use super::*;
use crate::explain::codes;
use crate::fetch::Verdict;
use std::collections::HashSet;

/// A code, the call that has it, the bytes to blame, and those that made the rule apply.
struct Case {
    code: &'static str,
    engine: Engine,
    request: Value,
    exchanges: Vec<Value>,
    primary: &'static str,
    /// Nothing in a message made the rule apply where there are none: a mode did, an option, or the network.
    secondary: &'static [&'static str],
}

fn case(
    code: &'static str,
    request: Value,
    exchanges: Vec<Value>,
    primary: &'static str,
    secondary: &'static [&'static str],
) -> Case {
    Case { code, engine: Engine::Chromium, request, exchanges, primary, secondary }
}

/// An answer to the request that never came, for this reason.
fn failed(error: &str) -> Vec<Value> {
    answered(json!({ "networkError": error }))
}

fn answered(received: Value) -> Vec<Value> {
    let mut exchange = exchange("request", 0, "GET", API, json!([["Origin", APP]]), 200, json!([]));
    exchange["received"] = received;
    vec![exchange]
}

/// So many redirects from the URL to itself.
fn loops(count: u32) -> Vec<Value> {
    let moved = json!([["Access-Control-Allow-Origin", "*"], ["Location", API]]);
    (0..count)
        .map(|hop| exchange("request", hop, "GET", API, json!([["Origin", APP]]), 302, moved.clone()))
        .collect()
}

const ORIGIN: &str = "Access-Control-Allow-Origin";

fn refused_in_the_page() -> Vec<Case> {
    let stream = json!({ "contentType": null, "stream": true });
    vec![
        case("method-invalid", json!({ "method": "GET /" }), vec![], "0:0:GET /", &[]),
        case("method-forbidden", json!({ "method": "TRACE" }), vec![], "0:0:TRACE", &[]),
        case("no-cors-method", json!({ "method": "PUT", "mode": "no-cors" }), vec![], "0:0:PUT", &[]),
        case(
            "url-has-credentials",
            json!({ "url": "https://u:p@api.example.com/x" }),
            vec![],
            "0:0:https://u:p@api.example.com/x",
            &[],
        ),
        case(
            "body-not-allowed",
            json!({ "method": "HEAD", "body": { "contentType": "text/plain" } }),
            vec![],
            "0:0:HEAD",
            &[],
        ),
        case(
            "cache-mode-needs-same-origin",
            json!({ "cache": "only-if-cached" }),
            vec![],
            "0:0:/v1/orders",
            &[],
        ),
        case(
            "stream-body-needs-cors",
            json!({ "method": "POST", "mode": "no-cors", "body": stream }),
            vec![],
            "0:0:/v1/orders",
            &[],
        ),
        case("same-origin-mode", json!({ "mode": "same-origin" }), vec![], "0:0:/v1/orders", &[]),
        case(
            "no-cors-redirect-mode",
            json!({ "mode": "no-cors", "redirect": "manual" }),
            vec![],
            "0:0:/v1/orders",
            &[],
        ),
        case(
            "scheme-not-supported",
            json!({ "url": "ftp://files.example.com/x" }),
            vec![],
            "0:0:ftp://files.example.com/x",
            &[],
        ),
    ]
}

fn of_the_check() -> Vec<Case> {
    let credentials = json!({ "credentials": "include" });
    let with_cookie = |headers| {
        vec![exchange("request", 0, "GET", API, json!([["Origin", APP], ["Cookie", "sid=1"]]), 200, headers)]
    };
    vec![
        case(
            "allow-origin-missing",
            json!({}),
            simple(200, json!([["Vary", "Origin"]])),
            "1:end",
            &["0:2:https://app.example.com"],
        ),
        case(
            "allow-origin-multiple",
            json!({}),
            simple(200, json!([[ORIGIN, "*"], ["X", "1"], [ORIGIN, "*"]])),
            "1:3:*",
            &["1:1:*", "0:2:https://app.example.com"],
        ),
        case(
            "allow-origin-invalid",
            json!({}),
            simple(200, json!([[ORIGIN, " app.example.com "]])),
            "1:1:app.example.com",
            &["0:2:https://app.example.com"],
        ),
        case(
            "allow-origin-mismatch",
            json!({}),
            simple(200, json!([["X", "1"], [ORIGIN, "https://other.example"]])),
            "1:2:https://other.example",
            &["0:2:https://app.example.com"],
        ),
        case(
            "allow-origin-wildcard-with-credentials",
            credentials.clone(),
            with_cookie(json!([[ORIGIN, "*"]])),
            "1:1:*",
            &["0:2:Cookie"],
        ),
        case(
            "allow-credentials-not-true",
            credentials,
            with_cookie(json!([[ORIGIN, APP], ["Access-Control-Allow-Credentials", "True"]])),
            "1:2:True",
            &["0:2:Cookie"],
        ),
    ]
}

fn of_preflights() -> Vec<Case> {
    const ASKED: &[&str] = &["0:2:PUT", "0:3:content-type", "0:3:x-request-id"];
    let lists = |methods: &str, headers: &str| {
        vec![preflight(
            204,
            json!([
                [ORIGIN, "*"],
                ["Access-Control-Allow-Methods", methods],
                ["Access-Control-Allow-Headers", headers]
            ]),
        )]
    };
    let authorization = json!({ "method": "GET", "headers": [["Authorization", "Bearer t"]] });
    let asked = json!([
        ["Access-Control-Request-Method", "GET"],
        ["Access-Control-Request-Headers", "authorization"],
        ["Origin", APP]
    ]);
    let wildcard = json!([[ORIGIN, "*"], ["Access-Control-Allow-Headers", "*"]]);
    let all =
        json!([[ORIGIN, "*"], ["Access-Control-Allow-Methods", "*"], ["Access-Control-Allow-Headers", "*"]]);
    vec![
        case(
            "preflight-redirected",
            put(),
            vec![preflight(308, json!([[ORIGIN, "*"], ["Location", "/v2/orders"]]))],
            "1:2:/v2/orders",
            &["1:0:308", "0:2:PUT", "0:3:content-type", "0:3:x-request-id"],
        ),
        case("preflight-status-not-ok", put(), vec![preflight(503, all)], "1:0:503", ASKED),
        case(
            "preflight-allow-methods-invalid",
            put(),
            lists("GET, P UT", "content-type, x-request-id"),
            "1:2:P UT",
            ASKED,
        ),
        case("preflight-allow-headers-invalid", put(), lists("PUT", "content-type, x(1)"), "1:3:x(1)", ASKED),
        case(
            "preflight-method-not-allowed",
            put(),
            lists("GET, POST", "content-type, x-request-id"),
            "1:2:GET, POST",
            &["0:2:PUT"],
        ),
        case(
            "preflight-header-not-allowed",
            put(),
            lists("PUT", "content-type"),
            "1:3:content-type",
            &["0:3:x-request-id"],
        ),
        Case {
            engine: Engine::Standard,
            ..case(
                "preflight-authorization-not-listed",
                authorization,
                vec![exchange("preflight", 0, "OPTIONS", API, asked, 204, wildcard)],
                "1:2:*",
                &["0:2:authorization"],
            )
        },
    ]
}

fn of_redirects() -> Vec<Case> {
    let to = |location: &str| simple(302, json!([[ORIGIN, "*"], ["Location", location]]));
    let stream = json!({ "method": "POST", "body": { "contentType": null, "stream": true } });
    let posted = [("preflight", "OPTIONS", 204, ""), ("request", "POST", 307, "/v2/orders")];
    let own = "https://app.example.com/orders";
    let userinfo = json!([["Location", "https://u:p@app.example.com/"]]);
    vec![
        case("redirect-location-invalid", json!({}), to("https://"), "1:2:https://", &["1:0:302"]),
        case(
            "redirect-location-has-credentials",
            json!({}),
            to("https://u:p@other.example/"),
            "1:2:https://u:p@other.example/",
            &["1:0:302", "0:2:https://app.example.com"],
        ),
        case(
            "redirect-embedded-credentials",
            json!({ "url": own }),
            vec![exchange("request", 0, "GET", own, json!([]), 302, userinfo)],
            "1:1:https://u:p@app.example.com/",
            &["1:0:302"],
        ),
        case(
            "redirect-unsafe-scheme",
            json!({}),
            to("file:///etc/hosts"),
            "1:2:file:///etc/hosts",
            &["1:0:302"],
        ),
        case(
            "redirect-too-many",
            json!({}),
            loops(21),
            "41:2:https://api.example.com/v1/orders",
            &["41:0:302"],
        ),
        case(
            "redirect-mode-error",
            json!({ "redirect": "error" }),
            to("/v2/orders"),
            "1:2:/v2/orders",
            &["1:0:302"],
        ),
        Case {
            engine: Engine::Standard,
            ..case(
                "redirect-stream-body",
                stream,
                posted
                    .map(|(kind, method, status, to)| {
                        let headers = json!([[ORIGIN, "*"], ["Location", to]]);
                        exchange(kind, 0, method, API, json!([["Origin", APP]]), status, headers)
                    })
                    .to_vec(),
                "3:2:/v2/orders",
                &["3:0:307"],
            )
        },
    ]
}

fn of_the_network() -> Vec<Case> {
    let corp = json!([["Cross-Origin-Resource-Policy", "same-origin"]]);
    let open = json!({ "credentials": "unknown" });
    let mut cases = vec![
        case("network-corp", json!({ "mode": "no-cors" }), simple(200, corp), "1:1:same-origin", &[]),
        case(
            "answer-unknown",
            json!({}),
            answered(json!({ "unknown": "not-captured" })),
            "1:0:(not captured)",
            &[],
        ),
        case("fact-unknown", open, simple(200, json!([[ORIGIN, "*"]])), "0:0:GET /v1/orders", &[]),
    ];
    for (code, error) in [
        ("network-dns", "dns"),
        ("network-refused", "refused"),
        ("network-tls", "tls"),
        ("network-timeout", "timeout"),
        ("network-aborted", "aborted"),
        ("network-blocked-by-client", "blocked-by-client"),
        ("network-csp", "csp"),
        ("network-mixed-content", "mixed-content"),
        ("network-orb", "orb"),
        ("network-local-network-access", "local-network-access"),
        ("network-service-worker", "service-worker"),
        ("network-other", "other"),
    ] {
        cases.push(case(code, json!({}), failed(error), "1:0:(no response)", &[]));
    }
    cases
}

fn cases() -> Vec<Case> {
    let rooms = [refused_in_the_page(), of_the_check(), of_preflights(), of_redirects(), of_the_network()];
    rooms.into_iter().flatten().collect()
}

fn reported(case: &Case) -> Report {
    let judgement = judged(case.engine, case.request.clone(), case.exchanges.clone(), &Clues::default());
    crate::explain::report(&judgement, "1", None)
}

#[test]
fn each_code_of_a_verdict_has_a_call_and_points_at_its_bytes() {
    let all: HashSet<&str> =
        codes::docs().map(|doc| doc.code).filter(|code| !codes::links(code).is_empty()).collect();
    let shown: HashSet<&str> = cases().iter().map(|case| case.code).collect();
    assert_eq!(shown, all);
    for case in cases() {
        let found = marked(&reported(&case));
        let secondary: Vec<String> = case.secondary.iter().map(|text| (*text).to_owned()).collect();
        let expected = (case.code, case.primary.to_owned(), secondary);
        assert!(found.contains(&expected), "{}: {found:?}", case.code);
    }
}

#[test]
fn each_diagnostic_has_all_its_parts() {
    for case in cases() {
        let report = reported(&case);
        assert_ne!(report.verdict, Verdict::Allowed, "{}", case.code);
        let diagnostic = report.diagnostics.iter().find(|one| one.code == case.code).expect("a diagnostic");
        for (part, words) in [
            ("headline", &diagnostic.headline),
            ("label", &diagnostic.label),
            ("because", &diagnostic.because),
        ] {
            assert!(!words.is_empty(), "{}: no {part}", case.code);
        }
        assert!(diagnostic.secondary.iter().all(|mark| !mark.label.is_empty()), "{}: a bare mark", case.code);
        let rule = &diagnostic.rule;
        assert!(rule.url.starts_with("https://") && !rule.algorithm.is_empty(), "{}: {rule:?}", case.code);
        let mdn = "https://developer.mozilla.org/";
        assert!(diagnostic.links.iter().any(|link| link.href.starts_with(mdn)), "{}: no MDN link", case.code);
    }
}

#[test]
fn what_nearly_matches_is_held_against_what_it_should_be() {
    let listed = json!([[ORIGIN, "*"], ["Access-Control-Allow-Methods", "GET, Patch"]]);
    let patch = json!({ "method": "patch" });
    let asked = json!([["Access-Control-Request-Method", "patch"], ["Origin", APP]]);
    let preflighted = vec![exchange("preflight", 0, "OPTIONS", API, asked, 204, listed)];
    let credentials = |value: &str| {
        (
            json!({ "credentials": "include" }),
            simple(200, json!([[ORIGIN, APP], ["Access-Control-Allow-Credentials", value]])),
        )
    };
    let origin = |value: &str| (json!({}), simple(200, json!([[ORIGIN, value]])));
    let loopback = json!({ "origin": "http://localhost:3000" });
    for ((request, exchanges), expected, found, differs) in [
        (origin("https://app.example.com/"), APP, "https://app.example.com/", vec![(23, 24)]),
        (origin("https://app.example.com:8443"), APP, "https://app.example.com:8443", vec![(23, 28)]),
        (origin("http://app.example.com"), APP, "http://app.example.com", vec![(4, 4)]),
        (origin("https://App.example.com"), APP, "https://App.example.com", vec![(8, 9)]),
        (origin("https://www.app.example.com"), APP, "https://www.app.example.com", vec![(8, 12)]),
        (origin("https://app.example.com/shop"), APP, "https://app.example.com/shop", vec![(23, 28)]),
        (
            (loopback, simple(200, json!([[ORIGIN, "http://127.0.0.1:3000"]]))),
            "http://localhost:3000",
            "http://127.0.0.1:3000",
            vec![(7, 16)],
        ),
        (credentials("TRUE"), "true", "TRUE", vec![(0, 4)]),
        (credentials("\"true\""), "true", "\"true\"", vec![(0, 6)]),
        ((patch, preflighted), "patch", "Patch", vec![(0, 1)]),
    ] {
        let report = chromium(request, exchanges);
        let comparison = report.diagnostics.first().and_then(|one| one.comparison.clone());
        let shown = comparison.map(|one| (one.expected, one.found, one.differs));
        assert_eq!(shown, Some((expected.to_owned(), found.to_owned(), differs)));
    }
    let (request, exchanges) = credentials("yes");
    let far = chromium(request, exchanges);
    assert!(far.diagnostics.iter().all(|one| one.comparison.is_none()), "nothing that nearly matches");
}

#[test]
fn notes_point_at_the_bytes_they_speak_of() {
    let authorization = json!({ "headers": [["Authorization", "Bearer t"]] });
    let wildcard = json!([[ORIGIN, "*"], ["Access-Control-Allow-Headers", "*"]]);
    let preflighted = vec![
        exchange("preflight", 0, "OPTIONS", API, json!([["Origin", APP]]), 204, wildcard),
        exchange("request", 0, "GET", API, json!([["Origin", APP]]), 200, json!([[ORIGIN, "*"]])),
    ];
    for (code, request, exchanges, marks) in [
        ("authorization-under-wildcard", authorization, preflighted, ["1:2:*"]),
        ("server-ran-it", json!({}), simple(500, json!([["X", "1"]])), ["1:0:500"]),
    ] {
        let report = chromium(request, exchanges);
        let note = report.notes.iter().find(|note| note.code == code).expect("a note");
        let shown: Vec<String> = note.marks.iter().map(|mark| covered(&report, *mark)).collect();
        assert_eq!(shown, marks, "{code}");
    }
}
