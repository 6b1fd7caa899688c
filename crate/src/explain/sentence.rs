//! Sentences as pieces: words, protocol names, and values from the call.
//!
//! A template is a sentence of ours in which `` `Name` `` is a protocol name, `{v}` a value from the call, `{c}` a
//! protocol name that is only known at run time and `{t}` a few words. Nothing from the call is ever part of a
//! template, so no value can turn into markup. Words and names of ours are never copied.

use crate::model::decimal;
use crate::report::{Evidence, Inline};
use std::borrow::Cow;

/// Builds a sentence from templates and values.
#[derive(Debug, Default)]
pub struct Sentence(Vec<Inline>);

/// One template with its arguments, in the order of the placeholders.
#[must_use]
pub fn say(template: &'static str, arguments: &[&str]) -> Vec<Inline> {
    let mut sentence = Sentence::default();
    sentence.say(template, arguments);
    sentence.0
}

/// One template whose placeholders name fields: `{v method}`; `{l names}` is a list of values.
#[must_use]
pub fn tell(template: &'static str, fields: &[(&'static str, Evidence)]) -> Vec<Inline> {
    let mut sentence = Sentence::default();
    sentence.interpret(template, &mut |sentence, placeholder| {
        let (kind, name) = placeholder.split_once(' ').unwrap_or_default();
        match fields.iter().find(|(field, _)| *field == name) {
            Some((_, Evidence::Text(text))) => sentence.put(kind, text),
            Some((_, Evidence::Number(number))) => sentence.put(kind, &decimal((*number).into())),
            Some((_, Evidence::List(names))) => sentence.values(names),
            _ => {}
        }
    });
    sentence.0
}

impl Sentence {
    /// Appends a template.
    pub fn say(&mut self, template: &'static str, arguments: &[&str]) {
        let mut arguments = arguments.iter();
        self.interpret(template, &mut |sentence, kind| {
            sentence.put(kind, arguments.next().copied().unwrap_or_default());
        });
    }

    fn interpret(&mut self, template: &'static str, argument: &mut dyn FnMut(&mut Self, &'static str)) {
        let mut rest = template;
        while let Some(at) = rest.bytes().position(|byte| byte == b'`' || byte == b'{') {
            let (words, behind) = rest.split_at_checked(at).unwrap_or_default();
            self.words(words);
            let close = if behind.starts_with('`') { '`' } else { '}' };
            let (inside, after) = behind.get(1..).and_then(|rest| rest.split_once(close)).unwrap_or_default();
            if close == '`' {
                self.0.push(Inline::Code { code: Cow::Borrowed(inside) });
            } else {
                argument(self, inside);
            }
            rest = after;
        }
        self.words(rest);
    }

    fn put(&mut self, kind: &str, argument: &str) {
        match kind {
            "v" => self.value(argument.to_owned()),
            "c" => self.0.push(Inline::Code { code: Cow::Owned(argument.to_owned()) }),
            _ => self.words(argument.to_owned()),
        }
    }

    /// Appends plain words to the piece before, where that is words too.
    pub fn words(&mut self, words: impl Into<Cow<'static, str>>) {
        self.text(words.into());
    }

    fn text(&mut self, words: Cow<'static, str>) {
        if words.is_empty() {
            return;
        }
        if let Some(Inline::Text { text }) = self.0.last_mut() {
            text.to_mut().push_str(&words);
        } else {
            self.0.push(Inline::Text { text: words });
        }
    }

    /// Appends a value.
    pub fn value(&mut self, value: String) {
        self.0.push(Inline::Value { value, mark: None });
    }

    /// Appends values as a list: `a`, `b` and `c`.
    pub fn values(&mut self, values: &[String]) {
        for (index, value) in values.iter().enumerate() {
            match index {
                0 => {}
                _ if index + 1 == values.len() => self.words(" and "),
                _ => self.words(", "),
            }
            self.value(value.clone());
        }
    }

    /// Appends what stands between two parts, unless there is nothing before it.
    pub fn separate(&mut self, separator: &'static str) {
        if !self.0.is_empty() {
            self.words(separator);
        }
    }

    /// The pieces.
    #[must_use]
    pub fn done(self) -> Vec<Inline> {
        self.0
    }
}

/// The sentence as one string, names and values in backticks.
#[must_use]
pub fn plain(sentence: &[Inline]) -> String {
    let mut out = String::new();
    for piece in sentence {
        match piece {
            Inline::Text { text } => out.push_str(text),
            Inline::Link { link, .. } => out.push_str(link),
            Inline::Code { code } => quote(&mut out, code),
            Inline::Value { value, .. } => quote(&mut out, value),
        }
    }
    out
}

fn quote(out: &mut String, quoted: &str) {
    out.push('`');
    out.push_str(quoted);
    out.push('`');
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
        let list = |n: usize| {
            let mut sentence = Sentence::default();
            sentence.values(names.get(..n).unwrap_or_default());
            plain(&sentence.done())
        };
        assert_eq!([list(1), list(2), list(3)], ["`a`", "`a` and `b`", "`a`, `b` and `c`"]);
    }
}
