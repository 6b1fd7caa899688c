use super::*;

const ENTRY: &str = r#"{"startedDateTime":"2026-11-22T10:00:00.123Z","time":4.5,"pageref":"page_1","connection":"443",
 "_resourceType":"fetch","_priority":"High","_initiator":{"type":"script","stack":{"callFrames":[
   {"functionName":"f","url":"","lineNumber":1,"columnNumber":1},{"url":"https://app.example/a.js","lineNumber":9,"columnNumber":4}]}},
 "request":{"method":"GET","url":"https://api.example/x?y=1#z","headers":[{"name":":authority","value":"api.example"},{"name":"Accept","value":"*/*"}]},
 "response":{"status":200,"redirectURL":"","headers":[{"name":"Set-Cookie","value":"a=1\nb=2"},{"name":"X-Latin","value":"é"}],"_error":null}}"#;

fn read(json: &str) -> Result<Entry, Malformed> {
    har_entry(json)
}

#[test]
fn an_entry_of_chromium() {
    let entry = read(ENTRY).expect("the entry is well-formed");
    assert_eq!(entry.url.as_str(), "https://api.example/x?y=1");
    assert_eq!(entry.request_headers.0.len(), 1, "pseudo headers are no headers");
    assert!(!entry.provisional);
    let values: Vec<&[u8]> = entry.response_headers.iter().map(|header| header.value.as_bytes()).collect();
    assert_eq!(values, [b"a=1".as_slice(), b"b=2", b"\xe9"]);
    let position = ScriptPosition { url: "https://app.example/a.js".to_owned(), line: 10, column: 5 };
    assert_eq!(entry.position, Some(position));
    assert_eq!(entry.error, None);
    assert_eq!((entry.start, entry.time), (1_795_341_600_123.0, 4.5));
}

#[test]
fn what_was_decoded_is_no_reason_to_refuse_an_entry() {
    let entry = read(&ENTRY.replacen('é', "€", 1)).expect("the entry is well-formed");
    let last = entry.response_headers.0.last().expect("a header");
    assert_eq!(last.value.as_bytes(), "€".as_bytes());
}

#[test]
fn firefox_escapes_a_tab_in_a_location() {
    let redirect = |agent: &str| {
        let json = ENTRY
            .replacen("\"status\":200", "\"status\":302", 1)
            .replacen("\"redirectURL\":\"\"", "\"redirectURL\":\"/1\\t/2\"", 1)
            .replacen(
                "\"name\":\"X-Latin\",\"value\":\"é\"",
                "\"name\":\"Location\",\"value\":\"/1\\t/2\"",
                1,
            )
            .replacen(
                "\"name\":\"Accept\",\"value\":\"*/*\"",
                &format!("\"name\":\"User-Agent\",\"value\":\"{agent}\""),
                1,
            );
        read(&json).expect("the entry is well-formed").redirect_url.map(|url| url.as_str().to_owned())
    };
    assert_eq!(redirect("Firefox/153.0").as_deref(), Some("https://api.example/1%09/2"));
    assert_eq!(redirect("Chrome/156.0.0.0").as_deref(), Some("https://api.example/1/2"));
}

#[test]
fn what_is_wrong_is_named() {
    for (from, to, expected) in [
        (r#""method":"GET","#, "", "request.method: missing"),
        (r#""method":"GET""#, r#""method":"G T""#, "request.method: `G T` is not a method (a token)"),
        (r#""method":"GET""#, r#""method":7"#, "request.method: expected a string, found a number"),
        ("https://api.example/x", "/x", "request.url: `/x?y=1#z` is not an absolute URL"),
        (r#""status":200"#, r#""status":42"#, "response.status: 42 is not a status code"),
        (r#""status":200"#, r#""status":"200""#, "response.status: expected a number, found a string"),
        ("2026-11-22T10:00:00.123Z", "today", "startedDateTime: `today` is not an ISO 8601 time"),
        ("X-Latin", "X Latin", "response.headers[1].name: `X Latin` is not a header name (a token)"),
        (
            r"*/*",
            r"*\r\nX: 1",
            "request.headers[1].value: holds a NUL or a carriage return, which can't stand in a header value",
        ),
    ] {
        let json = ENTRY.replacen(from, to, 1);
        assert_ne!(json, ENTRY, "{from}");
        assert_eq!(read(&json).map_err(|error| error.to_string()), Err(expected.to_owned()));
    }
    let without = |name: &str| {
        let mut value: serde_json::Value = serde_json::from_str(ENTRY).expect("JSON");
        value.as_object_mut().expect("object").remove(name);
        read(&value.to_string()).map_err(|error| error.to_string())
    };
    assert_eq!(without("response"), Err("response: missing".to_owned()));
    assert_eq!(without("request"), Err("request: missing".to_owned()));
    assert_eq!(without("startedDateTime"), Err("startedDateTime: missing".to_owned()));
    assert!(without("time").is_ok());
}

#[test]
fn a_file() {
    let file = |json: &str| har_file(json).map(|entries| entries.len()).map_err(|error| error.to_string());
    assert_eq!(file(&format!("{{\"log\":{{\"version\":\"1.2\",\"entries\":[{ENTRY}, {{}}]}}}}")), Ok(2));
    assert_eq!(file("\u{feff}{\"log\":{\"entries\":[]}}"), Ok(0));
    assert_eq!(file(""), Err("har: is empty".to_owned()));
    assert_eq!(file("{}"), Err("log: missing".to_owned()));
    assert_eq!(file(r#"{"log":{}}"#), Err("log.entries: missing".to_owned()));
    assert_eq!(file(r#"{"log":7}"#), Err("log: expected an object, found a number".to_owned()));
    assert_eq!(
        file(r#"{"log":{"entries":[{"#),
        Err("har: not JSON: EOF while parsing an object at line 1 column 20".to_owned())
    );
}

#[test]
fn headers_as_one_text() {
    let list = r#"[{"name":":authority","value":"api.example"},{"name":"Accept","value":"*/*"}]"#;
    let with = |text: &str| {
        let text = serde_json::to_string(text).expect("a string");
        read(&ENTRY.replacen(list, &text, 1)).map_err(|error| error.to_string())
    };
    assert_eq!(
        with(":authority\x7fapi.example\x7fAccept\x7f*/*\x7f"),
        read(ENTRY).map_err(|_| String::new())
    );
    assert_eq!(with("").map(|entry| entry.request_headers.0.len()), Ok(0));
    for (text, expected) in [
        ("Accept", "request.headers: expected a list, found a string"),
        ("Accept\x7f*/*", "request.headers: expected a list, found a string"),
        ("A\x7f1\x7fX B\x7f2\x7f", "request.headers[1].name: `X B` is not a header name (a token)"),
        ("A\x7f1\x7f\x7f2\x7f", "request.headers[1].name: `` is not a header name (a token)"),
    ] {
        assert_eq!(with(text).map(|_| ()), Err(expected.to_owned()), "{text:?}");
    }
}
