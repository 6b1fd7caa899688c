//! Sequences of calls to one URL: is a preflight sent or not?
//!
//! `standard` rows follow the CORS-preflight cache's text; `chromium` rows state what Chromium 156 was seen to do.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use corscope::engine;
use corscope::fetch::{Fetch, Next, PreflightCache, PreflightState};
use corscope::model::{Answer, CacheMode, Credentials, Engine, Fact, HeaderList, Received, RequestInput};

const PAGE: &str = "https://app.example";

#[derive(Clone, Copy)]
struct Call {
    at: f64,
    url: &'static str,
    method: &'static str,
    headers: &'static [(&'static str, &'static str)],
    include: bool,
    forced: bool,
    cache: CacheMode,
    answer: &'static [(&'static str, &'static str)],
}

const PUT: Call = Call {
    at: 0.0,
    url: "https://api.example/x",
    method: "PUT",
    headers: &[],
    include: false,
    forced: false,
    cache: CacheMode::Default,
    answer: &[("Access-Control-Allow-Methods", "PUT"), ("Access-Control-Max-Age", "60")],
};

/// Which of the calls sent a preflight.
fn preflighted(engine: Engine, calls: &[Call]) -> Vec<bool> {
    let profile = engine::profile(engine);
    let mut cache = PreflightCache::new();
    calls
        .iter()
        .map(|call| {
            let mut headers = HeaderList::default();
            call.headers.iter().for_each(|(name, value)| headers.append(name, *value));
            let mut answered = HeaderList::default();
            answered.append("Access-Control-Allow-Origin", PAGE);
            answered.append("Access-Control-Allow-Credentials", "true");
            call.answer.iter().for_each(|(name, value)| answered.append(name, *value));
            let credentials = if call.include { Credentials::Include } else { Credentials::Omit };
            let input = RequestInput {
                method: Some(call.method.to_owned()),
                headers: Some(headers),
                credentials: Some(Fact::Known(credentials)),
                cache: Some(Fact::Known(call.cache)),
                upload_listeners: Some(call.forced),
                ..RequestInput::new(call.url, PAGE)
            };
            let (mut fetch, mut next) = Fetch::start(input.settle().unwrap(), profile, &mut cache, call.at);
            let answer = Answer::Received(Received::new(200, answered));
            loop {
                match next {
                    Next::Done(found) => return found.preflight == PreflightState::Sent,
                    Next::Send(_) => next = fetch.respond(&answer, &mut cache, call.at),
                }
            }
        })
        .collect()
}

const BOTH: [Engine; 2] = [Engine::Standard, Engine::Chromium];

#[test]
fn kept_until_it_expires() {
    for engine in BOTH {
        let calls = [PUT, Call { at: 59_999.0, ..PUT }, Call { at: 60_000.0, ..PUT }];
        assert_eq!(preflighted(engine, &calls), [true, false, true], "{engine:?}");
    }
}

#[test]
fn five_seconds_without_max_age() {
    const PLAIN: Call = Call { answer: &[("Access-Control-Allow-Methods", "PUT")], ..PUT };
    for engine in BOTH {
        let calls = [PLAIN, Call { at: 4_999.0, ..PLAIN }, Call { at: 5_001.0, ..PLAIN }];
        assert_eq!(preflighted(engine, &calls), [true, false, true], "{engine:?}");
    }
}

#[test]
fn two_hours_at_most_in_chromium() {
    const LONG: Call = Call {
        answer: &[("Access-Control-Allow-Methods", "PUT"), ("Access-Control-Max-Age", "86400")],
        ..PUT
    };
    let calls = [LONG, Call { at: 7_199_000.0, ..LONG }, Call { at: 7_200_000.0, ..LONG }];
    assert_eq!(preflighted(Engine::Chromium, &calls), [true, false, true]);
    assert_eq!(preflighted(Engine::Standard, &calls), [true, false, false]);
}

#[test]
fn another_url_is_another_key() {
    for engine in BOTH {
        let calls = [PUT, Call { url: "https://api.example/x?y", ..PUT }];
        assert_eq!(preflighted(engine, &calls), [true, true], "{engine:?}");
    }
}

#[test]
fn made_with_credentials_serves_without_but_not_the_reverse() {
    for engine in BOTH {
        let with = Call { include: true, ..PUT };
        assert_eq!(preflighted(engine, &[with, PUT]), [true, false], "{engine:?}");
        let with = Call { include: true, ..PUT };
        assert_eq!(preflighted(engine, &[PUT, with]), [true, true], "{engine:?}");
    }
}

