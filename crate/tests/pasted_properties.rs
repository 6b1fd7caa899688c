//! Whatever is pasted: an answer or an error that says something, and no panic; and what is a call can be judged.

use corscope::capture::{Clues, judge};
use corscope::explain::{Read, read_text};
use corscope::model::Engine;
use proptest::prelude::*;

/// Pieces that the readers look for, in any order and number.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("curl "),
        Just("'"),
        Just("\""),
        Just("$'"),
        Just("^\""),
        Just("\\"),
        Just("\n"),
        Just("\r\n"),
        Just(" -H "),
        Just(" -X PUT "),
        Just(" -d "),
        Just("https://api.example.com/x"),
        Just("Origin: https://app.example.com"),
        Just("Access-Control-Request-Method: PUT"),
        Just("Access-Control-Allow-Origin: *"),
        Just("Host: api.example.com"),
        Just("GET /x HTTP/1.1"),
        Just("HTTP/1.1 200 OK"),
        Just(":status: 200"),
        Just("> "),
        Just("< "),
        Just("fetch("),
        Just("{"),
        Just("}"),
        Just("headers: {"),
        Just(", "),
        Just(")"),
        Just("`"),
        Just("${"),
        Just("Access to fetch at '"),
        Just("has been blocked by CORS policy: "),
        Just("net::ERR_"),
        Just("é\u{0}"),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

fn is_told(text: &str) -> Result<(), TestCaseError> {
    match read_text(text, Some("https://app.example.com")) {
        Err(error) => prop_assert!(!error.reason.is_empty()),
        Ok(Read::Call { scenario, .. }) => {
            prop_assert!(judge(*scenario, Clues::default(), Engine::Chromium).is_ok());
        }
        Ok(Read::Messages(messages)) => prop_assert!(!messages.is_empty()),
        Ok(Read::Doc(doc)) => prop_assert!(doc.message.is_some()),
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn of_pieces(text in pieces()) {
        is_told(&text)?;
    }

    #[test]
    fn a_command_of_pieces(text in pieces()) {
        is_told(&format!("curl https://api.example.com/x {text}"))?;
    }

    #[test]
    fn a_script_of_pieces(text in pieces()) {
        is_told(&format!("fetch('https://api.example.com/x', {{ {text}"))?;
    }

    #[test]
    fn of_any_letters(text in any::<String>()) {
        is_told(&text)?;
    }
}
