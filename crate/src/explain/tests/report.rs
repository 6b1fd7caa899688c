//! The facts and sentences of whole Reports.

use super::*;
use crate::explain::plain;

fn headline(report: &Report) -> String {
    report.diagnostics.first().map(|d| plain(&d.headline)).unwrap_or_default()
}

fn because(report: &Report) -> String {
    report.diagnostics.first().map(|d| plain(&d.because)).unwrap_or_default()
}

fn note_codes(report: &Report) -> Vec<&'static str> {
    report.notes.iter().map(|note| note.code).collect()
}

#[test]
fn the_designs_example_reads_as_the_design_has_it() {
    let answer = json!([
        ["Date", "Mon, 23 Nov 2026 05:00:00 GMT"],
        ["Access-Control-Allow-Origin", APP],
        ["Access-Control-Allow-Methods", "PUT"],
        ["Access-Control-Allow-Headers", "content-type, authorization"],
    ]);
    let request = json!({ "method": "PUT", "headers": [["X-Request-Id", "7"]] });
    let judgement = judged(Engine::Chromium, request, vec![preflight(204, answer)], &never_sent());
    let report = super::reported(&judgement);
    assert_eq!(headline(&report), "the preflight response does not allow the request header `x-request-id`");
    assert_eq!(because(&report), "the page set the header `x-request-id`, which is not CORS-safelisted");
    assert_eq!(
        report.diagnostics.first().map(|d| plain(&d.label)),
        Some("`x-request-id` is not in this list".into())
    );
    let rule = report.diagnostics.first().map(|d| (d.rule.algorithm, d.rule.step));
    assert_eq!(rule, Some(("CORS-preflight fetch", "7.7")));
    assert_eq!(report.reached_server, "no");
    let states: Vec<_> = report.view.messages.iter().map(|m| (m.kind, m.state)).collect();
    assert_eq!(
        states,
        [
            ("request", "captured"),
            ("response", "captured"),
            ("request", "provisional"),
            ("response", "not-sent")
        ]
    );
    let decides: Vec<_> = report.trace.iter().filter(|s| s.decides).map(|s| (s.step, s.message)).collect();
    assert_eq!(decides, [("7.7", Some(1))]);
}

#[test]
fn an_error_status_comes_first() {
    let report = chromium(json!({}), simple(500, json!([])));
    assert_eq!(
        headline(&report),
        "the server answered `500`, and that answer has no `Access-Control-Allow-Origin`"
    );
    assert!(because(&report).starts_with("the server answered with the error `500`, and error pages"));
    assert_eq!(report.reached_server, "yes");
    assert_eq!(note_codes(&report), ["server-ran-it"]);
}

#[test]
fn a_preflight_refused_for_want_of_credentials_says_so() {
    let report = chromium(put(), vec![preflight(401, json!([]))]);
    assert!(because(&report).contains("a preflight never carries credentials"), "{}", because(&report));
    let report = chromium(put(), vec![preflight(405, json!([["Access-Control-Allow-Origin", "*"]]))]);
    assert!(because(&report).starts_with("the server has no answer to `OPTIONS` at this URL (`405`)"));
}

#[test]
fn a_login_page_comes_before_the_header_that_it_lacks() {
    let login = "https://idp.example/login";
    let moved = |headers| exchange("request", 0, "GET", API, json!([["Origin", APP]]), 302, headers);
    let followed = exchange("request", 1, "GET", login, json!([["Origin", "null"]]), 200, json!([]));
    for exchanges in [
        vec![moved(json!([["Location", login]]))],
        vec![moved(json!([["Location", login], ["Access-Control-Allow-Origin", "*"]])), followed],
    ] {
        let text = because(&chromium(json!({}), exchanges));
        assert!(
            text.starts_with(&format!("a redirect led to `{login}`, which looks like a login")),
            "{text}"
        );
    }
}

