//! From calls to a policy, and from a policy to files.
#![expect(clippy::expect_used, reason = "a test may stop")]

use corscope::capture::{Clues, Judgement, judge};
use corscope::explain::{recipes, stack};
use corscope::fix::{Policy, guess};
use corscope::model::Engine;
use corscope::report::Inline;
use serde_json::{Value, json};

const URL: &str = "https://api.example/orders";
const PAGE: &str = "https://app.example:8443";

#[expect(clippy::needless_pass_by_value, reason = "what `json!` gives")]
fn judged(request: Value, exchanges: Value) -> Judgement {
    let scenario = json!({ "schema": 1, "request": request, "exchanges": exchanges }).to_string();
    let scenario = corscope::input::scenario(&scenario).expect("a scenario");
    judge(scenario, Clues::default(), Engine::Chromium).expect("a judgement")
}

fn policy(request: Value) -> Option<Policy> {
    Policy::of(&[judged(request, json!([]))])
}

#[test]
fn exactly_what_the_call_needs() {
    let policy = policy(json!({
        "url": URL, "origin": PAGE, "method": "PUT", "credentials": "include",
        "headers": [["X-Request-Id", "7"], ["Accept", "text/plain"], ["Content-Type", "application/json"], ["Cookie", "a=b"]],
    }))
    .expect("a policy");
    assert_eq!(policy.origins(), ["https://app.example:8443"]);
    assert_eq!(policy.methods(), ["PUT"]);
    assert_eq!(policy.headers(), ["content-type", "x-request-id"]);
    assert!(policy.credentials());
    assert_eq!(policy.exposed(), [""; 0]);
    assert_eq!(policy.max_age(), 7200);
}

#[test]
fn a_simple_call_needs_an_origin_alone() {
    let policy = policy(json!({ "url": URL, "origin": PAGE })).expect("a policy");
    assert_eq!(policy.methods(), ["GET"]);
    assert_eq!(policy.headers(), [""; 0]);
    assert!(!policy.credentials());
}

#[test]
fn what_a_body_brings_counts() {
    let body = json!({ "contentType": "application/json" });
    let policy =
        policy(json!({ "url": URL, "origin": PAGE, "method": "POST", "body": body })).expect("a policy");
    assert_eq!(policy.headers(), ["content-type"]);
}

#[test]
fn what_the_server_says_already_is_kept() {
    let sent = |kind: &str, method: &str, headers: Value| json!({ "kind": kind, "hop": 0, "method": method, "url": URL, "headers": headers });
    let asked = json!([["Origin", PAGE], ["Access-Control-Request-Method", "DELETE"]]);
    let answer = json!([
        ["Access-Control-Allow-Origin", PAGE],
        ["Access-Control-Allow-Methods", "DELETE"],
        ["Access-Control-Max-Age", "60"]
    ]);
    let exchanges = json!([
        { "sent": sent("preflight", "OPTIONS", asked), "received": { "status": 204, "headers": answer } },
        { "sent": sent("request", "DELETE", json!([["Origin", PAGE]])),
          "received": { "status": 200, "headers": [["Access-Control-Expose-Headers", "X-Total-Count, *, etag"]] } },
    ]);
    let request = json!({ "url": URL, "origin": PAGE, "method": "DELETE" });
    let policy = Policy::of(&[judged(request, exchanges)]).expect("a policy");
    assert_eq!(policy.exposed(), ["etag", "x-total-count"]);
    assert_eq!(policy.max_age(), 60);
}

#[test]
fn several_calls_make_one_policy() {
    let call = |origin: &str, method: &str, credentials: &str| {
        judged(
            json!({ "url": URL, "origin": origin, "method": method, "credentials": credentials }),
            json!([]),
        )
    };
    let calls = [
        call(PAGE, "PUT", "omit"),
        call("http://localhost:3000", "PUT", "omit"),
        call(PAGE, "DELETE", "include"),
    ];
    let policy = Policy::of(&calls).expect("a policy");
    assert_eq!(policy.origins(), [PAGE, "http://localhost:3000"]);
    assert_eq!(policy.methods(), ["PUT", "DELETE"]);
    assert!(policy.credentials());
}

