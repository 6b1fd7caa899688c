//! An answer that names an origin and may be kept has to say `Vary: Origin`, or a cache hands it to a page of another
//! origin, which is then blocked.

use super::{Answered, At, Finding, Found, finding};
use crate::fetch::extract::items;
use crate::fetch::names;
use crate::model::{HeaderList, Received};

/// Statuses that a cache may keep without being told how long (RFC 9110, 15.1).
const KEPT_UNTOLD: &[u16] = &[200, 203, 204, 206, 300, 301, 308, 404, 405, 410, 414, 501];

/// Answers that name an origin, may be kept and are kept for all origins alike. Caches keep answers to GET and
/// HEAD, in practice no others, and so no preflight's.
pub fn missing(answers: &[Answered<'_>]) -> Option<Finding> {
    for answer in answers {
        let Some((line, origin)) = answer.named_origin() else { continue };
        let is_kept = matches!(&*answer.exchange.sent.method, "GET" | "HEAD") && may_be_kept(answer.received);
        if !is_kept || varies(&answer.received.headers) {
            continue;
        }
        let vary = answer.received.headers.lines(names::VARY).last();
        let lacks = vary.map_or(At::EndOfHeaders, |(line, _)| At::Value(line));
        let places = vec![answer.place(At::Value(line)), answer.place(lacks)];
        return finding(Found::VaryMissing { origin: origin.serialise() }, places);
    }
    None
}

/// Whether `Vary` tells the answers for different origins apart.
pub fn varies(headers: &HeaderList) -> bool {
    let varies = |item: &[u8]| item == b"*" || item.eq_ignore_ascii_case(b"origin");
    any_item(headers, names::VARY, &varies)
}

/// Whether some cache may keep it. A 304 repeats little of what it confirms, and tells nothing here.
fn may_be_kept(received: &Received) -> bool {
    let headers = &received.headers;
    let directive = |wanted: &'static [&str]| {
        any_item(headers, "Cache-Control", &|item: &[u8]| {
            let name = item.split(|byte| *byte == b'=').next().unwrap_or_default();
            wanted.iter().any(|wanted| name.eq_ignore_ascii_case(wanted.as_bytes()))
        })
    };
    if received.status == 304 || directive(&["no-store"]) {
        return false;
    }
    KEPT_UNTOLD.contains(&received.status)
        || directive(&["max-age", "s-maxage", "public"])
        || headers.contains("Expires")
}

/// Whether one item of a list is what is asked for.
fn any_item(headers: &HeaderList, name: &str, question: &dyn Fn(&[u8]) -> bool) -> bool {
    headers.lines(name).any(|(_, header)| {
        let value = header.value.as_bytes();
        items(value).into_iter().any(|(from, to)| value.get(from..to).is_some_and(question))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(status: u16, lines: &[(&str, &str)]) -> Received {
        let mut headers = HeaderList::default();
        lines.iter().for_each(|(name, value)| headers.append(name, *value));
        Received::new(status, headers)
    }

    #[test]
    fn what_may_be_kept() {
        for (status, lines, expected) in [
            (200, &[] as &[(&str, &str)], true),
            (200, &[("cache-control", "private, NO-STORE")], false),
            (200, &[("Cache-Control", "no-cache")], true),
            (404, &[], true),
            (302, &[], false),
            (302, &[("Cache-Control", "max-age=60")], true),
            (500, &[], false),
            (500, &[("Expires", "Thu, 26 Nov 2026 00:00:00 GMT")], true),
            (304, &[("Cache-Control", "max-age=60")], false),
        ] {
            assert_eq!(may_be_kept(&answer(status, lines)), expected, "{status} {lines:?}");
        }
    }

    #[test]
    fn vary_is_a_list_in_any_number_of_lines() {
        for (lines, expected) in [
            (&[] as &[&str], false),
            (&["Accept-Encoding"], false),
            (&["Accept-Encoding", "accept, ORIGIN"], true),
            (&["*"], true),
            (&["X-Origin"], false),
        ] {
            let mut headers = HeaderList::default();
            lines.iter().for_each(|line| headers.append("vary", *line));
            assert_eq!(varies(&headers), expected, "{lines:?}");
        }
    }
}
