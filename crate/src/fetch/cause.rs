//! One variant per way to fail, with its evidence; no sentence in sight.

use super::StepId;
use crate::model::{ByteString, NetworkError};
use serde::Serialize;

/// Where in the call something failed.
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Phase {
    /// Before anything was sent for this URL.
    Request,
    /// In the preflight's answer.
    Preflight,
    /// In a redirect response, or in following it.
    Redirect,
    /// In the final response.
    Response,
}

/// How a call ends.
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// Script gets the response.
    Allowed,
    /// Refused by the CORS protocol.
    Blocked,
    /// Another end at network level.
    Failed,
    /// Never left the page.
    Rejected,
    /// A named fact is missing.
    Undetermined,
}

#[expect(missing_docs, reason = "the evidence fields say what they are by their names")]
/// Why a call ends without a response for script.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CauseKind {
    // Rejected: the page's own call is refused.
    /// The method is not a token.
    MethodInvalid { method: String },
    /// CONNECT, TRACE or TRACK.
    MethodForbidden { method: String },
    /// Mode `no-cors` with a method that is not CORS-safelisted.
    NoCorsMethod { method: String },
    /// The URL carries a user name or password.
    UrlHasCredentials,
    /// GET or HEAD with a body.
    BodyNotAllowed { method: String },
    /// `only-if-cached` outside mode `same-origin`.
    CacheModeNeedsSameOrigin,
    /// A stream body under mode `no-cors`.
    StreamBodyNeedsCors,

    // Main fetch.
    /// Mode `same-origin` and another origin.
    SameOriginMode { origin: String, target: String },
    /// Mode `no-cors` with a redirect mode other than `follow`.
    NoCorsRedirectMode { redirect: &'static str },
    /// A scheme that can't be fetched across origins.
    SchemeNotSupported { scheme: String, url: Option<String> },

    // The CORS check, of any message.
    /// No `Access-Control-Allow-Origin`.
    AllowOriginMissing { expected: String },
    /// Several values, in one line or in several.
    AllowOriginMultiple { value: ByteString, expected: String, lines: usize },
    /// Not an origin at all.
    AllowOriginInvalid { value: ByteString, expected: String },
    /// Another origin, or the right one spelled differently.
    AllowOriginMismatch { value: ByteString, expected: String },
    /// `*` while credentials are included.
    AllowOriginWildcardWithCredentials { expected: String },
    /// `Access-Control-Allow-Credentials` is not exactly `true` while credentials are included.
    AllowCredentialsNotTrue { value: Option<ByteString> },

    // The preflight's own checks.
    /// The preflight was answered by a redirect.
    PreflightRedirected { status: u16, location: ByteString },
    /// The preflight's status is not 200–299.
    PreflightStatusNotOk { status: u16 },
    /// `Access-Control-Allow-Methods` doesn't parse.
    PreflightAllowMethodsInvalid { value: ByteString },
    /// `Access-Control-Allow-Headers` doesn't parse.
    PreflightAllowHeadersInvalid { value: ByteString },
    /// The method is not listed.
    PreflightMethodNotAllowed { method: String, allowed: Vec<String>, wildcard_is_literal: bool },
    /// Request headers are not listed.
    PreflightHeaderNotAllowed { names: Vec<String>, allowed: Vec<String>, wildcard_is_literal: bool },
    /// `Authorization` is covered by `*` only.
    PreflightAuthorizationNotListed { allowed: Vec<String> },

    // Redirects.
    /// The `Location` doesn't parse.
    RedirectLocationInvalid { location: ByteString },
    /// The `Location` carries a user name or password where CORS is in force.
    RedirectLocationHasCredentials { location: ByteString },
    /// The browser refuses to follow to this scheme.
    RedirectUnsafeScheme { scheme: String },
    /// A 21st redirect.
    RedirectTooMany { limit: u32 },
    /// Redirect mode `error`.
    RedirectModeError { status: u16 },
    /// A stream body would have to be sent again.
    RedirectStreamBody { status: u16 },
    /// User name or password in a redirect that the CORS protocol has nothing against.
    RedirectEmbeddedCredentials { location: ByteString },

    // Unknown.
    /// Nobody saw the answer to a message.
    AnswerUnknown { why: String },
    /// A fact about the request is missing and changes the verdict.
    FactUnknown { fact: &'static str },

    // Outside the CORS protocol.
    /// No usable response.
    Network(NetworkCause),
}

/// A failure outside the CORS protocol; its code is `network-` and the kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NetworkCause {
    /// The kind.
    pub error: NetworkError,
    /// The engine's own name for it.
    pub text: Option<String>,
}

