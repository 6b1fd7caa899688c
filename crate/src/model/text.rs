//! Looking for a text in a text. Ours are short, and the standard library's search for them is made for long ones: it
//! brings 8 kB of code along, two-way matching and the words of its panics.

/// Where `wanted`, which is not empty, first stands in `text`.
#[must_use]
pub fn position(text: &str, wanted: &str) -> Option<usize> {
    text.as_bytes().windows(wanted.len().max(1)).position(|window| window == wanted.as_bytes())
}

/// Whether `wanted` stands in `text`.
#[must_use]
pub fn has(text: &str, wanted: &str) -> bool {
    position(text, wanted).is_some()
}

/// What stands before and behind the first `separator`.
#[must_use]
pub fn split_at<'a>(text: &'a str, separator: &str) -> Option<(&'a str, &'a str)> {
    let at = position(text, separator)?;
    Some((text.get(..at)?, text.get(at + separator.len()..)?))
}

/// The text with something else in every place of `wanted`.
#[must_use]
pub fn replaced(text: &str, wanted: &str, with: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = split_at(rest, wanted) {
        out.push_str(before);
        out.push_str(with);
        rest = behind;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::{replaced, split_at};

    #[test]
    fn splits_as_the_standard_library_does() {
        for text in ["", ":", "://", "a://b", "a:/b", "a://b://c", "é://ü"] {
            assert_eq!(split_at(text, "://"), text.split_once("://"), "{text}");
            assert_eq!(replaced(text, ":/", "é"), text.replace(":/", "é"), "{text}");
        }
    }
}
