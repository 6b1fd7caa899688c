//! Fetch's option `targetAddressSpace`, which no entry shows: what the scripts of a page mention decides how much is left
//! open. The entries are those that Chromium gives an extension, as far as they matter here.
#![expect(clippy::expect_used, reason = "a test may stop")]

use corscope::capture::{Capture, ChangeKind, Judgement, Mention, Reason};
use corscope::explain::report;
use corscope::fetch::Verdict;
use corscope::input::har_entry;
use corscope::model::Engine;
use serde_json::{Value, json};

const API: &str = "https://api.example/items";
/// The name of a refusal that the option has no part in.
const PERMISSION_DENIED: &str = "LocalNetworkAccessPermissionDenied";

/// Ended without an answer and without a word of its own.
fn unexplained(kind: &str, method: &str, url: &str, page: Option<&str>) -> Value {
    json!({
        "startedDateTime": "2026-11-27T04:04:55.581Z", "time": 60, "pageref": page,
        "_resourceType": kind, "_initiator": {"type": "script"},
        "request": {"method": method, "url": url, "headers": [
            {"name": "sec-ch-ua-mobile", "value": "?0"}, {"name": "Referer", "value": "https://app.example/"}]},
        "response": {"status": 0, "_error": "net::ERR_FAILED", "headers": []},
    })
}

fn preflight(answer: &[(&str, &str)]) -> Value {
    let headers: Vec<Value> =
        answer.iter().map(|(name, value)| json!({"name": name, "value": value})).collect();
    json!({
        "startedDateTime": "2026-11-27T04:04:55.584Z", "time": 6, "pageref": "page_1",
        "_resourceType": "preflight", "_initiator": {"type": "preflight"},
        "request": {"method": "OPTIONS", "url": API, "headers": [
            {"name": "Access-Control-Request-Method", "value": "PUT"}, {"name": "Host", "value": "api.example"},
            {"name": "Origin", "value": "https://app.example"}, {"name": "Sec-Fetch-Mode", "value": "cors"},
            {"name": "Sec-Fetch-Site", "value": "cross-site"}]},
        "response": {"status": 204, "headers": headers},
    })
}

/// A preflight that passes without credentials and not with them, and a request that never left.
fn refused_after_preflight(kind: &str) -> Vec<Value> {
    let any = [("Access-Control-Allow-Origin", "*"), ("Access-Control-Allow-Methods", "PUT")];
    vec![preflight(&any), unexplained(kind, "PUT", API, Some("page_1"))]
}

/// An answer without CORS headers that the HTTP cache may have kept, and a request that nothing went out for.
fn refused_from_cache() -> Vec<Value> {
    let kept = json!({
        "startedDateTime": "2026-11-27T04:04:50.581Z", "time": 6, "pageref": "page_1", "_resourceType": "image",
        "_initiator": {"type": "parser"},
        "request": {"method": "GET", "url": API, "headers": [
            {"name": "Host", "value": "api.example"}, {"name": "Referer", "value": "https://app.example/"},
            {"name": "Sec-Fetch-Mode", "value": "no-cors"}, {"name": "Sec-Fetch-Site", "value": "cross-site"}]},
        "response": {"status": 200, "headers": [{"name": "Cache-Control", "value": "max-age=60"}]},
    });
    vec![kept, unexplained("fetch", "GET", API, Some("page_1"))]
}

fn capture_of(entries: &[Value]) -> Capture {
    let mut capture = Capture::new(Engine::Chromium);
    capture.add(entries.iter().map(|entry| har_entry(&entry.to_string()).expect("an entry is well-formed")));
    capture
}

/// The call that began last.
fn judgement(capture: &Capture) -> Judgement {
    let row = capture.rows().into_iter().next_back().expect("a row").clone();
    let (judgement, _) = capture.judgement(&row.id).expect("every row has a judgement");
    assert_eq!(judgement.evaluation.verdict, row.verdict, "the list says what the report says");
    judgement
}

fn reason(judgement: &Judgement) -> Option<&Reason> {
    judgement.assumptions.iter().find(|one| one.fact == "targetAddressSpace").map(|one| &one.reason)
}

/// What stands beside the verdict because of the option.
fn others(judgement: &Judgement) -> Vec<(Verdict, Option<&'static str>)> {
    let of_option = judgement.alternatives.iter().filter(|one| one.assume.contains("targetAddressSpace"));
    of_option.map(|one| (one.verdict, one.cause.as_ref().map(|cause| cause.kind.code()))).collect()
}

const ENDED: (Verdict, Option<&str>) = (Verdict::Failed, Some("network-local-network-access"));