fn network_code(error: NetworkError) -> &'static str {
    match error {
        NetworkError::Dns => "network-dns",
        NetworkError::Refused => "network-refused",
        NetworkError::Tls => "network-tls",
        NetworkError::Timeout => "network-timeout",
        NetworkError::Aborted => "network-aborted",
        NetworkError::BlockedByClient => "network-blocked-by-client",
        NetworkError::Csp => "network-csp",
        NetworkError::MixedContent => "network-mixed-content",
        NetworkError::Orb => "network-orb",
        NetworkError::Corp => "network-corp",
        NetworkError::LocalNetworkAccess => "network-local-network-access",
        NetworkError::ServiceWorker => "network-service-worker",
        NetworkError::Other => "network-other",
    }
}

/// A failure and where it happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cause {
    /// What failed.
    pub kind: CauseKind,
    /// In which part of the call.
    pub phase: Phase,
    /// How many redirects were followed before.
    pub hop: u32,
    /// Index of the exchange whose answer (or whose sending) failed; the one that would have come next if nothing
    /// was sent.
    pub exchange: usize,
    /// The step that decided it.
    pub step: StepId,
}

/// Names of the response headers the protocol reads, as the standard writes them.
pub mod names {
    /// `Access-Control-Allow-Origin`.
    pub const ALLOW_ORIGIN: &str = "Access-Control-Allow-Origin";
    /// `Access-Control-Allow-Credentials`.
    pub const ALLOW_CREDENTIALS: &str = "Access-Control-Allow-Credentials";
    /// `Access-Control-Allow-Methods`.
    pub const ALLOW_METHODS: &str = "Access-Control-Allow-Methods";
    /// `Access-Control-Allow-Headers`.
    pub const ALLOW_HEADERS: &str = "Access-Control-Allow-Headers";
    /// `Access-Control-Expose-Headers`.
    pub const EXPOSE_HEADERS: &str = "Access-Control-Expose-Headers";
    /// `Access-Control-Max-Age`.
    pub const MAX_AGE: &str = "Access-Control-Max-Age";
    /// `Cross-Origin-Resource-Policy`.
    pub const CORP: &str = "Cross-Origin-Resource-Policy";
    /// `Location`.
    pub const LOCATION: &str = "Location";
    /// `Origin`.
    pub const ORIGIN: &str = "Origin";
    /// `Vary`.
    pub const VARY: &str = "Vary";
}

impl Cause {
    /// The response header to blame: for a redirect that leads where it may not, its `Location`.
    #[must_use]
    pub fn header(&self) -> Option<&'static str> {
        match (&self.kind, self.phase) {
            (CauseKind::SchemeNotSupported { .. } | CauseKind::SameOriginMode { .. }, Phase::Redirect) => {
                Some(names::LOCATION)
            }
            (kind, _) => kind.header(),
        }
    }
}

