//! What the text needs of a Report, read from its JSON form: a Report may come from this run, a file or another
//! version, and fields that are not known here are ignored.

use crate::report::{Inline, LabelledMark, Line, Mark};
use serde::Deserialize;

/// A Report, as far as it is printed.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TextReport {
    pub engine: String,
    pub verdict: String,
    pub response_type: Option<String>,
    pub console: Option<TextConsole>,
    #[serde(default)]
    pub exposed: Vec<String>,
    #[serde(default)]
    pub hidden: Vec<String>,
    pub request: TextRequest,
    #[serde(default)]
    pub assumptions: Vec<TextAssumption>,
    #[serde(default)]
    pub alternatives: Vec<TextAlternative>,
    #[serde(default)]
    pub diagnostics: Vec<TextDiagnostic>,
    #[serde(default)]
    pub notes: Vec<TextNote>,
    pub view: TextView,
    #[serde(default)]
    pub engines: Vec<TextEngine>,
}

#[derive(Deserialize)]
pub struct TextConsole {
    pub text: String,
}

#[derive(Deserialize)]
pub struct TextRequest {
    pub method: Option<String>,
    pub url: String,
    pub origin: String,
}

#[derive(Deserialize)]
pub struct TextAssumption {
    pub fact: String,
    pub value: String,
    pub reason: Vec<Inline>,
}

#[derive(Deserialize)]
pub struct TextAlternative {
    pub assume: String,
    pub verdict: String,
    pub cause: Option<TextCause>,
}

#[derive(Deserialize)]
pub struct TextCause {
    pub code: String,
}

#[derive(Deserialize)]
pub struct TextDiagnostic {
    pub code: String,
    pub headline: Vec<Inline>,
    pub label: Vec<Inline>,
    pub severity: String,
    pub primary: Mark,
    pub secondary: Vec<LabelledMark>,
    pub because: Vec<Inline>,
    pub rule: TextRule,
}

#[derive(Deserialize)]
pub struct TextRule {
    pub algorithm: String,
    pub step: String,
    pub url: String,
}

#[derive(Deserialize)]
pub struct TextNote {
    pub code: String,
    pub headline: Vec<Inline>,
    pub body: Vec<Inline>,
}

#[derive(Deserialize)]
pub struct TextView {
    pub messages: Vec<TextMessage>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TextMessage {
    pub index: usize,
    pub exchange: usize,
    pub kind: String,
    pub hop: u32,
    pub url: String,
    pub start_line: String,
    #[serde(default)]
    pub note: Vec<Inline>,
    pub lines: Vec<(String, String)>,
}

#[derive(Deserialize)]
pub struct TextEngine {
    pub engine: String,
    pub verdict: String,
}

impl TextMessage {
    /// The text of a line as marks count it; the place behind the headers is an empty line.
    pub fn line(&self, line: Line) -> String {
        match line {
            Line::Number(0) => self.start_line.clone(),
            Line::Number(number) => {
                self.lines.get(number - 1).map(|(name, value)| format!("{name}: {value}")).unwrap_or_default()
            }
            Line::EndOfHeaders => String::new(),
        }
    }

    /// The number shown in front of a line.
    pub fn number(&self, line: Line) -> usize {
        match line {
            Line::Number(number) => number,
            Line::EndOfHeaders => self.lines.len() + 1,
        }
    }
}
