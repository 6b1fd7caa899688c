//! What went wrong outside the CORS protocol, and where to look: by the browser's own word for it, else by its kind.

use crate::fetch::NetworkCause;
use crate::model::NetworkError;

/// How the browser's word begins, what went wrong, where to look (it reads on after "because").
const BY_WORD: &[(&str, &str, &str)] = &[
    (
        "net::ERR_CONNECTION_REFUSED",
        "nothing listens at this address",
        "no server took the connection: does it run, and on this port?",
    ),
    (
        "net::ERR_EMPTY_RESPONSE",
        "the connection ended without an answer",
        "the server, or what is in front of it, ended the connection: look at its log",
    ),
    ("net::ERR_INTERNET_DISCONNECTED", "this machine is offline", "nothing was sent"),
    (
        "net::ERR_TOO_MANY_REDIRECTS",
        "redirected more often than browsers follow",
        "redirects without end often lead in a circle",
    ),
    (
        "net::ERR_BLOCKED_BY_RESPONSE.NotSameOriginAfterDefaultedToSameOriginByCoep",
        "stopped by the page's Cross-Origin-Embedder-Policy",
        "on a page with that policy, a response without `Cross-Origin-Resource-Policy` counts as `same-origin`: let it \
         say `cross-origin`, or ask in mode `cors`",
    ),
];

/// What went wrong.
pub fn network(error: NetworkError, text: Option<&str>) -> &'static str {
    if let Some((_, what, _)) = by_word(text) {
        return what;
    }
    match error {
        NetworkError::Dns => "the host name could not be resolved",
        NetworkError::Refused => "no connection to the server",
        NetworkError::Tls => "the secure connection could not be set up",
        NetworkError::Timeout => "no answer in time",
        NetworkError::Aborted => "aborted before an answer came",
        NetworkError::BlockedByClient => "stopped by an extension or a policy of the browser",
        NetworkError::Csp => "stopped by the page's Content Security Policy",
        NetworkError::MixedContent => "stopped as mixed content",
        NetworkError::Orb => "stopped by Opaque Response Blocking",
        NetworkError::Corp => "stopped by Cross-Origin-Resource-Policy",
        NetworkError::LocalNetworkAccess => "stopped by Local Network Access",
        NetworkError::ServiceWorker => "stopped at the page's own service worker",
        NetworkError::Other => "no usable response",
    }
}

/// Where to look.
pub fn look(cause: &NetworkCause) -> &'static str {
    if let Some((_, _, look)) = by_word(cause.text.as_deref()) {
        return look;
    }
    match cause.error {
        NetworkError::Dns => "the name in the URL has no address: look for a slip in it",
        NetworkError::Refused => {
            "the server, or what is in front of it, ended the connection: look at its log"
        }
        NetworkError::Tls => {
            "the certificate is not trusted, or this port doesn't speak `https`: open the URL in a tab, and the browser \
             says which"
        }
        NetworkError::Timeout => {
            "the server, or what is in front of it, took too long: see whether it can be reached"
        }
        NetworkError::Aborted => {
            "the page, or leaving it, ended the request: look for an `AbortController` or a timeout"
        }
        NetworkError::BlockedByClient => {
            "nothing was sent: try again without extensions; ad blockers look for words in the URL"
        }
        NetworkError::Csp => {
            "the page's own `Content-Security-Policy` doesn't list this URL in `connect-src`"
        }
        NetworkError::MixedContent => {
            "a page that came over `https` can't ask for an `http` URL: ask for the `https` one"
        }
        NetworkError::Orb => {
            "without mode `cors` a page gets images, media, scripts and style sheets, and by its `Content-Type` this is \
             none"
        }
        NetworkError::Corp => {
            "the response says who may embed it, and this page may not: let it say `cross-origin`, or ask in mode `cors`"
        }
        NetworkError::LocalNetworkAccess => {
            "a page reaches this machine or the local network only with the user's leave, given by the icon beside the \
             page's address; headers change nothing here"
        }
        NetworkError::ServiceWorker => {
            "the worker asked in mode `no-cors`, and mode `cors` takes no opaque response: let it pass on the page's own \
             request, `fetch(event.request)`"
        }
        NetworkError::Other => "it has nothing to do with CORS headers, though script may see the same error",
    }
}

fn by_word(text: Option<&str>) -> Option<&'static (&'static str, &'static str, &'static str)> {
    BY_WORD.iter().find(|(word, ..)| text == Some(word))
}
