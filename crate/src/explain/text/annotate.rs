//! Messages with their marks: the marked lines, the other CORS lines for orientation, and carets beneath.

use super::fields::{Message, items, mark, number, sentence, text};
use super::page::{Page, Style};
use super::visible::{Visible, visible};
use crate::model::{Json, decimal};
use crate::report::{Line, Mark};

/// One mark to draw.
struct Drawn {
    mark: Mark,
    label: String,
    primary: bool,
}

/// At most so many unmarked CORS lines are shown around the marks.
const CONTEXT: usize = 6;

/// Draws every message that a diagnostic marks, the one to blame first.
pub fn annotate(page: &mut Page, diagnostic: &Json<'_>, messages: &[Json<'_>]) {
    let drawn = |at: &Json<'_>, label: &Json<'_>, primary: bool| {
        Some(Drawn { mark: mark(at)?, label: visible(&sentence(label, "label")), primary })
    };
    let primary = diagnostic.get("primary").unwrap_or(&Json::Null);
    let mut all: Vec<Drawn> = drawn(primary, diagnostic, true).into_iter().collect();
    all.extend(items(diagnostic, "secondary").iter().filter_map(|each| drawn(each, each, false)));
    let mut shown: Vec<usize> = Vec::new();
    for each in &all {
        if shown.contains(&each.mark.message) {
            continue;
        }
        shown.push(each.mark.message);
        let marked = |message: &Message<'_>| message.index() == Some(each.mark.message);
        if let Some(message) = messages.iter().map(Message).find(marked) {
            let here: Vec<&Drawn> = all.iter().filter(|d| d.mark.message == each.mark.message).collect();
            block(page, message, messages, &here);
        }
    }
}

fn block(page: &mut Page, message: Message<'_>, messages: &[Json<'_>], marks: &[&Drawn]) {
    page.line("");
    page.paragraph("  ", 2, &heading(message, messages), 4);
    let mut lines: Vec<Line> = context(message, marks);
    for drawn in marks {
        if !lines.contains(&drawn.mark.line) {
            lines.push(drawn.mark.line);
        }
    }
    let gutter = decimal(lines.iter().map(|line| message.number(*line)).max().unwrap_or(0) as u64).len();
    // A message has few lines here: picking the next one each time needs no sorting.
    while let Some(next) = (0..lines.len()).min_by_key(|at| lines.get(*at).map(|line| message.number(*line)))
    {
        let line = lines.swap_remove(next);
        let here: Vec<&Drawn> = marks.iter().copied().filter(|drawn| drawn.mark.line == line).collect();
        source_line(page, message, line, gutter, &here);
    }
}

/// `OPTIONS /v1/orders → 204`, with the whole URL behind a redirect.
fn heading(message: Message<'_>, messages: &[Json<'_>]) -> String {
    let exchange = number(message.0, "exchange");
    let ours = |other: &Message<'_>| number(other.0, "exchange") == exchange && other.is_request();
    let asked = messages.iter().map(Message).find(ours).map_or_else(String::new, |request| {
        let method = request.start_line().split(' ').next().unwrap_or_default();
        match number(request.0, "hop") {
            Some(1..) => [method, " ", text(request.0, "url")].concat(),
            _ => request.start_line().to_owned(),
        }
    });
    let mut heading = if message.is_request() {
        [&asked, " (request)"].concat()
    } else {
        let status = message.start_line().split(' ').next().unwrap_or_default();
        let number = status.bytes().next().is_some_and(|byte| byte.is_ascii_digit());
        [asked.as_str(), " \u{2192} ", if number { status } else { message.start_line() }].concat()
    };
    let note = sentence(message.0, "note");
    if !note.is_empty() {
        heading.push_str(": ");
        heading.push_str(&note);
    }
    visible(&heading)
}