impl CauseKind {
    /// The stable kebab-case code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::MethodInvalid { .. } => "method-invalid",
            Self::MethodForbidden { .. } => "method-forbidden",
            Self::NoCorsMethod { .. } => "no-cors-method",
            Self::UrlHasCredentials => "url-has-credentials",
            Self::BodyNotAllowed { .. } => "body-not-allowed",
            Self::CacheModeNeedsSameOrigin => "cache-mode-needs-same-origin",
            Self::StreamBodyNeedsCors => "stream-body-needs-cors",
            Self::SameOriginMode { .. } => "same-origin-mode",
            Self::NoCorsRedirectMode { .. } => "no-cors-redirect-mode",
            Self::SchemeNotSupported { .. } => "scheme-not-supported",
            Self::AllowOriginMissing { .. } => "allow-origin-missing",
            Self::AllowOriginMultiple { .. } => "allow-origin-multiple",
            Self::AllowOriginInvalid { .. } => "allow-origin-invalid",
            Self::AllowOriginMismatch { .. } => "allow-origin-mismatch",
            Self::AllowOriginWildcardWithCredentials { .. } => "allow-origin-wildcard-with-credentials",
            Self::AllowCredentialsNotTrue { .. } => "allow-credentials-not-true",
            Self::PreflightRedirected { .. } => "preflight-redirected",
            Self::PreflightStatusNotOk { .. } => "preflight-status-not-ok",
            Self::PreflightAllowMethodsInvalid { .. } => "preflight-allow-methods-invalid",
            Self::PreflightAllowHeadersInvalid { .. } => "preflight-allow-headers-invalid",
            Self::PreflightMethodNotAllowed { .. } => "preflight-method-not-allowed",
            Self::PreflightHeaderNotAllowed { .. } => "preflight-header-not-allowed",
            Self::PreflightAuthorizationNotListed { .. } => "preflight-authorization-not-listed",
            Self::RedirectLocationInvalid { .. } => "redirect-location-invalid",
            Self::RedirectLocationHasCredentials { .. } => "redirect-location-has-credentials",
            Self::RedirectUnsafeScheme { .. } => "redirect-unsafe-scheme",
            Self::RedirectTooMany { .. } => "redirect-too-many",
            Self::RedirectModeError { .. } => "redirect-mode-error",
            Self::RedirectStreamBody { .. } => "redirect-stream-body",
            Self::RedirectEmbeddedCredentials { .. } => "redirect-embedded-credentials",
            Self::Network(cause) => network_code(cause.error),
            Self::AnswerUnknown { .. } => "answer-unknown",
            Self::FactUnknown { .. } => "fact-unknown",
        }
    }

    /// The verdict a call with this cause gets.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        match self {
            Self::MethodInvalid { .. }
            | Self::MethodForbidden { .. }
            | Self::NoCorsMethod { .. }
            | Self::UrlHasCredentials
            | Self::BodyNotAllowed { .. }
            | Self::CacheModeNeedsSameOrigin
            | Self::StreamBodyNeedsCors => Verdict::Rejected,
            Self::RedirectLocationInvalid { .. }
            | Self::RedirectUnsafeScheme { .. }
            | Self::RedirectTooMany { .. }
            | Self::RedirectModeError { .. }
            | Self::RedirectStreamBody { .. }
            | Self::RedirectEmbeddedCredentials { .. }
            | Self::Network(_) => Verdict::Failed,
            Self::AnswerUnknown { .. } | Self::FactUnknown { .. } => Verdict::Undetermined,
            _ => Verdict::Blocked,
        }
    }

    fn header(&self) -> Option<&'static str> {
        match self {
            Self::AllowOriginMissing { .. }
            | Self::AllowOriginMultiple { .. }
            | Self::AllowOriginInvalid { .. }
            | Self::AllowOriginMismatch { .. }
            | Self::AllowOriginWildcardWithCredentials { .. } => Some(names::ALLOW_ORIGIN),
            Self::AllowCredentialsNotTrue { .. } => Some(names::ALLOW_CREDENTIALS),
            Self::PreflightAllowMethodsInvalid { .. } | Self::PreflightMethodNotAllowed { .. } => {
                Some(names::ALLOW_METHODS)
            }
            Self::PreflightAllowHeadersInvalid { .. }
            | Self::PreflightHeaderNotAllowed { .. }
            | Self::PreflightAuthorizationNotListed { .. } => Some(names::ALLOW_HEADERS),
            Self::PreflightRedirected { .. }
            | Self::RedirectLocationInvalid { .. }
            | Self::RedirectLocationHasCredentials { .. }
            | Self::RedirectUnsafeScheme { .. }
            | Self::RedirectTooMany { .. }
            | Self::RedirectModeError { .. }
            | Self::RedirectStreamBody { .. }
            | Self::RedirectEmbeddedCredentials { .. } => Some(names::LOCATION),
            Self::Network(cause) if cause.error == NetworkError::Corp => Some(names::CORP),
            _ => None,
        }
    }
}
