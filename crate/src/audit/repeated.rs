//! Headers that were added twice, as by an application and by the proxy in front of it.

use super::{Answered, At, Finding, Found, Place, finding};
use crate::fetch::extract::items;
use crate::fetch::names;

/// Headers of which a browser takes one value.
const ONCE: &[&str] = &[names::ALLOW_ORIGIN, names::ALLOW_CREDENTIALS, names::MAX_AGE];

/// Lists, which may have several lines; the same line twice shows two hands.
const LISTS: &[&str] = &[names::ALLOW_METHODS, names::ALLOW_HEADERS, names::EXPOSE_HEADERS];

/// Headers that are there twice.
pub fn repeated(answers: &[Answered<'_>]) -> Option<Finding> {
    let mut found = Vec::new();
    let mut places = Vec::new();
    let mut breaks = false;
    for answer in answers {
        for (of_lists, name) in
            ONCE.iter().map(|name| (false, *name)).chain(LISTS.iter().map(|name| (true, *name)))
        {
            let here = if of_lists { same_lines(answer, name) } else { values(answer, name) };
            if here.is_empty() {
                continue;
            }
            breaks |= !of_lists;
            if !found.contains(&name) {
                found.push(name);
            }
            places.extend(here);
        }
    }
    finding(Found::Repeated { names: found, breaks }, places)
}

/// Several lines, or several values that were joined in one: a list of origins that somebody wrote as one value is
/// something else.
fn values(answer: &Answered<'_>, name: &'static str) -> Vec<Place> {
    let lines: Vec<usize> = answer.received.headers.lines(name).map(|(line, _)| line).collect();
    let joined = answer.single(name).is_some_and(|(_, value)| {
        let parts: Vec<&[u8]> =
            items(value).into_iter().filter_map(|(from, to)| value.get(from..to)).collect();
        let has_star = parts.iter().any(|part| *part == b"*");
        parts.len() > 1 && (has_star || parts.windows(2).all(|pair| pair.first() == pair.last()))
    });
    if lines.len() > 1 || joined {
        lines.into_iter().map(|line| answer.place(At::Value(line))).collect()
    } else {
        Vec::new()
    }
}

fn same_lines(answer: &Answered<'_>, name: &'static str) -> Vec<Place> {
    let lines: Vec<_> =
        answer.received.headers.lines(name).map(|(line, header)| (line, header.trimmed().0)).collect();
    let twice = |at: usize, value: &[u8]| lines.iter().any(|(other, same)| *other != at && *same == value);
    lines
        .iter()
        .filter(|(line, value)| !value.is_empty() && twice(*line, value))
        .map(|(line, _)| answer.place(At::Value(*line)))
        .collect()
}