#[test]
fn a_star_covers_other_headers_but_not_authorization() {
    const STAR: Call = Call {
        method: "GET",
        headers: &[("X-A", "1")],
        answer: &[("Access-Control-Allow-Headers", "*"), ("Access-Control-Max-Age", "60")],
        ..PUT
    };
    for engine in BOTH {
        let calls = [
            STAR,
            Call { headers: &[("X-B", "1")], ..STAR },
            Call { headers: &[("Authorization", "t")], ..STAR },
        ];
        assert_eq!(preflighted(engine, &calls), [true, false, true], "{engine:?}");
    }
}

/// Chromium drops what doesn't cover a request, the standard keeps it.
#[test]
fn a_miss_evicts_in_chromium() {
    let calls = [PUT, Call { method: "DELETE", answer: &[], ..PUT }, PUT];
    assert_eq!(preflighted(Engine::Chromium, &calls), [true, true, true]);
}

/// Chromium passes its cache by for these modes and keeps what is there (seen).
#[test]
fn cache_modes_bypass_in_chromium() {
    for mode in [CacheMode::NoStore, CacheMode::Reload, CacheMode::NoCache] {
        let calls = [PUT, Call { cache: mode, ..PUT }, PUT];
        assert_eq!(preflighted(Engine::Chromium, &calls), [true, true, false]);
        assert_eq!(preflighted(Engine::Standard, &calls), [true, false, false]);
    }
}

/// Firefox keeps 100 answers; the one that was not used for longest goes first (seen).
#[test]
fn a_hundred_answers_in_firefox() {
    // Enough URLs that a test may leak them.
    let url = |number: usize| -> &'static str { format!("https://api.example/{number}").leak() };
    // However many names an answer lists, it is one.
    const LISTS: Call = Call {
        answer: &[
            ("Access-Control-Allow-Methods", "PUT, PATCH"),
            ("Access-Control-Allow-Headers", "x-a, x-b"),
            ("Access-Control-Max-Age", "60"),
        ],
        ..PUT
    };
    let others = |from: usize, to: usize| (from..to).map(move |number| Call { url: url(number), ..LISTS });
    for (count, again) in [(99, false), (100, true)] {
        let calls: Vec<Call> = std::iter::once(PUT).chain(others(0, count)).chain([PUT]).collect();
        assert_eq!(preflighted(Engine::Firefox, &calls).pop(), Some(again), "{count} others");
        assert_eq!(preflighted(Engine::Webkit, &calls).pop(), Some(false), "{count} others");
    }
    let used: Vec<Call> =
        std::iter::once(PUT).chain(others(0, 60)).chain([PUT]).chain(others(60, 120)).chain([PUT]).collect();
    assert_eq!(preflighted(Engine::Firefox, &used).pop(), Some(false), "it was used in between");
    // Answers got with credentials and without count by themselves.
    let with =
        others(0, 50).flat_map(|call| [Call { include: true, ..call }, Call { include: false, ..call }]);
    let calls: Vec<Call> = std::iter::once(PUT).chain(with).chain([PUT]).collect();
    assert_eq!(preflighted(Engine::Firefox, &calls).pop(), Some(true));
}

#[test]
fn ten_minutes_in_webkit_and_a_day_in_firefox() {
    const LONG: Call = Call {
        answer: &[("Access-Control-Allow-Methods", "PUT"), ("Access-Control-Max-Age", "1000000")],
        ..PUT
    };
    for (engine, cap) in [(Engine::Webkit, 600_000.0), (Engine::Firefox, 86_400_000.0)] {
        let calls = [LONG, Call { at: cap - 1.0, ..LONG }, Call { at: cap, ..LONG }];
        assert_eq!(preflighted(engine, &calls), [true, false, true], "{engine:?}");
    }
}

/// CORS-preflight fetch, 7.4: where no methods are listed, a forced preflight keeps its own, and no other keeps any. The
/// cache spares a forced preflight by a method entry only (HTTP fetch, 4.1).
#[test]
fn a_forced_preflight_without_a_list_keeps_its_method() {
    const FORCED: Call =
        Call { method: "GET", forced: true, answer: &[("Access-Control-Max-Age", "60")], ..PUT };
    const HEADER: Call = Call {
        method: "GET",
        headers: &[("X-A", "1")],
        answer: &[("Access-Control-Allow-Headers", "x-a"), ("Access-Control-Max-Age", "60")],
        ..PUT
    };
    assert_eq!(preflighted(Engine::Standard, &[FORCED, FORCED]), [true, false]);
    assert_eq!(preflighted(Engine::Standard, &[HEADER, FORCED]), [true, true]);
}
