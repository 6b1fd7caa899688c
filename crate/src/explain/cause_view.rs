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

/// Evidence fields being gathered.
#[derive(Default)]
struct Fields(Vec<(&'static str, Evidence)>);

impl Fields {
    #[inline(never)]
    fn put(&mut self, name: &'static str, value: Evidence) {
        self.0.push((name, value));
    }

    #[inline(never)]
    fn text(&mut self, name: &'static str, text: &str) {
        self.put(name, Evidence::Text(text.to_owned()));
    }

    #[inline(never)]
    fn maybe(&mut self, name: &'static str, text: Option<&str>) {
        match text {
            Some(text) => self.text(name, text),
            None => self.put(name, Evidence::Null),
        }
    }

    #[inline(never)]
    fn bytes(&mut self, name: &'static str, bytes: &ByteString) {
        self.put(name, Evidence::Text(bytes.to_isomorphic()));
    }

    #[inline(never)]
    fn number(&mut self, name: &'static str, number: u32) {
        self.put(name, Evidence::Number(number));
    }

    #[inline(never)]
    fn list(&mut self, name: &'static str, names: &[String]) {
        self.put(name, Evidence::List(names.to_vec()));
    }
}

/// The evidence fields of a code. Written out: the derived way takes four times the space in the wasm.
#[must_use]
pub fn evidence(kind: &CauseKind) -> Vec<(&'static str, Evidence)> {
    use CauseKind as K;
    let mut fields = Fields::default();
    match kind {
        K::UrlHasCredentials | K::CacheModeNeedsSameOrigin | K::StreamBodyNeedsCors => {}
        K::MethodInvalid { method }
        | K::MethodForbidden { method }
        | K::NoCorsMethod { method }
        | K::BodyNotAllowed { method } => fields.text("method", method),
        K::SameOriginMode { origin, target } => {
            fields.text("origin", origin);
            fields.text("target", target);
        }
        K::NoCorsRedirectMode { redirect } => fields.text("redirect", redirect),
        K::SchemeNotSupported { scheme, url } => {
            fields.text("scheme", scheme);
            fields.maybe("url", url.as_deref());
        }
        K::AllowOriginMissing { expected } | K::AllowOriginWildcardWithCredentials { expected } => {
            fields.text("expected", expected);
        }
        K::AllowOriginMultiple { value, expected, lines } => {
            fields.bytes("value", value);
            fields.text("expected", expected);
            fields.number("lines", u32::try_from(*lines).unwrap_or(u32::MAX));
        }
        K::AllowOriginInvalid { value, expected } | K::AllowOriginMismatch { value, expected } => {
            fields.bytes("value", value);
            fields.text("expected", expected);
        }
        K::AllowCredentialsNotTrue { value: Some(value) }
        | K::PreflightAllowMethodsInvalid { value }
        | K::PreflightAllowHeadersInvalid { value } => fields.bytes("value", value),
        K::AllowCredentialsNotTrue { value: None } => fields.maybe("value", None),
        K::PreflightRedirected { status, location } => {
            fields.number("status", (*status).into());
            fields.bytes("location", location);
        }
        K::PreflightStatusNotOk { status }
        | K::RedirectModeError { status }
        | K::RedirectStreamBody { status } => fields.number("status", (*status).into()),
        K::PreflightMethodNotAllowed { method, allowed, wildcard_is_literal } => {
            fields.text("method", method);
            fields.list("allowed", allowed);
            fields.put("wildcardIsLiteral", Evidence::Bool(*wildcard_is_literal));
        }
        K::PreflightHeaderNotAllowed { names, allowed, wildcard_is_literal } => {
            fields.list("names", names);
            fields.list("allowed", allowed);
            fields.put("wildcardIsLiteral", Evidence::Bool(*wildcard_is_literal));
        }
        K::PreflightAuthorizationNotListed { allowed } => fields.list("allowed", allowed),
        K::RedirectLocationInvalid { location }
        | K::RedirectLocationHasCredentials { location }
        | K::RedirectEmbeddedCredentials { location } => fields.bytes("location", location),
        K::RedirectUnsafeScheme { scheme } => fields.text("scheme", scheme),
        K::RedirectTooMany { limit } => fields.number("limit", *limit),
        K::AnswerUnknown { why } => fields.text("why", why),
        K::FactUnknown { fact } => fields.text("fact", fact),
        K::Network(cause) => fields.maybe("text", cause.text.as_deref()),
    }
    fields.0
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
