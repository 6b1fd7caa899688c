//! The bytes each diagnostic points at.

use super::*;

fn one(code: &'static str, primary: &str, secondary: &[&str]) -> Vec<(&'static str, String, Vec<String>)> {
    vec![(code, primary.to_owned(), secondary.iter().map(|s| (*s).to_owned()).collect())]
}

#[test]
fn a_missing_header_is_missed_at_the_end_of_the_headers() {
    let report = chromium(json!({}), simple(200, json!([["Content-Type", "text/plain"]])));
    assert_eq!(marked(&report), one("allow-origin-missing", "1:end", &["0:2:https://app.example.com"]));
}

#[test]
fn a_wrong_value_is_marked_without_its_blanks() {
    let wrong = json!([["access-control-allow-origin", " https://app.example.com/ \t"]]);
    assert_eq!(
        marked(&chromium(json!({}), simple(200, wrong))),
        one("allow-origin-mismatch", "1:1:https://app.example.com/", &["0:2:https://app.example.com"])
    );
    let empty = json!([["X", "1"], ["Access-Control-Allow-Origin", ""]]);
    assert_eq!(
        marked(&chromium(json!({}), simple(200, empty))),
        one("allow-origin-invalid", "1:2:|29", &["0:2:https://app.example.com"])
    );
    let latin = json!([["Access-Control-Allow-Origin", "https://caf\u{e9}.example"]]);
    assert_eq!(
        marked(&chromium(json!({}), simple(200, latin))),
        one("allow-origin-invalid", "1:1:https://caf\u{e9}.example", &["0:2:https://app.example.com"])
    );
}

#[test]
fn of_two_lines_the_second_is_one_too_many() {
    let twice = json!([
        ["Access-Control-Allow-Origin", "*"],
        ["Vary", "Origin"],
        ["Access-Control-Allow-Origin", "https://app.example.com"],
    ]);
    assert_eq!(
        marked(&chromium(json!({}), simple(200, twice))),
        one(
            "allow-origin-multiple",
            "1:3:https://app.example.com",
            &["1:1:*", "0:2:https://app.example.com"]
        )
    );
    let joined = json!([["Access-Control-Allow-Origin", "*, https://app.example.com"]]);
    assert_eq!(
        marked(&chromium(json!({}), simple(200, joined))),
        one("allow-origin-multiple", "1:1:*, https://app.example.com", &["0:2:https://app.example.com"])
    );
}

#[test]
fn with_credentials_the_wildcard_and_the_missing_leave_are_both_marked() {
    let wildcard = json!([["Access-Control-Allow-Origin", "*"]]);
    let sent = json!([["Origin", APP], ["Cookie", "sid=1"]]);
    let report = chromium(
        json!({ "credentials": "include" }),
        vec![exchange("request", 0, "GET", API, sent, 200, wildcard)],
    );
    assert_eq!(
        marked(&report),
        [
            one("allow-origin-wildcard-with-credentials", "1:1:*", &["0:2:Cookie"]),
            one("allow-credentials-not-true", "1:end", &["0:2:Cookie"]),
        ]
        .concat()
    );
    let spelled = json!([
        ["Access-Control-Allow-Origin", APP],
        ["Access-Control-Allow-Credentials", "true"],
        ["Access-Control-Allow-Credentials", "true"],
    ]);
    let report = chromium(json!({ "credentials": "include" }), simple(200, spelled));
    assert_eq!(marked(&report), one("allow-credentials-not-true", "1:3:true", &["1:2:true"]));
}

#[test]
fn method_and_headers_of_a_preflight_point_at_the_lists_and_at_what_was_asked() {
    let answer = json!([
        ["Access-Control-Allow-Origin", "*"],
        ["Access-Control-Allow-Methods", "GET, POST"],
        ["Access-Control-Allow-Headers", "accept"],
        ["Access-Control-Allow-Headers", "Content-Type"],
    ]);
    let report = chromium(put(), vec![preflight(204, answer)]);
    assert_eq!(
        marked(&report),
        [
            one("preflight-method-not-allowed", "1:2:GET, POST", &["0:2:PUT"]),
            one("preflight-header-not-allowed", "1:4:Content-Type", &["1:3:accept", "0:3:x-request-id"]),
        ]
        .concat()
    );
    let report = chromium(put(), vec![preflight(204, json!([["Access-Control-Allow-Origin", "*"]]))]);
    assert_eq!(
        marked(&report),
        [
            one("preflight-method-not-allowed", "1:end", &["0:2:PUT"]),
            one("preflight-header-not-allowed", "1:end", &["0:3:content-type", "0:3:x-request-id"]),
        ]
        .concat()
    );
}

