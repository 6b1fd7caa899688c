//! *Extract header list values* (`extract-header-list-values`): the lists of the response headers.

use crate::model::{HeaderList, is_token};

/// A parsed `#token` header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Extracted {
    /// The header is absent.
    Absent,
    /// Some line doesn't follow the grammar: all of it fails.
    Failure,
    /// The items of all lines, in order.
    Values(Vec<String>),
}

impl Extracted {
    /// The items; none where the header is absent or fails.
    #[must_use]
    pub fn values(&self) -> &[String] {
        match self {
            Self::Values(values) => values,
            Self::Absent | Self::Failure => &[],
        }
    }
}

/// The byte range of each non-empty item of one list value: commas separate, blanks around an item don't belong to it.
///
/// A comma inside double quotes doesn't separate; such an item is no token anyway, so this only decides how much of a
/// broken value is one item.
#[must_use]
pub fn items(value: &[u8]) -> Vec<(usize, usize)> {
    let mut ranges = Vec::new();
    let (mut start, mut quoted) = (0, false);
    for at in 0..=value.len() {
        let byte = value.get(at);
        if byte == Some(&b'"') {
            quoted = !quoted;
        }
        if byte.is_none() || (byte == Some(&b',') && !quoted) {
            let (mut from, mut to) = (start, at);
            while value.get(from).is_some_and(|b| matches!(b, b' ' | b'\t')) {
                from += 1;
            }
            while from < to && value.get(to - 1).is_some_and(|b| matches!(b, b' ' | b'\t')) {
                to -= 1;
            }
            if from < to {
                ranges.push((from, to));
            }
            start = at + 1;
        }
    }
    ranges
}

/// Extracts a header whose grammar is `#token`; recipients ignore empty elements.
#[must_use]
pub fn tokens(headers: &HeaderList, name: &str) -> Extracted {
    let mut values = Vec::new();
    let mut present = false;
    for (_, header) in headers.lines(name) {
        present = true;
        let value = header.value.as_bytes();
        for (from, to) in items(value) {
            let item = value.get(from..to).unwrap_or_default();
            if !is_token(item) {
                return Extracted::Failure;
            }
            values.push(String::from_utf8_lossy(item).into_owned());
        }
    }
    if present { Extracted::Values(values) } else { Extracted::Absent }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commas_separate_outside_quotes() {
        let value = b"a,\t\"b , c\" ,d\", e";
        let texts: Vec<_> =
            items(value).iter().map(|&(from, to)| String::from_utf8_lossy(&value[from..to])).collect();
        assert_eq!(texts, ["a", "\"b , c\"", "d\", e"]);
        assert_eq!(items(b" "), []);
        assert_eq!(items(b"\t,a"), [(2, 3)]);
    }

    #[test]
    fn empty_elements_are_ignored_and_one_bad_item_fails_all() {
        let mut headers = HeaderList::default();
        headers.append("A", ", ,a,\t b ,");
        headers.append("a", "c");
        assert_eq!(tokens(&headers, "A").values(), ["a", "b", "c"]);
        headers.append("a", "d e");
        assert_eq!(tokens(&headers, "A"), Extracted::Failure);
        assert_eq!(tokens(&headers, "B"), Extracted::Absent);
    }
}