#[test]
fn a_redirect_of_the_preflight_names_the_url_to_ask_for() {
    let moved = json!([["Access-Control-Allow-Origin", "*"], ["Location", "/v1/orders/"]]);
    assert!(
        because(&chromium(put(), vec![preflight(308, moved)]))
            .contains("the target `https://api.example.com/v1/orders/` differs only in the slash at the end")
    );
}

#[test]
fn a_null_origin_says_since_when() {
    let on = "https://cdn.example.net/orders";
    let exchanges = vec![
        exchange(
            "request",
            0,
            "GET",
            API,
            json!([["Origin", APP]]),
            302,
            json!([["Access-Control-Allow-Origin", "*"], ["Location", on]]),
        ),
        exchange(
            "request",
            1,
            "GET",
            on,
            json!([["Origin", "null"]]),
            200,
            json!([["Access-Control-Allow-Origin", APP]]),
        ),
    ];
    let report = chromium(json!({}), exchanges);
    let text = because(&report);
    assert!(
        text.contains("a redirect led from `https://api.example.com` to `https://cdn.example.net`"),
        "{text}"
    );
    let comparison = report.diagnostics.first().and_then(|d| d.comparison.clone());
    assert_eq!(comparison.map(|c| (c.expected, c.found)), Some(("null".to_owned(), APP.to_owned())));
    let report = chromium(json!({ "origin": "null" }), simple(200, json!([])));
    assert!(because(&report).contains("the page has no origin of its own"));
}

#[test]
fn a_mismatch_names_the_slip() {
    let report =
        chromium(json!({}), simple(200, json!([["Access-Control-Allow-Origin", "http://app.example.com/"]])));
    assert_eq!(
        because(&report),
        "the value must be exactly `https://app.example.com`, and it says `http` where the page is on `https`, and \
         it has a slash at the end, which an origin never has"
    );
}

/// `DPR` is on no list of the standard's, and Chromium alone still safelists it (the lab's fixtures show all three).
#[test]
fn what_makes_engines_differ_is_told_in_a_sentence() {
    let report = chromium(
        json!({ "headers": [["DPR", "2"]] }),
        simple(200, json!([["Access-Control-Allow-Origin", "*"]])),
    );
    assert_eq!(
        plain(&report.engines_differ),
        "the standard, Firefox, WebKit: a preflight goes first, because of the header `dpr`"
    );
    let text = crate::explain::render_text(&report, false, None);
    assert!(text.contains("\n  why they differ: the standard, Firefox, WebKit: "), "{text}");
}

/// The CORS check (step 1) has no exceptions.
#[test]
fn where_engines_agree_nothing_is_told() {
    let report = chromium(json!({}), simple(200, json!([])));
    assert_eq!(report.engines_differ, []);
    assert!(!crate::explain::render_text(&report, false, None).contains("differ"));
}

/// A cause of the engine asked that the others let pass, and the other way round.
#[test]
fn a_cause_of_one_engine_is_named_for_the_others() {
    let lists = json!([["Access-Control-Allow-Origin", "*"], ["Access-Control-Allow-Headers", "*"]]);
    let asked = json!([["Access-Control-Request-Headers", "authorization"]]);
    let mut exchanges = vec![exchange("preflight", 0, "OPTIONS", API, asked, 204, lists)];
    exchanges.extend(simple(200, json!([["Access-Control-Allow-Origin", "*"]])));
    let request = json!({ "headers": [["Authorization", "Bearer x"]] });
    let by_standard = standard(request.clone(), exchanges.clone());
    let passes = "Chromium, Firefox, WebKit: `preflight-authorization-not-listed` is no failure";
    assert_eq!(plain(&by_standard.engines_differ), passes);
    let by_chromium = chromium(request, exchanges);
    let stops = "the standard: stops at `preflight-authorization-not-listed`";
    assert_eq!(plain(&by_chromium.engines_differ), stops);
}

