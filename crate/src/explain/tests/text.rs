//! The text a terminal gets.

use super::*;
use crate::explain::{render_text, render_text_json};

#[test]
fn a_blocked_call_reads_like_a_compilers_error() {
    let answer = json!([
        ["Date", "Mon, 23 Nov 2026 05:00:00 GMT"],
        ["Access-Control-Allow-Origin", APP],
        ["Access-Control-Allow-Methods", "PUT"],
        ["Access-Control-Allow-Headers", "content-type, authorization"],
    ]);
    let request = json!({ "method": "PUT", "headers": [["X-Request-Id", "7"]] });
    let report = chromium(request, vec![preflight(204, answer)]);
    let expected = "\
error[preflight-header-not-allowed]: the preflight response does not allow the request header `x-request-id`
  PUT https://api.example.com/v1/orders   from https://app.example.com   (chromium, firefox and webkit agree)

  OPTIONS /v1/orders \u{2192} 204
  2 | Access-Control-Allow-Origin: https://app.example.com
  3 | Access-Control-Allow-Methods: PUT
  4 | Access-Control-Allow-Headers: content-type, authorization
    |                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^ `x-request-id` is not in this list

  OPTIONS /v1/orders (request)
  3 | Access-Control-Request-Headers: content-type,x-request-id
    |                                              ------------ `x-request-id` asked for
  because the page set the header `x-request-id`, which is not CORS-safelisted
  the console says: Access to fetch at 'https://api.example.com/v1/orders' from origin 'https://app.example.com' has \
been blocked by CORS policy: Request header field x-request-id is not allowed by Access-Control-Allow-Headers in \
preflight response.
  rule: CORS-preflight fetch, step 7.7  https://fetch.spec.whatwg.org/#cors-preflight-fetch-0
";
    assert_eq!(render_text(&report, false, None), expected);
}

#[test]
fn an_absent_header_is_missed_behind_the_last_line() {
    let report = standard(json!({}), simple(200, json!([["Content-Type", "text/plain"]])));
    let text = render_text(&report, false, None);
    let expected = "
  GET /v1/orders \u{2192} 200
  1 | Content-Type: text/plain
  2 |
    | ^ no `Access-Control-Allow-Origin` for `https://app.example.com`

  GET /v1/orders (request)
  2 | Origin: https://app.example.com
    |         ----------------------- makes it a CORS request
  because the page is on `https://app.example.com` and the URL is on `https://api.example.com`, which is another origin
";
    assert!(text.contains(expected), "{text}");
}

#[test]
fn control_bytes_are_shown_and_carets_stay_in_place() {
    let wrong = json!([["Access-Control-Allow-Origin", "http://\u{1b}[2Jx\u{9b}"]]);
    let text = render_text(&standard(json!({}), simple(200, wrong)), false, None);
    let expected = "
  1 | Access-Control-Allow-Origin: http://\\x1B[2Jx\\x9B
    |                              ^^^^^^^^^^^^^^^^^^^ not `https://app.example.com`
";
    assert!(text.contains(expected), "{text}");
    assert!(!text.contains(['\u{1b}', '\u{9b}']), "{text:?}");
}

#[test]
fn long_lines_are_cut_around_the_mark_and_words_wrap() {
    let long = format!("{}, PUT POST", vec!["x-some-header"; 30].join(", "));
    let answer = json!([["Access-Control-Allow-Origin", "*"], ["Access-Control-Allow-Methods", long]]);
    let text = render_text(&chromium(put(), vec![preflight(204, answer)]), false, Some(80));
    for line in text.lines() {
        let unbroken = line.trim_start().starts_with("rule: ") || !line.trim_start().contains(' ');
        assert!(unbroken || line.chars().count() <= 80, "{}: {line}", line.chars().count());
    }
    let mut lines = text.lines().skip_while(|line| !line.contains("PUT POST"));
    let (source, carets) = (lines.next().unwrap_or_default(), lines.next().unwrap_or_default());
    let column = |line: &str, part: &str| line.split_once(part).map(|(before, _)| before.chars().count());
    assert_eq!(column(source, "PUT POST"), column(carets, "^^^^^^^^"), "{text}");
}

#[test]
fn an_allowed_call_says_what_script_can_read() {
    let headers =
        json!([["Access-Control-Allow-Origin", "*"], ["Content-Type", "text/plain"], ["X-Total", "3"]]);
    let text = render_text(&chromium(json!({}), simple(200, headers)), false, None);
    assert_eq!(
        text,
        "allowed: script can read the response
  GET https://api.example.com/v1/orders   from https://app.example.com   (chromium, firefox and webkit agree)
  readable headers: content-type
  hidden headers: access-control-allow-origin, x-total
"
    );
}

#[test]
fn an_undetermined_call_names_the_fact_and_the_alternatives() {
    let headers = json!([["Access-Control-Allow-Origin", "*"]]);
    let text = render_text(&chromium(json!({ "credentials": "unknown" }), simple(200, headers)), false, None);
    assert!(
        text.starts_with("undetermined[fact-unknown]: can't tell: `credentials` is not known, and the outcome depends on it\n"),
        "{text}"
    );
    assert!(text.contains("\n  with credentials: same-origin: allowed\n"), "{text}");
    assert!(
        text.contains("\n  with credentials: include: blocked (allow-origin-wildcard-with-credentials)\n"),
        "{text}"
    );
}

#[test]
fn colour_only_adds_escapes() {
    let report = chromium(json!({}), simple(200, json!([])));
    let coloured = render_text(&report, true, Some(100));
    let mut stripped = String::new();
    for (index, part) in coloured.split('\u{1b}').enumerate() {
        stripped.push_str(if index == 0 { part } else { part.split_once('m').map_or("", |(_, rest)| rest) });
    }
    let trimmed = |text: &str| text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n");
    assert!(coloured.contains('\u{1b}'));
    assert_eq!(trimmed(&stripped), trimmed(&render_text(&report, false, Some(100))));
}

#[test]
fn a_report_in_json_form_is_printed_alike_and_a_broken_one_is_named() {
    let report = chromium(json!({}), simple(200, json!([])));
    let mut json = serde_json::to_value(&report).expect("a Report has a JSON form");
    assert_eq!(of_json(&json), Ok(render_text(&report, false, None)));
    json["view"] = json!("nothing");
    let error = of_json(&json).err().unwrap_or_default();
    assert!(error.starts_with("field `view`: "), "{error}");
}

fn of_json(json: &serde_json::Value) -> Result<String, String> {
    let text = json.to_string();
    let json = crate::model::Json::parse(&text).expect("JSON");
    render_text_json(&json, false, None)
}