#[test]
fn what_no_server_should_be_told_is_refused() {
    // Every sandboxed page calls itself so.
    assert_eq!(policy(json!({ "url": URL, "origin": "null" })), None);
    assert_eq!(policy(json!({ "url": URL, "origin": PAGE, "method": "TRACE" })), None);
    // The page's own server needs no permission.
    assert_eq!(policy(json!({ "url": URL, "origin": "https://api.example" })), None);
}

#[test]
fn names_that_could_break_out_of_a_file_are_refused() {
    for byte in "'`$%|&*#!^+~.".chars() {
        let name = format!("x{byte}y");
        assert_eq!(policy(json!({ "url": URL, "origin": PAGE, "headers": [[name, "1"]] })), None, "{name}");
        assert_eq!(policy(json!({ "url": URL, "origin": PAGE, "method": name })), None, "{name}");
    }
    assert!(policy(json!({ "url": URL, "origin": PAGE, "headers": [["x-y_z9", "1"]] })).is_some());
}

#[test]
fn a_name_that_the_server_exposes_is_no_less_a_strangers() {
    let sent =
        json!({ "kind": "request", "hop": 0, "method": "GET", "url": URL, "headers": [["Origin", PAGE]] });
    let exposing = |name: &str| {
        let headers = json!([["Access-Control-Expose-Headers", name]]);
        let exchanges = json!([{ "sent": sent, "received": { "status": 200, "headers": headers } }]);
        Policy::of(&[judged(json!({ "url": URL, "origin": PAGE }), exchanges)])
    };
    assert!(exposing("x-good").is_some());
    assert_eq!(exposing("x'bad"), None);
}

fn guessed(headers: Value) -> Vec<&'static str> {
    let sent =
        json!({ "kind": "request", "hop": 0, "method": "GET", "url": URL, "headers": [["Origin", PAGE]] });
    let exchanges = json!([{ "sent": sent, "received": { "status": 200, "headers": headers } }]);
    let judgement = judged(json!({ "url": URL, "origin": PAGE }), exchanges);
    guess(&[judgement]).iter().map(|guess| guess.stack.name).collect()
}

#[test]
fn a_server_is_known_by_what_it_says() {
    assert_eq!(guessed(json!([["Server", "nginx/1.22.1"]])), ["nginx"]);
    // Express may be what NestJS runs on.
    assert_eq!(
        guessed(json!([["Server", "nginx"], ["X-Powered-By", "Express"]])),
        ["express", "nginx", "nest"]
    );
    assert_eq!(
        guessed(json!([["server", "Apache/2.4.57 (Debian)"], ["x-powered-by", "PHP/8.2.1"]])),
        ["php", "apache"]
    );
    assert_eq!(guessed(json!([["server", "uvicorn"], ["via", "1.1 Caddy"]])), ["caddy", "fastapi", "django"]);
    assert_eq!(guessed(json!([["Server", "gunicorn/20.1.0"]])), ["django", "flask", "fastapi"]);
    assert_eq!(guessed(json!([["Server", "Apache-Coyote/1.1"]])), ["spring"]);
    assert_eq!(guessed(json!([["Via", "1.1 gate (Apache/2.4.57)"]])), ["apache"]);
    assert_eq!(guessed(json!([["Via", "1.1 google"]])), [""; 0]);
    assert_eq!(guessed(json!([["Server", "Werkzeug/2.2.2 Python/3.11.2"]])), ["flask"]);
    assert_eq!(guessed(json!([["X-Runtime", "0.004"]])), ["rails"]);
    assert_eq!(guessed(json!([["Set-Cookie", "laravel_session=a; httponly"]])), ["laravel"]);
    assert_eq!(guessed(json!([["Server", "AmazonS3"]])), ["s3"]);
    assert_eq!(guessed(json!([["Server", "some"], ["X-Powered-By", "thought"]])), [""; 0]);
}

