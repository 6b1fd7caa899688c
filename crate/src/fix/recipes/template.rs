//! Files from templates: `@NAME@` is a place for a text.

use super::Policy;
use crate::model::decimal;

/// What stands in the places of a template. All texts are made of a [`Policy`], which holds nothing that needs escaping.
pub struct Places(Vec<(&'static str, String)>);

impl Places {
    /// What most templates ask for: `METHODS`, `HEADERS` and `EXPOSED` as a header has them, `CREDENTIALS` as a header has
    /// it (or nothing), `IS_CREDENTIALED` as a boolean, and `MAX_AGE`.
    #[must_use]
    pub fn of(policy: &Policy) -> Self {
        let credentials = policy.credentials();
        Self(vec![
            ("METHODS", policy.methods().join(", ")),
            ("HEADERS", policy.headers().join(", ")),
            ("EXPOSED", policy.exposed().join(", ")),
            ("CREDENTIALS", if credentials { "true" } else { "" }.to_owned()),
            ("IS_CREDENTIALED", if credentials { "true" } else { "false" }.to_owned()),
            ("MAX_AGE", decimal(policy.max_age())),
        ])
    }

    /// The lists, with whatever quote: `ORIGIN_LIST`, `METHOD_LIST`, `HEADER_LIST` and `EXPOSED_LIST`.
    #[must_use]
    pub fn lists(self, policy: &Policy, quote: &str) -> Self {
        self.with("ORIGIN_LIST", quoted(policy.origins(), quote))
            .with("METHOD_LIST", quoted(policy.methods(), quote))
            .with("HEADER_LIST", quoted(policy.headers(), quote))
            .with("EXPOSED_LIST", quoted(policy.exposed(), quote))
    }

    /// One place more.
    #[must_use]
    pub fn with(mut self, place: &'static str, text: impl Into<String>) -> Self {
        self.0.push((place, text.into()));
        self
    }

    /// One place more, of words around a text: nothing if that is empty.
    #[must_use]
    pub fn around(self, place: &'static str, before: &str, text: &str, after: &str) -> Self {
        let text = if text.is_empty() { String::new() } else { [before, text, after].concat() };
        self.with(place, text)
    }

    /// A template with its places filled. A line with nothing else on it than places for empty texts is left out.
    #[must_use]
    pub fn fill(&self, template: &str) -> String {
        let mut out = String::new();
        for line in template.trim_start_matches('\n').lines() {
            let filled = self.filled(line);
            if !filled.trim().is_empty() || line.trim().is_empty() {
                out.push_str(filled.trim_end());
                out.push('\n');
            }
        }
        out
    }

    fn filled(&self, line: &str) -> String {
        let mut rest = line;
        let mut out = String::new();
        while let Some((before, behind)) = rest.split_once('@') {
            out.push_str(before);
            let place = behind.split_once('@');
            let text = place.and_then(|(name, _)| self.0.iter().find(|(other, _)| *other == name));
            match (place, text) {
                (Some((_, after)), Some((_, text))) => {
                    out.push_str(text);
                    rest = after;
                }
                _ => {
                    out.push('@');
                    rest = behind;
                }
            }
        }
        out.push_str(rest);
        out
    }
}

/// A template in which each line that is a mark and nothing else has become a block of lines, as far in as the mark was.
#[must_use]
pub fn indented(template: &str, mark: &str, block: &str) -> String {
    let mut out = String::new();
    for line in template.lines() {
        let depth = line.strip_suffix(mark).filter(|depth| depth.trim().is_empty());
        let lines = if depth.is_some() { block.trim_start_matches('\n') } else { line };
        // A line that is empty is one, too.
        for line in lines.lines().chain(lines.is_empty().then_some("")) {
            out.push_str(depth.unwrap_or_default());
            out.push_str(line);
            out.push('\n');
        }
    }
    out
}

/// `'a', 'b'`, with whatever quote.
#[must_use]
pub fn quoted(items: &[String], quote: &str) -> String {
    each(items, |item| [quote, item, quote].concat(), ", ")
}

/// Each item as a text of its own, with something between.
#[must_use]
pub fn each(items: &[String], written: impl Fn(&str) -> String, between: &str) -> String {
    items.iter().map(|item| written(item)).collect::<Vec<_>>().join(between)
}

/// One of these and nothing else, as a regular expression of any kind.
#[must_use]
pub fn pattern(items: &[String]) -> String {
    ["^(", &each(items, escaped, "|"), ")$"].concat()
}

fn escaped(item: &str) -> String {
    let mut out = String::new();
    for character in item.chars() {
        if matches!(character, '.' | '+' | '[' | ']') {
            out.push('\\');
        }
        out.push(character);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(texts: &[(&'static str, &str)]) -> Places {
        Places(texts.iter().map(|(name, text)| (*name, (*text).to_owned())).collect())
    }

    #[test]
    fn places_are_filled_once() {
        let places = places(&[("A", "@B@"), ("B", "b"), ("NONE", "")]);
        assert_eq!(places.fill("\nx@A@y@B@\n  @NONE@\n\nz @NONE@;\n"), "x@B@yb\n\nz ;\n");
    }

    #[test]
    fn a_block_is_as_far_in_as_its_mark() {
        assert_eq!(indented("a\n\n  @B@\nx @B@\n", "@B@", "\n1\n  2\n"), "a\n\n  1\n    2\nx @B@\n");
    }

    #[test]
    fn what_is_no_place_stays() {
        assert_eq!(places(&[("A", "1")]).fill("@cors a@b @A@"), "@cors a@b 1\n");
    }

    #[test]
    fn a_pattern_takes_origins_by_the_letter() {
        let origins = ["https://a.b".to_owned(), "http://[::1]:80".to_owned()];
        assert_eq!(pattern(&origins), r"^(https://a\.b|http://\[::1\]:80)$");
    }
}
