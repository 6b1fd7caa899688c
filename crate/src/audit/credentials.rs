//! `Access-Control-Allow-Credentials`: beside `*` it does nothing, and nothing but `true` does anything.

use super::answers::diagnosed;
use super::{Answered, At, Finding, Found, finding};
use crate::capture::Judgement;
use crate::fetch::{CauseKind, names};
use crate::model::ByteString;

/// `*` and `true` in one answer, in a call that gets by without credentials.
pub fn with_wildcard(judgement: &Judgement, answers: &[Answered<'_>]) -> Option<Finding> {
    if diagnosed(judgement, |kind| matches!(kind, CauseKind::AllowOriginWildcardWithCredentials { .. })) {
        return None;
    }
    let mut places = Vec::new();
    for answer in answers {
        if let Some(origin) = answer.line_with(names::ALLOW_ORIGIN, "*")
            && let Some(credentials) = answer.line_with(names::ALLOW_CREDENTIALS, "true")
        {
            places.extend([answer.place(At::Value(origin)), answer.place(At::Value(credentials))]);
        }
    }
    finding(Found::WildcardAndCredentials, places)
}

/// Another value than `true`. What was added twice is said elsewhere.
pub fn value(judgement: &Judgement, answers: &[Answered<'_>]) -> Option<Finding> {
    if diagnosed(judgement, |kind| matches!(kind, CauseKind::AllowCredentialsNotTrue { value: Some(_) })) {
        return None;
    }
    let mut places = Vec::new();
    let mut found = String::new();
    for answer in answers {
        let Some((line, value)) = answer.single(names::ALLOW_CREDENTIALS) else { continue };
        if value != b"true" && !value.contains(&b',') {
            places.push(answer.place(At::Value(line)));
            found = ByteString::from(value).to_isomorphic();
        }
    }
    let meant = means_to_allow(&found);
    finding(Found::AllowCredentialsValue { value: found, meant }, places)
}

/// `false` and nothing were not meant to allow.
fn means_to_allow(value: &str) -> bool {
    !["", "false", "0", "no"].iter().any(|word| value.eq_ignore_ascii_case(word))
}
