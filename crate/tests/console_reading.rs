//! Console texts that were recorded from real browsers are recognised: whose they are, and what they are about.

use corscope::engine::read_console;
use corscope::fetch::Phase;
use serde_json::Value;
use std::fs;
use std::path::PathBuf;

fn fixtures() -> Vec<Value> {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/cases/lab"));
    let mut found = Vec::new();
    for file in fs::read_dir(folder).into_iter().flatten().flatten() {
        let text = fs::read_to_string(file.path()).unwrap_or_default();
        if let Ok(Value::Array(list)) = serde_json::from_str(&text) {
            found.extend(list);
        }
    }
    found
}

/// The lines about CORS, as the lab tells them apart.
fn is_about_cors(engine: &str, line: &str) -> bool {
    match engine {
        "chromium" => line.starts_with("Access to ") || line.starts_with("Fetch API cannot load "),
        "firefox" => line.starts_with("Cross-Origin Request ") || line.starts_with("Security Error: "),
        _ => !["TypeError: ", "ReferenceError: ", "Did not parse stylesheet "]
            .iter()
            .any(|start| line.starts_with(start)),
    }
}

#[test]
fn recorded_texts_are_recognised() {
    let (mut seen, mut wrong) = (0, Vec::new());
    for fixture in fixtures() {
        for engine in ["chromium", "firefox", "webkit"] {
            let observed = &fixture["observed"][engine];
            let lines = observed["console"].as_array().map(Vec::as_slice).unwrap_or_default();
            let lines: Vec<&str> =
                lines.iter().filter_map(Value::as_str).filter(|line| is_about_cors(engine, line)).collect();
            if lines.is_empty() {
                continue;
            }
            seen += 1;
            // As devtools show it: a file and a line in front, a stack behind.
            let text = format!("app.js:12 {}\n    at send (app.js:12:3)", lines.join("\n"));
            let reading = read_console(&text);
            let name = observed["cors"]["corsError"].as_str().or(observed["cors"][0].as_str());
            let fits = reading.as_ref().is_some_and(|reading| {
                reading.engine.as_str() == engine
                    && !reading.codes.is_empty()
                    && (engine == "webkit" || name == Some(reading.error.as_str()))
            });
            if !fits {
                wrong.push(format!("{} {engine} {name:?}: {text}\n   {reading:?}", fixture["name"]));
            }
        }
    }
    assert!(seen > 150, "only {seen} texts");
    assert!(wrong.is_empty(), "{} of {seen}:\n{}", wrong.len(), wrong.join("\n"));
}

const FIREFOX: &str =
    "Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at ";

/// What a text is expected to say: the browser's name, where in the call, the codes, and what it names.
type Said<'a> = (&'a str, Option<Phase>, &'a [&'a str], &'a [(&'a str, &'a str)]);
const PAGE: &str = "http://page2.localhost:7841";
const FROM: &str = "http://page2.localhost:7841/x/0";
const TO: &str = "http://a2.localhost:7842/x/1";