/// The other lines of the protocol; or the last line, so that the end of the headers has something to stand behind.
fn context(message: Message<'_>, marks: &[&Drawn]) -> Vec<Line> {
    let in_headers = marks.iter().any(|drawn| drawn.mark.line != Line::Number(0));
    if message.is_request() || !in_headers {
        return Vec::new();
    }
    let cors = |name: &str| name.get(..15).is_some_and(|start| start.eq_ignore_ascii_case("access-control-"));
    let mut lines: Vec<Line> = (1..)
        .zip(message.lines())
        .filter(|(_, (name, _))| cors(name))
        .map(|(number, _)| Line::Number(number))
        .take(CONTEXT)
        .collect();
    let at_end = marks.iter().any(|drawn| drawn.mark.line == Line::EndOfHeaders);
    let last = message.number(Line::EndOfHeaders) - 1;
    if at_end && lines.is_empty() && last > 0 {
        lines.push(Line::Number(last));
    }
    lines
}

fn source_line(page: &mut Page, message: Message<'_>, line: Line, gutter: usize, marks: &[&Drawn]) {
    let number = message.number(line);
    let source = Visible::of(&message.line(line));
    // Two blanks, the number, ` | `.
    let indent = gutter + 5;
    let focus = marks.iter().find(|drawn| drawn.primary).or(marks.first());
    let focus = focus.map_or((0, 0), |drawn| (source.column(drawn.mark.from), source.column(drawn.mark.to)));
    let window = Window::around(&source, focus, page.room(indent));
    let number = decimal(number as u64);
    let empty = " ".repeat(2 + gutter);
    let blanks = empty.get(number.len()..).unwrap_or_default();
    let lead = page.paint(Style::Dim, &[blanks, &number, " | "].concat());
    page.line(&[&*lead, &window.text].concat());
    for drawn in marks {
        let from = window.column(source.column(drawn.mark.from));
        let to = window.column(source.column(drawn.mark.to)).max(from + 1);
        let (sign, style) = if drawn.primary { ("^", Style::Bad) } else { ("-", Style::Aside) };
        let lead = page.paint(Style::Dim, &[&empty, " | "].concat());
        let carets = page.paint(style, &sign.repeat(to - from));
        let blanks = " ".repeat(from);
        let behind = indent + to + 1;
        let words = drawn.label.chars().count();
        if page.fits(behind + words) || page.fits(2 * behind) {
            let lead = [&lead, &blanks, &carets, " "].concat();
            page.paragraph(&lead, behind, &drawn.label, indent + from);
        } else {
            // No room behind the carets: beneath them, as far to the right as fits.
            page.line(&[&*lead, &blanks, &carets].concat());
            let column = (0..=from).rev().find(|column| page.fits(indent + column + words)).unwrap_or(0);
            let start = [&*lead, &" ".repeat(column)].concat();
            page.paragraph(&start, indent + column, &drawn.label, indent);
        }
    }
}

/// The part of a long line that fits, with the mark in it.
struct Window {
    text: String,
    /// Columns of the source left out in front, and how many columns stand in for them.
    skipped: usize,
    stand_in: usize,
    end: usize,
}

impl Window {
    fn around(source: &Visible, (from, to): (usize, usize), room: Option<usize>) -> Self {
        let whole = Self { text: source.text.clone(), skipped: 0, stand_in: 0, end: source.width() };
        let Some(room) = room.filter(|room| source.width() > *room) else { return whole };
        let inner = room.saturating_sub(2);
        let skipped = match to {
            to if to <= inner => 0,
            // A mark that doesn't fit is shown from its start, any other up to its end.
            to if to - from > inner => from,
            to => to - inner,
        };
        let skipped = skipped.min(source.width().saturating_sub(inner));
        let end = (skipped + inner).min(source.width());
        let text = source.text.as_str();
        let place = |column| text.char_indices().nth(column).map_or(text.len(), |(place, _)| place);
        let part = text.get(place(skipped)..place(end)).unwrap_or_default();
        let (before, after) =
            (if skipped > 0 { "\u{2026}" } else { "" }, if end < source.width() { "\u{2026}" } else { "" });
        Self { text: [before, part, after].concat(), skipped, stand_in: before.chars().count(), end }
    }

    fn column(&self, source: usize) -> usize {
        source.clamp(self.skipped, self.end) - self.skipped + self.stand_in
    }
}
