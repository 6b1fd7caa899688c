//! Where to read on, by code. Apart from the documentation itself, because every Report carries these and only a reader
//! who asks for a code's documentation needs that.

/// MDN's page on one of Firefox's messages.
macro_rules! mdn_error {
    ($name:literal) => {
        concat!("https://developer.mozilla.org/docs/Web/HTTP/Guides/CORS/Errors/", $name)
    };
}

/// Words and address of a link.
pub type DocLink = (&'static str, &'static str);

/// The links of a code.
#[must_use]
pub fn links(code: &str) -> &'static [DocLink] {
    match code {
        "method-invalid"
        | "method-forbidden"
        | "no-cors-method"
        | "url-has-credentials"
        | "body-not-allowed"
        | "cache-mode-needs-same-origin"
        | "stream-body-needs-cors"
        | "same-origin-mode"
        | "no-cors-redirect-mode" => {
            &[("MDN: Request()", "https://developer.mozilla.org/docs/Web/API/Request/Request")]
        }
        "scheme-not-supported" => &[("MDN: request not HTTP", mdn_error!("CORSRequestNotHttp"))],
        "answer-unknown"
        | "fact-unknown"
        | "redirect-location-invalid"
        | "redirect-unsafe-scheme"
        | "redirect-too-many" => &[("MDN: CORS", "https://developer.mozilla.org/docs/Web/HTTP/Guides/CORS")],
        "allow-origin-missing" => &[
            ("MDN: header missing", mdn_error!("CORSMissingAllowOrigin")),
            ("MDN: CORS", "https://developer.mozilla.org/docs/Web/HTTP/Guides/CORS"),
        ],
        "allow-origin-multiple" => {
            &[("MDN: several values", mdn_error!("CORSMultipleAllowOriginNotAllowed"))]
        }
        "allow-origin-invalid" => &[(
            "MDN: header",
            "https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Access-Control-Allow-Origin",
        )],
        "allow-origin-mismatch" => {
            &[("MDN: origin does not match", mdn_error!("CORSAllowOriginNotMatchingOrigin"))]
        }
        "allow-origin-wildcard-with-credentials" => {
            &[("MDN: wildcard with credentials", mdn_error!("CORSNotSupportingCredentials"))]
        }
        "allow-credentials-not-true" => {
            &[("MDN: allow credentials", mdn_error!("CORSMissingAllowCredentials"))]
        }
        "preflight-redirected" => &[
            ("MDN: redirect not allowed", mdn_error!("CORSExternalRedirectNotAllowed")),
            ("MDN: preflight did not succeed", mdn_error!("CORSPreflightDidNotSucceed")),
        ],
        "preflight-status-not-ok" => {
            &[("MDN: preflight did not succeed", mdn_error!("CORSPreflightDidNotSucceed"))]
        }
        "preflight-allow-methods-invalid" => {
            &[("MDN: invalid methods", mdn_error!("CORSInvalidAllowMethod"))]
        }
        "preflight-allow-headers-invalid" => {
            &[("MDN: invalid headers", mdn_error!("CORSInvalidAllowHeader"))]
        }
        "preflight-method-not-allowed" => &[("MDN: method not found", mdn_error!("CORSMethodNotFound"))],
        "preflight-header-not-allowed" => {
            &[("MDN: header not allowed", mdn_error!("CORSMissingAllowHeaderFromPreflight"))]
        }
        "preflight-authorization-not-listed" => &[(
            "MDN: Access-Control-Allow-Headers",
            "https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Access-Control-Allow-Headers",
        )],
        "redirect-location-has-credentials" | "redirect-embedded-credentials" => {
            &[("MDN: redirect not allowed", mdn_error!("CORSExternalRedirectNotAllowed"))]
        }
        "redirect-mode-error" | "redirect-stream-body" => {
            &[("MDN: Request.redirect", "https://developer.mozilla.org/docs/Web/API/Request/redirect")]
        }
        "network-dns"
        | "network-refused"
        | "network-tls"
        | "network-timeout"
        | "network-aborted"
        | "network-blocked-by-client"
        | "network-other" => &[("MDN: request did not succeed", mdn_error!("CORSDidNotSucceed"))],
        "network-csp" => &[(
            "MDN: connect-src",
            "https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Content-Security-Policy/connect-src",
        )],
        "network-mixed-content" => {
            &[("MDN: mixed content", "https://developer.mozilla.org/docs/Web/Security/Mixed_content")]
        }
        "network-service-worker" => &[(
            "MDN: FetchEvent.respondWith()",
            "https://developer.mozilla.org/docs/Web/API/FetchEvent/respondWith",
        )],
        "network-orb" => {
            &[("MDN: ORB", "https://developer.mozilla.org/docs/Glossary/Opaque_Response_Blocking")]
        }
        "network-corp" => &[(
            "MDN: CORP",
            "https://developer.mozilla.org/docs/Web/HTTP/Guides/Cross-Origin_Resource_Policy",
        )],
        "network-local-network-access" => &[
            ("Local Network Access", "https://developer.chrome.com/blog/local-network-access"),
            ("MDN: CORS", "https://developer.mozilla.org/docs/Web/HTTP/Guides/CORS"),
        ],
        _ => &[],
    }
}