/// Recorded texts (the lab's fixtures have them), and by hand what they say.
#[test]
fn what_a_text_says() {
    let firefox = |reason: &str| format!("{FIREFOX}{TO}. (Reason: {reason}");
    let missing = firefox("CORS header ‘Access-Control-Allow-Origin’ missing). Status code: 403.");
    let vague = firefox("CORS request did not succeed). Status code: (null).");
    let cases: Vec<(String, Said<'_>)> = vec![
        (
            format!(
                "Access to fetch at '{TO}' (redirected from '{FROM}') from origin 'null' has been blocked by CORS policy: \
                 Method PATCh is not allowed by Access-Control-Allow-Methods in preflight response."
            ),
            (
                "MethodDisallowedByPreflightResponse",
                Some(Phase::Preflight),
                &["preflight-method-not-allowed"],
                &[("url", TO), ("redirected-from", FROM), ("origin", "null"), ("method", "PATCh")],
            ),
        ),
        (
            // The value is the page's origin, which is told already; a window has broken the line.
            format!(
                "Access to fetch at '{TO}' from origin\n'{PAGE}' has been blocked by CORS policy: Response to preflight request \
                 doesn't pass access control check:\nThe 'Access-Control-Allow-Origin' header has a value '{PAGE}' that is not \
                 equal to the supplied origin. Have the server send the header with a valid value."
            ),
            (
                "PreflightAllowOriginMismatch",
                Some(Phase::Preflight),
                &["allow-origin-mismatch"],
                &[("url", TO), ("origin", PAGE)],
            ),
        ),
        (
            "Fetch API cannot load ftp://a0.localhost/x/0. URL scheme \"ftp\" is not supported.".to_owned(),
            (
                "CorsDisabledScheme",
                Some(Phase::Request),
                &["scheme-not-supported"],
                &[("url", "ftp://a0.localhost/x/0"), ("scheme", "ftp")],
            ),
        ),
        (
            missing.clone(),
            ("CORSMissingAllowOrigin2", None, &["allow-origin-missing"], &[("url", TO), ("status", "403")]),
        ),
        (
            // What only says that it failed comes after what says why.
            format!("{vague}\n{missing}"),
            ("CORSMissingAllowOrigin2", None, &["allow-origin-missing"], &[("url", TO), ("status", "403")]),
        ),
        (
            vague,
            (
                "CORSDidNotSucceed2",
                None,
                // The fixtures have it for each of these but Local Network Access, which is a network failure to Firefox.
                &[
                    "network-other",
                    "network-local-network-access",
                    "redirect-location-has-credentials",
                    "redirect-location-invalid",
                    "redirect-too-many",
                    "redirect-unsafe-scheme",
                ],
                &[("url", TO)],
            ),
        ),
        (
            firefox(
                "header ‘accept’ is not allowed according to header ‘Access-Control-Allow-Headers’ from CORS preflight response).",
            ),
            (
                "CORSMissingAllowHeaderFromPreflight2",
                Some(Phase::Preflight),
                &["preflight-header-not-allowed"],
                &[("url", TO), ("header", "accept")],
            ),
        ),
        (
            format!(
                "Origin {PAGE} is not allowed by Access-Control-Allow-Origin. Status code: 200\n\
                 Fetch API cannot load {TO} due to access control checks."
            ),
            (
                "OriginNotAllowed",
                None,
                &["allow-origin-missing", "allow-origin-invalid", "allow-origin-mismatch"],
                &[("origin", PAGE), ("status", "200"), ("url", TO)],
            ),
        ),
        (
            format!(
                "Access-Control-Allow-Origin cannot contain more than one origin.\nFetch API cannot load {TO} due to access control checks."
            ),
            ("MultipleOrigins", None, &["allow-origin-multiple"], &[("url", TO)]),
        ),
        (
            // In mode `same-origin`; one text for a redirect to another origin and to another scheme.
            format!(
                "Unsafe attempt to load URL foo:bar from origin {PAGE}. Domains, protocols and ports must match."
            ),
            (
                "RedirectLeavesOrigin",
                Some(Phase::Redirect),
                &["redirect-unsafe-scheme", "same-origin-mode"],
                &[("url", "foo:bar"), ("origin", PAGE)],
            ),
        ),
        (
            "Preflight response is not successful. Status code: 403".to_owned(),
            (
                "PreflightNotSuccessful",
                Some(Phase::Preflight),
                &["preflight-status-not-ok", "preflight-redirected"],
                &[("status", "403")],
            ),
        ),
        (
            "Preflight response is not successful. Status code: 307".to_owned(),
            (
                "PreflightNotSuccessful",
                Some(Phase::Preflight),
                &["preflight-redirected", "preflight-status-not-ok"],
                &[("status", "307")],
            ),
        ),
        (
            format!(
                "No-Cors mode requires follow redirect mode\nNot allowed to request resource\n\
                 Fetch API cannot load {TO} due to access control checks."
            ),
            ("NoCorsRedirectMode", Some(Phase::Request), &["no-cors-redirect-mode"], &[("url", TO)]),
        ),
    ];
    let mut wrong = Vec::new();
    for (text, (error, phase, codes, named)) in &cases {
        let read = read_console(text);
        let fits = read.as_ref().is_some_and(|read| {
            let told: Vec<(&str, &str)> =
                read.named.iter().map(|(what, value)| (*what, value.as_str())).collect();
            (read.error.as_str(), read.phase, read.codes.as_slice(), told.as_slice())
                == (*error, *phase, *codes, *named)
        });
        if !fits {
            wrong.push(format!("{text}\n   {read:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    for text in ["", "hello", "Access to", "http://first.invalid/x"] {
        assert_eq!(read_console(text), None, "{text}");
    }
}
