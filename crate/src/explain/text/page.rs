//! The page that text is put on: colour and width.

/// How a piece of text looks in colour.
#[derive(Clone, Copy)]
pub enum Style {
    /// Blocked, failed, rejected.
    Bad,
    /// Needs a look.
    Warn,
    /// Allowed.
    Good,
    /// Line numbers, rules.
    Dim,
    /// Secondary marks.
    Aside,
}

impl Style {
    fn code(self) -> &'static str {
        match self {
            Self::Bad => "\u{1b}[1;31m",
            Self::Warn => "\u{1b}[1;33m",
            Self::Good => "\u{1b}[1;32m",
            Self::Dim => "\u{1b}[2m",
            Self::Aside => "\u{1b}[36m",
        }
    }
}

/// Text being written.
pub struct Page {
    text: String,
    color: bool,
    width: Option<usize>,
}

impl Page {
    /// An empty page. A width too small for a header name is none.
    pub fn new(color: bool, width: Option<usize>) -> Self {
        Self { text: String::new(), color, width: width.filter(|width| *width >= 40) }
    }

    /// A text in a style.
    pub fn paint(&self, style: Style, text: &str) -> String {
        if self.color && !text.is_empty() {
            [style.code(), text, "\u{1b}[0m"].concat()
        } else {
            text.to_owned()
        }
    }

    /// How many columns are left behind an indent.
    pub fn room(&self, indent: usize) -> Option<usize> {
        self.width.map(|width| width.saturating_sub(indent).max(20))
    }

    /// Whether so many columns fit.
    pub fn fits(&self, columns: usize) -> bool {
        self.width.is_none_or(|width| columns <= width)
    }

    /// Ends a line as it is.
    pub fn line(&mut self, line: &str) {
        self.text.push_str(line.trim_end_matches(' '));
        self.text.push('\n');
    }

    /// A paragraph behind a lead of `lead_width` columns, broken at blanks where there is a width; further lines are
    /// indented by `indent`.
    pub fn paragraph(&mut self, lead: &str, lead_width: usize, text: &str, indent: usize) {
        let room = self.width.unwrap_or(usize::MAX);
        let mut line = lead.to_owned();
        let mut used = lead_width;
        let mut fresh = true;
        for word in text.split(' ') {
            let length = word.chars().count();
            if !fresh && used + 1 + length > room {
                self.line(&line);
                line = " ".repeat(indent);
                used = indent;
                fresh = true;
            }
            if !fresh {
                line.push(' ');
                used += 1;
            }
            line.push_str(word);
            used += length;
            fresh = false;
        }
        self.line(&line);
    }

    /// What was written.
    pub fn done(self) -> String {
        self.text
    }
}
