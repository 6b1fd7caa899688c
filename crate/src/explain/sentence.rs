//! Sentences as pieces: words, protocol names, and values from the call.
//!
//! A template is a sentence of ours in which `` `Name` `` is a protocol name, `{v}` a value from the call, `{c}` a
//! protocol name that is only known at run time and `{t}` a few words. Nothing from the call is ever part of a
//! template, so no value can turn into markup.

use crate::report::Inline;

/// Builds a sentence from templates and values.
#[derive(Debug, Default)]
pub struct Sentence(Vec<Inline>);

/// One template with its arguments, in the order of the placeholders.
#[must_use]
pub fn say(template: &str, arguments: &[&str]) -> Vec<Inline> {
    Sentence::default().say(template, arguments).done()
}

impl Sentence {
    /// Appends a template.
    #[must_use]
    pub fn say(mut self, template: &str, arguments: &[&str]) -> Self {
        let mut arguments = arguments.iter();
        for (index, piece) in template.split('`').enumerate() {
            if index % 2 == 1 {
                self.0.push(Inline::Code { code: piece.to_owned() });
            } else {
                self.fill(piece, &mut arguments);
            }
        }
        self
    }

    /// Appends words with placeholders.
    fn fill<'a>(&mut self, words: &str, arguments: &mut impl Iterator<Item = &'a &'a str>) {
        let mut rest = words;
        while let Some((before, kind, after)) = placeholder(rest) {
            self.text(before);
            let argument = arguments.next().map_or("", |argument| *argument);
            match kind {
                'v' => self.0.push(Inline::Value { value: argument.to_owned(), mark: None }),
                'c' => self.0.push(Inline::Code { code: argument.to_owned() }),
                _ => self.text(argument),
            }
            rest = after;
        }
        self.text(rest);
    }

    /// Appends plain words to the piece before, where that is words too.
    fn text(&mut self, words: &str) {
        if words.is_empty() {
            return;
        }
        if let Some(Inline::Text { text }) = self.0.last_mut() {
            text.push_str(words);
        } else {
            self.0.push(Inline::Text { text: words.to_owned() });
        }
    }

    /// Appends values as a list: `a`, `b` and `c`.
    #[must_use]
    pub fn values(mut self, values: &[String]) -> Self {
        for (index, value) in values.iter().enumerate() {
            match index {
                0 => {}
                _ if index + 1 == values.len() => self.text(" and "),
                _ => self.text(", "),
            }
            self.0.push(Inline::Value { value: value.clone(), mark: None });
        }
        self
    }

    /// Appends a finished sentence, behind `separator` unless this one is still empty.
    #[must_use]
    pub fn join(mut self, separator: &str, other: Vec<Inline>) -> Self {
        if !self.0.is_empty() && !other.is_empty() {
            self.text(separator);
        }
        for piece in other {
            match piece {
                Inline::Text { text } => self.text(&text),
                piece => self.0.push(piece),
            }
        }
        self
    }

    /// The pieces.
    #[must_use]
    pub fn done(self) -> Vec<Inline> {
        self.0
    }
}

/// Splits at the first `{v}`, `{c}` or `{t}`.
fn placeholder(words: &str) -> Option<(&str, char, &str)> {
    let (before, rest) = words.split_once('{')?;
    let (kind, after) = rest.split_once('}')?;
    Some((before, kind.chars().next()?, after))
}

/// The sentence as one string, names and values in backticks.
#[must_use]
pub fn plain(sentence: &[Inline]) -> String {
    let mut out = String::new();
    for piece in sentence {
        match piece {
            Inline::Text { text } => out.push_str(text),
            Inline::Link { link, .. } => out.push_str(link),
            Inline::Code { code: quoted } | Inline::Value { value: quoted, .. } => {
                out.push('`');
                out.push_str(quoted);
                out.push('`');
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_holds_names_and_takes_values() {
        let sentence = say("`Access-Control-Allow-Origin` is {v}, not {c} {t}", &["a`{v}", "null", "here"]);
        assert_eq!(plain(&sentence), "`Access-Control-Allow-Origin` is `a`{v}`, not `null` here");
        assert_eq!(sentence.get(2), Some(&Inline::Value { value: "a`{v}".to_owned(), mark: None }));
    }

    #[test]
    fn values_become_a_list() {
        let names = ["a", "b", "c"].map(str::to_owned);
        let list = |n: usize| plain(&Sentence::default().values(names.get(..n).unwrap_or_default()).done());
        assert_eq!([list(1), list(2), list(3)], ["`a`", "`a` and `b`", "`a`, `b` and `c`"]);
    }
}