#[test]
fn a_list_that_does_not_parse_is_marked_at_its_first_bad_item() {
    let answer = json!([
        ["Access-Control-Allow-Origin", "*"],
        ["Access-Control-Allow-Methods", "GET,  PUT POST , x y"],
        ["Access-Control-Allow-Headers", "content-type"],
        ["Access-Control-Allow-Headers", "ok, x-request-id;q=1"],
    ]);
    let report = chromium(put(), vec![preflight(204, answer)]);
    let codes: Vec<_> = marked(&report).into_iter().map(|(code, primary, _)| (code, primary)).collect();
    assert_eq!(
        codes,
        [
            ("preflight-allow-methods-invalid", "1:2:PUT POST".to_owned()),
            ("preflight-allow-headers-invalid", "1:4:x-request-id;q=1".to_owned()),
        ]
    );
}

#[test]
fn a_preflight_status_is_marked_in_the_start_line() {
    let allowed = json!([
        ["Access-Control-Allow-Origin", "*"],
        ["Access-Control-Allow-Methods", "*"],
        ["Access-Control-Allow-Headers", "*"],
    ]);
    let report = chromium(put(), vec![preflight(404, allowed)]);
    assert_eq!(
        marked(&report),
        one("preflight-status-not-ok", "1:0:404", &["0:2:PUT", "0:3:content-type", "0:3:x-request-id"])
    );
    assert_eq!(report.view.messages.get(1).map(|m| m.start_line.as_str()), Some("404 Not Found"));
}

#[test]
fn redirects_point_at_the_location() {
    let moved = json!([["Access-Control-Allow-Origin", "*"], ["Location", "/v1/orders/"]]);
    let report = chromium(put(), vec![preflight(301, moved.clone())]);
    assert_eq!(
        marked(&report).first(),
        one(
            "preflight-redirected",
            "1:2:/v1/orders/",
            &["1:0:301", "0:2:PUT", "0:3:content-type", "0:3:x-request-id"]
        )
        .first()
    );
    let report = chromium(json!({ "redirect": "error" }), simple(302, moved));
    assert_eq!(marked(&report), one("redirect-mode-error", "1:2:/v1/orders/", &["1:0:302"]));
    let password = json!([["Access-Control-Allow-Origin", "*"], ["Location", "https://u:p@other.example/"]]);
    let report = chromium(json!({}), simple(302, password));
    assert_eq!(
        marked(&report),
        one(
            "redirect-location-has-credentials",
            "1:2:https://u:p@other.example/",
            &["1:0:302", "0:2:https://app.example.com"]
        )
    );
}

#[test]
fn calls_that_are_refused_in_the_page_point_at_the_start_line() {
    let report = chromium(json!({ "method": "TRACE" }), Vec::new());
    assert_eq!(marked(&report), one("method-forbidden", "0:0:TRACE", &[]));
    let report = chromium(json!({ "url": "https://u:p@api.example.com/x?y=1" }), Vec::new());
    assert_eq!(marked(&report), one("url-has-credentials", "0:0:https://u:p@api.example.com/x?y=1", &[]));
    let report = chromium(json!({ "mode": "same-origin", "method": "POST" }), Vec::new());
    assert_eq!(marked(&report), one("same-origin-mode", "0:0:/v1/orders", &[]));
    assert_eq!(report.view.messages.first().map(|m| m.state), Some("not-sent"));
}

#[test]
fn a_failure_without_a_response_is_marked_as_such() {
    let mut failed = exchange("request", 0, "GET", API, json!([["Origin", APP]]), 200, json!([]));
    failed["received"] = json!({ "networkError": "dns", "text": "net::ERR_NAME_NOT_RESOLVED" });
    let report = chromium(json!({}), vec![failed]);
    assert_eq!(marked(&report), one("network-dns", "1:0:(no response)", &[]));
}

#[test]
fn a_preflight_that_the_asked_engine_does_not_make_does_not_shift_the_marks() {
    let forced = exchange(
        "preflight",
        0,
        "OPTIONS",
        API,
        json!([["Access-Control-Request-Method", "GET"], ["Origin", APP]]),
        204,
        json!([["Access-Control-Allow-Origin", "*"]]),
    );
    let mut exchanges = vec![forced];
    exchanges.extend(simple(200, json!([["X", "1"]])));
    let report = chromium(json!({}), exchanges);
    let indices: Vec<usize> = report.view.messages.iter().map(|message| message.index).collect();
    assert_eq!(indices, [2, 3, 0, 1], "the recorded preflight stands first and counts behind");
    assert_eq!(marked(&report), one("allow-origin-missing", "1:end", &["0:2:https://app.example.com"]));
}
