//! URLs that are their own serialisation. What is not surely one is left to the parser: a `None` here decides nothing.

use super::{Url, digits};

/// The serialisation of an `http:` or `https:` URL that a parser would leave as it stands, but for the slash that an
/// empty path becomes.
pub(super) fn absolute(text: &str) -> Option<String> {
    let (default_port, rest) = match text.strip_prefix("https://") {
        Some(rest) => ("443", rest),
        None => ("80", text.strip_prefix("http://")?),
    };
    let authority_end = rest.bytes().position(|byte| matches!(byte, b'/' | b'?' | b'#' | b'\\'));
    let authority_end = authority_end.unwrap_or(rest.len());
    let (authority, path) = rest.split_at_checked(authority_end)?;
    let (host, port) = authority.split_once(':').map_or((authority, None), |(host, port)| (host, Some(port)));
    let port_stands = port.is_none_or(|port| port != default_port && is_number(port, u64::from(u16::MAX)));
    if !host_stands(host) || !port_stands {
        return None;
    }
    if path.is_empty() {
        return Some([text, "/"].concat());
    }
    path_stands(path).then(|| text.to_owned())
}

/// The serialisation of a path on the host of `base`.
pub(super) fn on_same_host(base: &Url, path: &str) -> Option<String> {
    if !base.is_http() || path.starts_with("//") || !path_stands(path) {
        return None;
    }
    Some([base.slice(0, base.path_start), path].concat())
}

/// Whether a host needs no change: names in lower case, or an IPv4 address.
fn host_stands(host: &str) -> bool {
    let mut labels = host.split('.');
    let plain = |label: &str| {
        // Punycode has to be checked for what it stands for.
        !label.is_empty()
            && !label.starts_with("xn--")
            && label.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'))
    };
    let last = host.as_bytes().rsplit(|byte| *byte == b'.').next().unwrap_or_default();
    // A host whose last label is a number, in whatever notation, is an IPv4 address.
    if last.first().is_some_and(u8::is_ascii_digit) {
        return labels.clone().count() == 4 && labels.all(|label| is_number(label, 255));
    }
    labels.all(plain)
}

/// Whether these are the digits of a number up to `limit`, without a leading zero.
fn is_number(text: &str, limit: u64) -> bool {
    (text == "0" || !text.starts_with('0')) && digits(text.as_bytes()).is_some_and(|number| number <= limit)
}

/// Whether path and query need no change. Segments that start with a dot may be steps in the hierarchy, also where the
/// dot is percent-encoded.
fn path_stands(path: &str) -> bool {
    let mut previous = 0;
    path.starts_with('/')
        && path.bytes().all(|byte| {
            let stands = match byte {
                b'.' | b'%' => previous != b'/',
                b'"' | b'#' | b'\'' | b'<' | b'>' | b'['..=b'^' | b'`' | b'{'..=b'}' => false,
                _ => byte.is_ascii_graphic(),
            };
            previous = byte;
            stands
        })
}
