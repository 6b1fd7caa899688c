//! Where in a message something stands: header values, names, list items, statuses, as exact bytes.
//!
//! A header line is shown as `name: value`, the value with the white space it came with; offsets count bytes of that.

use crate::model::{Header, is_token};
use crate::report::{Line, Mark, MessageView};

/// The header lines of one name: their line numbers (from 1) and the lines.
pub fn lines<'a>(message: &'a MessageView, name: &'a str) -> impl Iterator<Item = (usize, &'a Header)> {
    message.lines.lines(name).map(|(index, header)| (index + 1, header))
}

/// The value of a line without the blanks around it; an empty value is the place behind `name: `.
#[must_use]
pub fn value(message: &MessageView, line: usize, header: &Header) -> Mark {
    let (trimmed, start) = header.trimmed();
    let offset = value_offset(header);
    // A value of blanks only has nothing to mark but the place where it would begin.
    let from = if trimmed.is_empty() { offset } else { offset + start };
    Mark { message: message.index, line: Line::Number(line), from, to: from + trimmed.len() }
}

/// The name of a line.
#[must_use]
pub fn name(message: &MessageView, line: usize, header: &Header) -> Mark {
    Mark { message: message.index, line: Line::Number(line), from: 0, to: header.name.as_bytes().len() }
}

/// A range of a line's value, in bytes of the untrimmed value.
#[must_use]
pub fn part(message: &MessageView, line: usize, header: &Header, (from, to): (usize, usize)) -> Mark {
    let offset = value_offset(header);
    Mark { message: message.index, line: Line::Number(line), from: offset + from, to: offset + to }
}

/// Where the value starts in `name: value`.
fn value_offset(header: &Header) -> usize {
    header.name.as_bytes().len() + 2
}

/// The place behind the last header line.
#[must_use]
pub fn end_of_headers(message: &MessageView) -> Mark {
    Mark { message: message.index, line: Line::EndOfHeaders, from: 0, to: 0 }
}

/// The whole start line.
#[must_use]
pub fn start_line(message: &MessageView) -> Mark {
    start_line_part(message, 0, message.start_line.chars().count())
}

/// The first word of the start line: the method, or the status.
#[must_use]
pub fn first_word(message: &MessageView) -> Mark {
    start_line_part(message, 0, message.start_line.chars().take_while(|c| *c != ' ').count())
}

/// So many characters in front: a method that may have blanks in it.
#[must_use]
pub fn first_characters(message: &MessageView, count: usize) -> Mark {
    start_line_part(message, 0, count.min(message.start_line.chars().count()))
}

/// What follows the method: the target or the whole URL.
#[must_use]
pub fn target(message: &MessageView) -> Mark {
    let method = first_word(message).to;
    let end = message.start_line.chars().count();
    start_line_part(message, end.min(method + 1), end)
}

fn start_line_part(message: &MessageView, from: usize, to: usize) -> Mark {
    Mark { message: message.index, line: Line::Number(0), from, to }
}

/// The items of a comma-separated list as ranges of the value, blanks around them excluded, empty items left out.
/// A comma inside a quoted string doesn't split.
#[must_use]
pub fn items(value: &[u8]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let (mut start, mut quoted, mut escaped) = (0, false, false);
    for (index, byte) in value.iter().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b',' if !quoted => {
                found.extend(trim(value, start, index));
                start = index + 1;
            }
            _ => {}
        }
    }
    found.extend(trim(value, start, value.len()));
    found
}

fn trim(value: &[u8], from: usize, to: usize) -> Option<(usize, usize)> {
    let item = value.get(from..to)?;
    let blank = |b: &&u8| matches!(b, b' ' | b'\t');
    let start = from + item.iter().take_while(blank).count();
    let end = to - item.iter().rev().take_while(blank).count();
    (start < end).then_some((start, end))
}

/// The first item of a list that is not a token.
#[must_use]
pub fn first_non_token(value: &[u8]) -> Option<(usize, usize)> {
    items(value).into_iter().find(|(from, to)| !is_token(value.get(*from..*to).unwrap_or_default()))
}

/// The item of a list that is this name.
#[must_use]
pub fn item_named(value: &[u8], name: &str) -> Option<(usize, usize)> {
    items(value).into_iter().find(|(from, to)| {
        value.get(*from..*to).is_some_and(|item| item.eq_ignore_ascii_case(name.as_bytes()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(value: &str) -> Vec<String> {
        let of = |(from, to): (usize, usize)| value.get(from..to).unwrap_or_default().to_owned();
        items(value.as_bytes()).into_iter().map(of).collect()
    }

    #[test]
    fn a_list_is_split_at_commas_outside_quotes() {
        assert_eq!(texts("GET, PUT\t,,  DELETE "), ["GET", "PUT", "DELETE"]);
        assert_eq!(texts("\"a, b\", c"), ["\"a, b\"", "c"]);
        assert_eq!(texts("\"a\\\", b\", c"), ["\"a\\\", b\"", "c"]);
        assert_eq!(texts(" ,\t, "), Vec::<String>::new());
    }

    #[test]
    fn the_first_item_that_is_no_token_is_found_without_its_blanks() {
        assert_eq!(first_non_token(b"GET,  P UT , x"), Some((6, 10)));
        assert_eq!(first_non_token(b"GET, PUT"), None);
        assert_eq!(item_named(b"content-type,X-Id", "x-id"), Some((13, 17)));
    }
}
