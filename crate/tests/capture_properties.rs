//! What must hold for every capture: the order of arrival doesn't matter, an entry given twice is one, an entry costs the
//! same in a long capture, and nothing panics.
#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "a test may stop")]

use corscope::capture::{Capture, Row};
use corscope::input::{Entry, har_entries, har_entry, har_file, scenario};
use corscope::model::Engine;
use proptest::prelude::*;
use serde_json::{Value, json};

fn recorded() -> Vec<Entry> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/cases/har/chromium-demo.json");
    let file: Value = serde_json::from_str(&std::fs::read_to_string(path).expect("readable")).expect("JSON");
    let situations = file["recorded"].as_array().expect("a list");
    let entries = situations.iter().flat_map(|situation| situation["getHAR"].as_array().expect("a list"));
    entries.map(|entry| har_entry(&entry.to_string()).expect("well-formed")).collect()
}

fn capture() -> Capture {
    Capture::new(Engine::Chromium)
}

/// Rows without their ids, which tell the order of arrival, in an order of their own.
fn rows(capture: &Capture) -> Vec<String> {
    let mut rows: Vec<String> = capture
        .rows()
        .into_iter()
        .map(|row| format!("{:?}", Row { id: String::new(), ..row.clone() }))
        .collect();
    rows.sort();
    rows
}

/// A small world: few URLs, few moments, all kinds of entries, so that much fits together by chance.
fn entry() -> impl Strategy<Value = Value> {
    let url = prop_oneof![
        Just("https://api.example/a"),
        Just("https://api.example/b"),
        Just("https://app.example/a")
    ];
    let kind = prop_oneof![Just("fetch"), Just("preflight"), Just("xhr"), Just("image"), Just("document")];
    let status = prop_oneof![Just(0), Just(200), Just(204), Just(302), Just(307), Just(500)];
    let error =
        prop_oneof![Just(Value::Null), Just(json!("net::ERR_FAILED")), Just(json!("net::ERR_ABORTED"))];
    let extra = proptest::collection::vec(
        prop_oneof![
            Just(("Origin", "https://app.example")),
            Just(("Host", "api.example")),
            Just(("Access-Control-Request-Method", "PUT")),
            Just(("Access-Control-Request-Headers", "x-a")),
            Just(("X-A", "1")),
            Just(("Cookie", "a=1")),
            Just(("Referer", "https://app.example/")),
        ],
        0..5,
    );
    let method = prop_oneof![Just("GET"), Just("PUT"), Just("OPTIONS"), Just("POST")];
    let page = prop_oneof![Just(Value::Null), Just(json!("page_1"))];
    (url.clone(), kind, status, error, extra, method, (0..40u32, 0..60u32, 0..10_000u32), url, page).prop_map(
        |(url, kind, status, error, headers, method, (start, time, fraction), target, page)| {
            let lines: Vec<Value> =
                headers.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect();
            json!({
                "startedDateTime": format!("2026-11-22T10:00:00.{start:03}Z"),
                "time": f64::from(time) + f64::from(fraction) / 10_000.0,
                "pageref": page,
                "_resourceType": kind,
                "request": { "method": method, "url": url, "headers": lines },
                "response": { "status": status, "headers": [{ "name": "Access-Control-Allow-Origin", "value": "*" }],
                    "redirectURL": target, "_error": error },
            })
        },
    )
}

