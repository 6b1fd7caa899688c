//! What the page's own call is checked for before anything is fetched: the `Request` constructor (`dom-request`), and
//! `open()` of XMLHttpRequest for the method.

use super::{CauseKind, StepId, method};
use crate::model::{CacheMode, Initiator, Mode, Request};

/// Every reason to refuse the call, in the constructor's order. `request` is as the page wrote it.
#[must_use]
pub fn check(request: &Request) -> Vec<(CauseKind, StepId)> {
    let mut refused = Vec::new();
    let fetch_api = request.initiator == Initiator::Fetch;
    let method = method::normalize(&request.method);

    // 5.3. XMLHttpRequest and elements take such URLs.
    if fetch_api && request.url.includes_credentials() {
        refused.push((CauseKind::UrlHasCredentials, StepId::RequestUrlCredentials));
    }
    // 21.
    if request.cache == CacheMode::OnlyIfCached && request.mode != Mode::SameOrigin {
        refused.push((CauseKind::CacheModeNeedsSameOrigin, StepId::RequestOnlyIfCached));
    }
    // 25.
    let step = if request.initiator == Initiator::Xhr { StepId::XhrMethod } else { StepId::RequestMethod };
    let method_is_usable = if !method::is_method(&request.method) {
        refused.push((CauseKind::MethodInvalid { method: request.method.clone() }, step));
        false
    } else if method::is_forbidden(&request.method) {
        refused.push((CauseKind::MethodForbidden { method: request.method.clone() }, step));
        false
    } else {
        true
    };
    // 32.1.
    if method_is_usable && request.mode == Mode::NoCors && !method::is_safelisted(&method) {
        refused.push((CauseKind::NoCorsMethod { method: method.clone() }, StepId::RequestNoCorsMethod));
    }
    // 35. XMLHttpRequest drops the body instead.
    if fetch_api && request.body.is_some() && matches!(method.as_str(), "GET" | "HEAD") {
        refused.push((CauseKind::BodyNotAllowed { method }, StepId::RequestBody));
    }
    // 39.
    if request.has_stream_body() && request.mode == Mode::NoCors {
        refused.push((CauseKind::StreamBodyNeedsCors, StepId::RequestStreamMode));
    }
    refused
}