#[test]
fn authorization_under_a_wildcard_passes_in_chromium_and_fails_by_the_standard() {
    let answer = json!([["Access-Control-Allow-Origin", "*"], ["Access-Control-Allow-Headers", "*"]]);
    let asked = json!([
        ["Access-Control-Request-Method", "GET"],
        ["Access-Control-Request-Headers", "authorization"],
        ["Origin", APP]
    ]);
    let mut exchanges = vec![exchange("preflight", 0, "OPTIONS", API, asked, 204, answer)];
    exchanges.extend(simple(200, json!([["Access-Control-Allow-Origin", "*"]])));
    let request = json!({ "headers": [["Authorization", "Bearer x"]] });
    let report = chromium(request.clone(), exchanges.clone());
    assert_eq!(note_codes(&report), ["authorization-under-wildcard"]);
    let note = report.notes.first().map(|n| plain(&n.headline));
    assert_eq!(note, Some("passes in Chromium, Firefox, WebKit, fails by the standard".to_owned()));
    let report = standard(request, exchanges);
    assert_eq!(
        marked(&report).first().map(|m| (m.0, m.1.as_str())),
        Some(("preflight-authorization-not-listed", "1:2:*"))
    );
    assert_eq!(report.console, None);
}

#[test]
fn a_contradiction_names_both_sides() {
    let request = json!({ "observed": "allowed" });
    let report = chromium(request, simple(200, json!([])));
    assert_eq!(report.agrees, Some(false));
    assert_eq!(
        report.notes.first().map(|note| (note.code, note.severity, plain(&note.headline))),
        Some((
            "contradiction",
            "danger",
            "the browser let script read the response, and by these messages the call is blocked".to_owned()
        ))
    );
}

#[test]
fn an_allowed_call_has_no_cause_and_says_what_script_can_read() {
    let headers =
        json!([["Access-Control-Allow-Origin", "*"], ["Content-Type", "text/plain"], ["X-Total", "3"]]);
    let report = chromium(json!({}), simple(200, headers));
    assert_eq!((report.cause.as_ref(), report.diagnostics.len()), (None, 0));
    assert!(
        report.exposed.contains(&"content-type".to_owned()) && report.hidden.contains(&"x-total".to_owned())
    );
    let decides: Vec<_> = report.trace.iter().filter(|s| s.decides).map(|s| (s.algorithm, s.step)).collect();
    assert_eq!(decides, [("CORS check", "3")]);
}

#[test]
fn sent_shows_the_cors_headers_as_on_the_wire() {
    let report = chromium(put(), vec![preflight(204, json!([]))]);
    let first =
        report.sent.first().map(|s| (s.origin.clone(), s.request_method.clone(), s.request_headers.clone()));
    let texts = (Some(APP.to_owned()), Some("PUT".to_owned()), Some("content-type,x-request-id".to_owned()));
    assert_eq!(first, Some(texts));
}

#[test]
fn every_code_that_can_come_up_is_documented() {
    use crate::fetch::CauseKind as K;
    use crate::model::{ByteString, NetworkError};
    let value = ByteString::from("x");
    let network = [
        NetworkError::Dns,
        NetworkError::Refused,
        NetworkError::Tls,
        NetworkError::Timeout,
        NetworkError::Aborted,
        NetworkError::BlockedByClient,
        NetworkError::Csp,
        NetworkError::MixedContent,
        NetworkError::Orb,
        NetworkError::Corp,
        NetworkError::LocalNetworkAccess,
        NetworkError::ServiceWorker,
        NetworkError::Other,
    ];
    let mut kinds: Vec<K> = network
        .into_iter()
        .map(|error| K::Network(crate::fetch::NetworkCause { error, text: None }))
        .collect();
    kinds.extend([
        K::UrlHasCredentials,
        K::CacheModeNeedsSameOrigin,
        K::StreamBodyNeedsCors,
        K::AnswerUnknown { why: String::new() },
        K::FactUnknown { fact: "credentials" },
        K::RedirectEmbeddedCredentials { location: value.clone() },
        K::PreflightAuthorizationNotListed { allowed: Vec::new() },
        K::AllowOriginMissing { expected: String::new() },
    ]);
    for kind in kinds {
        assert!(crate::explain::code_page(kind.code()).is_some(), "{}", kind.code());
    }
    assert_eq!(crate::explain::codes::docs().count(), 72);
}