#[test]
fn those_that_the_answers_name_come_first() {
    let sent =
        json!({ "kind": "request", "hop": 0, "method": "GET", "url": URL, "headers": [["Origin", PAGE]] });
    let exchanges =
        json!([{ "sent": sent, "received": { "status": 200, "headers": [["Server", "Caddy"]] } }]);
    let judgement = judged(json!({ "url": URL, "origin": PAGE }), exchanges);
    let all = recipes(std::slice::from_ref(&judgement), None);
    let first = all.first().expect("a recipe");
    assert_eq!((first.stack, first.guessed, first.sure), ("caddy", true, true));
    assert_eq!(all.iter().filter(|recipe| recipe.guessed).count(), 1);
    assert!(first.files.iter().all(|file| file.text.contains(PAGE)));
    let one = recipes(&[judgement], stack(Some("koa")).expect("a stack"));
    assert_eq!(one.iter().map(|recipe| recipe.stack).collect::<Vec<_>>(), ["koa"]);
}

#[test]
fn a_guess_says_on_what_it_rests_and_how_sure_it_is() {
    let said = |headers: Value| {
        let sent = json!({ "kind": "request", "hop": 0, "method": "GET", "url": URL, "headers": [["Origin", PAGE]] });
        let exchanges = json!([{ "sent": sent, "received": { "status": 200, "headers": headers } }]);
        let all = recipes(&[judged(json!({ "url": URL, "origin": PAGE }), exchanges)], None);
        let first = all.first().expect("a recipe");
        (first.stack, first.sure, text(&first.because))
    };
    assert_eq!(
        said(json!([["Server", "nginx/1.22.1"]])),
        ("nginx", true, "`Server` is `nginx/1.22.1` in an answer".to_owned())
    );
    assert_eq!(
        said(json!([["Server", "gunicorn"]])),
        (
            "django",
            false,
            "`Server` is `gunicorn` in an answer, as answers of others have, too: a guess".to_owned()
        )
    );
    // A session is nobody's business.
    assert_eq!(
        said(json!([["Set-Cookie", "JSESSIONID=0123; Path=/"]])),
        (
            "spring",
            false,
            "an answer sets the cookie `jsessionid`, as answers of others have, too: a guess".to_owned()
        )
    );
    assert_eq!(said(json!([["X-Varnish", "17"]])), ("varnish", true, "an answer has `X-Varnish`".to_owned()));
    assert_eq!(said(json!([["Server", "thought"]])).2, "");
}

fn text(sentence: &[Inline]) -> String {
    let piece = |piece: &Inline| match piece {
        Inline::Text { text } => text.to_string(),
        Inline::Code { code } => format!("`{code}`"),
        Inline::Value { value, .. } => format!("`{value}`"),
        Inline::Link { link, .. } => link.clone(),
    };
    sentence.iter().map(piece).collect()
}

#[test]
fn a_stack_that_nobody_knows_is_named() {
    let error = stack(Some("iis")).expect_err("none");
    assert!(error.starts_with("stack: `iis`"), "{error}");
}

#[test]
fn what_a_service_cannot_do_has_no_recipe() {
    let names = |request: Value| {
        let recipes = recipes(&[judged(request, json!([]))], None);
        recipes.iter().map(|recipe| recipe.stack).collect::<Vec<_>>()
    };
    let plain = names(json!({ "url": URL, "origin": PAGE, "credentials": "omit" }));
    assert!(plain.contains(&"gcs") && plain.contains(&"s3"));
    assert!(!names(json!({ "url": URL, "origin": PAGE, "credentials": "include" })).contains(&"gcs"));
    assert!(!names(json!({ "url": URL, "origin": PAGE, "method": "PATCH" })).contains(&"s3"));
}
