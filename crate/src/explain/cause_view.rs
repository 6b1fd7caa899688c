//! A cause as data: its code, its place and its evidence.

use crate::fetch::{Cause, CauseKind};
use crate::model::ByteString;
use crate::report::{CauseView, Evidence, Rule};

/// The public form of a cause.
#[must_use]
pub fn cause_view(cause: &Cause) -> CauseView {
    let evidence = evidence(&cause.kind);
    CauseView {
        code: cause.kind.code(),
        phase: cause.phase,
        hop: cause.hop,
        header: cause.header(),
        evidence,
    }
}

/// The evidence fields of a code. Written out: the derived way takes four times the space in the wasm.
#[must_use]
pub fn evidence(kind: &CauseKind) -> Vec<(&'static str, Evidence)> {
    use CauseKind as K;
    let text = |text: &str| Evidence::Text(text.to_owned());
    let bytes = |bytes: &ByteString| Evidence::Text(bytes.to_isomorphic());
    let list = |names: &[String]| Evidence::List(names.to_vec());
    let mut fields = Vec::new();
    let mut field = |name: &'static str, value: Evidence| fields.push((name, value));
    match kind {
        K::UrlHasCredentials | K::CacheModeNeedsSameOrigin | K::StreamBodyNeedsCors => {}
        K::MethodInvalid { method }
        | K::MethodForbidden { method }
        | K::NoCorsMethod { method }
        | K::BodyNotAllowed { method } => field("method", text(method)),
        K::SameOriginMode { origin, target } => {
            field("origin", text(origin));
            field("target", text(target));
        }
        K::NoCorsRedirectMode { redirect } => field("redirect", text(redirect)),
        K::SchemeNotSupported { scheme, url } => {
            field("scheme", text(scheme));
            field("url", url.as_deref().map_or(Evidence::Null, text));
        }
        K::AllowOriginMissing { expected } | K::AllowOriginWildcardWithCredentials { expected } => {
            field("expected", text(expected));
        }
        K::AllowOriginMultiple { value, expected, lines } => {
            field("value", bytes(value));
            field("expected", text(expected));
            field("lines", Evidence::Number(u32::try_from(*lines).unwrap_or(u32::MAX)));
        }
        K::AllowOriginInvalid { value, expected } | K::AllowOriginMismatch { value, expected } => {
            field("value", bytes(value));
            field("expected", text(expected));
        }
        K::AllowCredentialsNotTrue { value } => field("value", value.as_ref().map_or(Evidence::Null, bytes)),
        K::PreflightRedirected { status, location } => {
            field("status", Evidence::Number((*status).into()));
            field("location", bytes(location));
        }
        K::PreflightStatusNotOk { status }
        | K::RedirectModeError { status }
        | K::RedirectStreamBody { status } => field("status", Evidence::Number((*status).into())),
        K::PreflightAllowMethodsInvalid { value } | K::PreflightAllowHeadersInvalid { value } => {
            field("value", bytes(value));
        }
        K::PreflightMethodNotAllowed { method, allowed, wildcard_is_literal } => {
            field("method", text(method));
            field("allowed", list(allowed));
            field("wildcardIsLiteral", Evidence::Bool(*wildcard_is_literal));
        }
        K::PreflightHeaderNotAllowed { names, allowed, wildcard_is_literal } => {
            field("names", list(names));
            field("allowed", list(allowed));
            field("wildcardIsLiteral", Evidence::Bool(*wildcard_is_literal));
        }
        K::PreflightAuthorizationNotListed { allowed } => field("allowed", list(allowed)),
        K::RedirectLocationInvalid { location }
        | K::RedirectLocationHasCredentials { location }
        | K::RedirectEmbeddedCredentials { location } => field("location", bytes(location)),
        K::RedirectUnsafeScheme { scheme } => field("scheme", text(scheme)),
        K::RedirectTooMany { limit } => field("limit", Evidence::Number(*limit)),
        K::AnswerUnknown { why } => field("why", text(why)),
        K::FactUnknown { fact } => field("fact", text(fact)),
        K::Network(cause) => field("text", cause.text.as_deref().map_or(Evidence::Null, text)),
    }
    fields
}

/// The step that decided it.
#[must_use]
pub fn rule(cause: &Cause) -> Rule {
    let citation = cause.step.citation();
    Rule { algorithm: citation.algorithm, step: citation.step, url: citation.url }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fetch::{NetworkCause, Phase, StepId};
    use crate::model::NetworkError;
    use serde_json::{Value, json};

    fn shown(kind: CauseKind) -> Value {
        let cause = Cause { kind, phase: Phase::Preflight, hop: 1, exchange: 2, step: StepId::CheckOrigin };
        serde_json::to_value(cause_view(&cause)).unwrap_or_default()
    }

    #[test]
    fn a_cause_is_its_code_its_place_and_its_evidence() {
        assert_eq!(
            shown(CauseKind::AllowOriginMultiple {
                value: ByteString::from(b"caf\xe9".as_slice()),
                expected: "null".to_owned(),
                lines: 2
            }),
            json!({ "code": "allow-origin-multiple", "phase": "preflight", "hop": 1,
                "header": "Access-Control-Allow-Origin", "value": "caf\u{e9}", "expected": "null", "lines": 2 })
        );
        assert_eq!(
            shown(CauseKind::PreflightHeaderNotAllowed {
                names: vec!["x-a".to_owned()],
                allowed: Vec::new(),
                wildcard_is_literal: true
            }),
            json!({ "code": "preflight-header-not-allowed", "phase": "preflight", "hop": 1,
                "header": "Access-Control-Allow-Headers", "names": ["x-a"], "allowed": [], "wildcardIsLiteral": true })
        );
        assert_eq!(
            shown(CauseKind::Network(NetworkCause { error: NetworkError::Dns, text: None })),
            json!({ "code": "network-dns", "phase": "preflight", "hop": 1, "header": null, "text": null })
        );
    }
}