#[test]
fn a_script_that_mentions_it_leaves_the_verdict_open() {
    for (entries, code) in [
        (refused_after_preflight("fetch"), "allow-origin-wildcard-with-credentials"),
        (refused_from_cache(), "allow-origin-missing"),
    ] {
        let mut capture = capture_of(&entries);
        let before = judgement(&capture);
        assert_eq!(before.evaluation.verdict, Verdict::Blocked);
        assert_eq!(reason(&before), Some(&Reason::Option(Mention::Unread)));
        assert_eq!(others(&before), [ENDED], "rare is not impossible");

        let changes = capture.learn("page_1", Mention::Found);
        let [change] = changes.as_slice() else { panic!("one call hangs on it: {changes:?}") };
        assert_eq!(change.kind, ChangeKind::Updated);
        let open = judgement(&capture);
        assert_eq!(open.evaluation.verdict, Verdict::Undetermined);
        let shown = serde_json::to_value(report(&open, "1", None)).expect("a report");
        assert_eq!(shown["cause"]["fact"], "targetAddressSpace");
        assert_eq!(shown["console"], Value::Null);
        assert_eq!(others(&open), [(Verdict::Blocked, Some(code)), ENDED]);
        assert_eq!(reason(&open), Some(&Reason::Option(Mention::Found)));
    }
}

#[test]
fn no_script_that_mentions_it_is_a_reason() {
    let mut capture = capture_of(&refused_after_preflight("fetch"));
    assert_eq!(capture.learn("page_1", Mention::Absent), [], "no row says anything else");
    let judged = judgement(&capture);
    assert_eq!(judged.evaluation.verdict, Verdict::Blocked);
    assert_eq!(reason(&judged), Some(&Reason::Option(Mention::Absent)));
    assert_eq!(others(&judged), []);
    let credentials = judged.assumptions.iter().find(|one| one.fact == "credentials").expect("taken");
    assert_eq!(credentials.reason, Reason::StoppedAfterPreflight);
    // A script that came later.
    assert_eq!(capture.learn("page_1", Mention::Found).len(), 1);
    assert_eq!(judgement(&capture).evaluation.verdict, Verdict::Undetermined);
}

#[test]
fn what_was_learnt_counts_for_later_calls_of_that_page() {
    let mut capture = Capture::new(Engine::Chromium);
    capture.learn("page_1", Mention::Found);
    capture.learn("page_2", Mention::Absent);
    let read = |entry: &Value| har_entry(&entry.to_string()).expect("an entry is well-formed");
    capture.add(refused_after_preflight("fetch").iter().map(read));
    assert_eq!(judgement(&capture).evaluation.verdict, Verdict::Undetermined);

    let mut capture = capture_of(&refused_after_preflight("fetch"));
    assert_eq!(capture.learn("page_2", Mention::Found), []);
    assert_eq!(judgement(&capture).evaluation.verdict, Verdict::Blocked);
}

#[test]
fn only_fetch_has_it_and_a_failed_preflight_comes_before_it() {
    let mut capture = capture_of(&refused_after_preflight("xhr"));
    assert_eq!(capture.learn("page_1", Mention::Found), []);
    assert_eq!(reason(&judgement(&capture)), None);

    let mut capture = capture_of(&[preflight(&[]), unexplained("fetch", "PUT", API, Some("page_1"))]);
    assert_eq!(capture.learn("page_1", Mention::Found), []);
    let judged = judgement(&capture);
    assert_eq!(judged.evaluation.verdict, Verdict::Blocked);
    assert_eq!(reason(&judged), None);
}

#[test]
fn in_the_local_network_only_the_name_is_open() {
    // A frame's entry, without a page reference: any page may be the frame's.
    let mut capture = capture_of(&[unexplained("fetch", "GET", "http://127.0.0.1:8080/", None)]);
    let named = |capture: &Capture| {
        let judged = judgement(capture);
        assert_eq!(judged.evaluation.verdict, Verdict::Failed);
        serde_json::to_value(report(&judged, "1", None)).expect("a report")["console"]["error"].clone()
    };
    assert_eq!(named(&capture), PERMISSION_DENIED);
    capture.learn("page_1", Mention::Absent);
    assert_eq!(reason(&judgement(&capture)), Some(&Reason::Option(Mention::Absent)));
    assert_eq!(named(&capture), PERMISSION_DENIED);
    capture.learn("page_2", Mention::Unread);
    assert_eq!(reason(&judgement(&capture)), Some(&Reason::Option(Mention::Unread)));
    capture.learn("page_3", Mention::Found);
    assert_eq!(named(&capture), Value::Null);
}