fn json_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<f64>().prop_map(|number| json!(number)),
        ".{0,12}".prop_map(Value::from),
    ];
    let names = prop_oneof![
        Just("request"),
        Just("response"),
        Just("headers"),
        Just("url"),
        Just("status"),
        Just("log"),
        Just("entries"),
        Just("exchanges"),
        Just("sent"),
        Just("received"),
        Just("schema"),
        Just("origin"),
    ];
    leaf.prop_recursive(4, 40, 6, move |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            proptest::collection::hash_map(names.clone(), inner, 0..6)
                .prop_map(|map| map.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_arrival_does_not_matter(
        (list, shuffled) in proptest::collection::vec(entry(), 0..24)
            .prop_flat_map(|list| (Just(list.clone()), Just(list).prop_shuffle())),
    ) {
        // Two requests that agree in all that identifies one, and are told apart by their answers only, stay two
        // whatever comes first; that is not what this is about.
        let read = |list: &[Value]| -> Vec<Entry> {
            list.iter().map(|entry| har_entry(&entry.to_string()).expect("well-formed")).collect()
        };
        let mut all_at_once = capture();
        all_at_once.add(read(&list));
        let mut again_shuffled = capture();
        again_shuffled.add(read(&shuffled));
        prop_assert_eq!(rows(&all_at_once), rows(&again_shuffled));
        for row in all_at_once.rows() {
            prop_assert!(all_at_once.judgement(&row.id).is_some());
        }
    }

    #[test]
    fn whatever_comes_is_read_or_refused(value in json_value(), text in ".{0,200}") {
        for json in [value.to_string(), json!({ "log": { "entries": value } }).to_string(), text] {
            let _ = har_entry(&json);
            let _ = scenario(&json);
            if let Ok(entries) = har_file(&json).or_else(|_| har_entries(&json)) {
                capture().add_read(entries);
            }
        }
    }
}

#[test]
fn the_recorded_entries_in_any_order_are_the_same_calls() {
    let entries = recorded();
    let mut straight = capture();
    straight.add(entries.clone());
    let expected = rows(&straight);
    let mut backwards = capture();
    for entry in entries.iter().rev() {
        backwards.add([entry.clone()]);
    }
    assert_eq!(rows(&backwards), expected);
    // Odd ones first.
    let mut mixed = capture();
    let (odd, even): (Vec<_>, Vec<_>) = entries.iter().cloned().enumerate().partition(|(at, _)| at % 2 == 1);
    mixed.add(odd.into_iter().map(|(_, entry)| entry));
    mixed.add(even.into_iter().map(|(_, entry)| entry));
    assert_eq!(rows(&mixed), expected);
}

#[test]
fn an_entry_given_again_changes_nothing() {
    let entries = recorded();
    let mut one = capture();
    for entry in &entries {
        one.add([entry.clone()]);
    }
    let before = rows(&one);
    assert_eq!(one.add(entries.clone()), Vec::new(), "the same list again");
    for entry in &entries {
        assert_eq!(one.add([entry.clone()]), Vec::new());
    }
    assert_eq!(rows(&one), before);
}

#[test]
fn an_entry_without_its_answer_is_completed_later() {
    let whole = recorded()
        .into_iter()
        .find(|entry| entry.status == 200 && entry.error.is_none())
        .expect("there is one");
    let unfinished = Entry { status: 0, response_headers: Default::default(), time: 0.0, ..whole.clone() };
    let mut capture = capture();
    let added = capture.add([unfinished.clone()]);
    let completed = capture.add([whole]);
    assert_eq!((added.len(), completed.len()), (1, 1));
    assert_eq!(added[0].id, completed[0].id, "the row keeps its id");
    assert_eq!(capture.add([unfinished]), Vec::new(), "what says less changes nothing");
}

#[test]
fn two_requests_of_one_millisecond_stay_two() {
    let whole = recorded()
        .into_iter()
        .find(|entry| {
            entry.status == 200 && entry.error.is_none() && entry.resource_type.as_deref() == Some("fetch")
        })
        .expect("there is one");
    let later = |by: f64, waited: f64| Entry {
        time: whole.time + by,
        waited: whole.waited + waited,
        ..whole.clone()
    };
    let mut twins = capture();
    twins.add([whole.clone()]);
    twins.add([later(0.004, 0.004)]);
    assert_eq!(twins.rows().len(), 2, "each was answered at a time of its own");
    assert_eq!(twins.add([whole.clone()]), Vec::new());
    assert_eq!(twins.add([later(0.004, 0.004)]), Vec::new());
    let mut grown = capture();
    grown.add([whole.clone()]);
    grown.add([later(20.0, 0.0)]);
    assert_eq!(grown.rows().len(), 1, "more of the same body came in");
}

#[test]
fn an_entry_costs_the_same_in_a_long_capture() {
    let sample = recorded();
    let mut capture = capture();
    let mut costs = Vec::new();
    for round in 0..60u32 {
        let before = capture.work();
        for entry in &sample {
            let start = entry.start + f64::from(round) * 60_000.0;
            capture.add([Entry { start, ..entry.clone() }]);
        }
        let after = capture.work();
        costs.push((after.judged - before.judged, after.compared - before.compared));
    }
    let (early, late) = (costs[2], costs[59]);
    assert!(late.0 <= early.0 + 2, "calls judged per round: {} at first, {} at last", early.0, late.0);
    assert!(late.1 <= early.1 * 2 + 64, "pairs compared per round: {} at first, {} at last", early.1, late.1);
}

#[test]
fn dropped_calls_are_gone_and_the_rest_stays() {
    let mut capture = capture();
    capture.add(recorded());
    let ids: Vec<String> = capture.rows().iter().map(|row| row.id.clone()).collect();
    capture.drop_calls(ids.iter().take(10).map(String::as_str));
    let left: Vec<String> = capture.rows().iter().map(|row| row.id.clone()).collect();
    assert_eq!(left, ids[10..]);
    capture.clear();
    assert!(capture.rows().is_empty());
}
