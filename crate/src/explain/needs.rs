//! Why a request needs the server's leave before it goes out: its method, its headers, its body.

use super::libraries::library;
use super::why::Why;
use crate::capture::Judgement;
use crate::fetch::PreflightReason;
use crate::fetch::method::normalize;
use crate::model::Request;

/// Why a preflight was made.
pub fn needs_preflight(judgement: &Judgement) -> Option<Why> {
    let mut reasons = Vec::new();
    let mut names = Vec::new();
    for reason in &judgement.evaluation.preflight_because {
        match reason {
            PreflightReason::Method => reasons.push(Why::Method(normalize(&judgement.request.method))),
            PreflightReason::Header(name) => names.push(name.clone()),
            PreflightReason::TotalSize => reasons.push(Why::TotalSize),
            PreflightReason::UploadListener => reasons.push(Why::UploadListener),
            PreflightReason::StreamBody => reasons.push(Why::StreamBody),
        }
    }
    reasons.extend(header_reasons(judgement, &names, false));
    (!reasons.is_empty()).then_some(Why::NeedsPreflight(reasons))
}

/// Why a method needs leave, and what a list says instead of it.
pub fn method_reasons(method: &str, allowed: &[String], wildcard_is_literal: bool) -> Vec<Why> {
    let mut reasons = vec![Why::Method(method.to_owned())];
    if let Some(listed) = allowed.iter().find(|listed| listed.eq_ignore_ascii_case(method)) {
        reasons.push(Why::MethodCase { asked: method.to_owned(), listed: listed.clone() });
    }
    reasons.extend(wildcard_is_literal.then_some(Why::WildcardIsLiteral));
    reasons
}

/// Why each header needs leave: by its name, by its value, or because all values together are too long; and who may
/// have added it.
pub fn header_reasons(judgement: &Judgement, names: &[String], wildcard_is_literal: bool) -> Vec<Why> {
    let by_itself = |name: &str| {
        let of = |reason: &PreflightReason| matches!(reason, PreflightReason::Header(of) if of == name);
        judgement.evaluation.preflight_because.iter().any(of)
    };
    let (mut by_name, mut by_value) = (Vec::new(), Vec::new());
    let (mut by_type, mut by_total) = (false, false);
    for name in names {
        match name.as_str() {
            "accept" | "accept-language" | "content-language" | "content-type" | "range"
                if !by_itself(name) =>
            {
                by_total = true;
            }
            "content-type" => by_type = true,
            "accept" | "accept-language" | "content-language" | "range" => by_value.push(name.clone()),
            _ => by_name.push(name.clone()),
        }
    }
    let mut reasons = Vec::new();
    if !by_name.is_empty() {
        reasons.push(Why::Headers(by_name));
    }
    if !by_value.is_empty() {
        reasons.push(Why::HeaderValues(by_value));
    }
    if by_type {
        reasons.extend(content_type(&judgement.request).map(Why::ContentType));
    }
    if by_total {
        reasons.push(Why::TotalSize);
    }
    for name in names {
        reasons.extend(library(name).map(|library| Why::AddedBy { header: name.clone(), library }));
    }
    reasons.extend(wildcard_is_literal.then_some(Why::WildcardIsLiteral));
    reasons
}

/// The type the page set, or the one the body brings.
fn content_type(request: &Request) -> Option<String> {
    let brought = || request.body.as_ref().and_then(|body| body.content_type.clone());
    request.headers.get("content-type").or_else(brought).map(|value| value.to_isomorphic())
}
