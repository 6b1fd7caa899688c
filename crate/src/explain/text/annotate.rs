//! Messages with their marks: the marked lines, the other CORS lines for orientation, and carets beneath.

use super::page::{Page, Style};
use super::shape::{TextDiagnostic, TextMessage};
use super::visible::{Visible, visible};
use crate::explain::sentence::plain;
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
pub fn annotate(page: &mut Page, diagnostic: &TextDiagnostic, messages: &[TextMessage]) {
    let mut drawn =
        vec![Drawn { mark: diagnostic.primary, label: visible(&plain(&diagnostic.label)), primary: true }];
    drawn.extend(diagnostic.secondary.iter().map(|secondary| Drawn {
        mark: secondary.mark,
        label: visible(&plain(&secondary.label)),
        primary: false,
    }));
    let mut shown: Vec<usize> = Vec::new();
    for each in &drawn {
        if shown.contains(&each.mark.message) {
            continue;
        }
        shown.push(each.mark.message);
        if let Some(message) = messages.iter().find(|message| message.index == each.mark.message) {
            let here: Vec<&Drawn> = drawn.iter().filter(|d| d.mark.message == message.index).collect();
            block(page, message, messages, &here);
        }
    }
}

fn block(page: &mut Page, message: &TextMessage, messages: &[TextMessage], marks: &[&Drawn]) {
    page.line("");
    let heading = heading(message, messages);
    page.paragraph("  ", 2, &heading, 4);
    let mut lines: Vec<Line> = marks.iter().map(|drawn| drawn.mark.line).collect();
    lines.extend(context(message, marks).into_iter().map(Line::Number));
    lines.sort_by_key(|line| message.number(*line));
    lines.dedup();
    let gutter = lines.iter().map(|line| message.number(*line)).max().unwrap_or(0).to_string().len();
    for line in lines {
        let here: Vec<&&Drawn> = marks.iter().filter(|drawn| drawn.mark.line == line).collect();
        source_line(page, message, line, gutter, &here);
    }
}

/// `OPTIONS /v1/orders → 204`, with the whole URL behind a redirect.
fn heading(message: &TextMessage, messages: &[TextMessage]) -> String {
    let request = messages.iter().find(|m| m.exchange == message.exchange && m.kind == "request");
    let asked = request.map_or_else(String::new, |request| {
        let method = request.start_line.split(' ').next().unwrap_or_default();
        if request.hop > 0 { format!("{method} {}", request.url) } else { request.start_line.clone() }
    });
    let heading = if message.kind == "request" {
        format!("{asked} (request)")
    } else {
        let status = message.start_line.split(' ').next().unwrap_or_default();
        let number = !status.is_empty() && status.chars().all(|c| c.is_ascii_digit());
        format!("{asked} \u{2192} {}", if number { status } else { &message.start_line })
    };
    let note = plain(&message.note);
    visible(&if note.is_empty() { heading } else { format!("{heading}: {note}") })
}

/// The other lines of the protocol; or the last line, so that the end of the headers has something to stand behind.
fn context(message: &TextMessage, marks: &[&Drawn]) -> Vec<usize> {
    let in_headers = marks.iter().any(|drawn| drawn.mark.line != Line::Number(0));
    if message.kind == "request" || !in_headers {
        return Vec::new();
    }
    let cors = |name: &str| name.get(..15).is_some_and(|start| start.eq_ignore_ascii_case("access-control-"));
    let mut lines: Vec<usize> = message
        .lines
        .iter()
        .enumerate()
        .filter(|(_, (name, _))| cors(name))
        .map(|(index, _)| index + 1)
        .take(CONTEXT)
        .collect();
    let at_end = marks.iter().any(|drawn| drawn.mark.line == Line::EndOfHeaders);
    if at_end && lines.is_empty() && !message.lines.is_empty() {
        lines.push(message.lines.len());
    }
    lines
}

fn source_line(page: &mut Page, message: &TextMessage, line: Line, gutter: usize, marks: &[&&Drawn]) {
    let number = message.number(line);
    let source = Visible::of(&message.line(line));
    // Two blanks, the number, ` | `.
    let indent = gutter + 5;
    let focus = marks.iter().find(|drawn| drawn.primary).or(marks.first());
    let focus = focus.map_or((0, 0), |drawn| (source.column(drawn.mark.from), source.column(drawn.mark.to)));
    let window = Window::around(&source, focus, page.room(indent));
    let lead = page.paint(Style::Dim, &format!("  {number:>gutter$} | "));
    page.line(&format!("{lead}{}", window.text));
    for drawn in marks {
        let from = window.column(source.column(drawn.mark.from));
        let to = window.column(source.column(drawn.mark.to)).max(from + 1);
        let (sign, style) = if drawn.primary { ("^", Style::Bad) } else { ("-", Style::Aside) };
        let lead = page.paint(Style::Dim, &format!("  {:>gutter$} | ", ""));
        let carets = page.paint(style, &sign.repeat(to - from));
        let blanks = " ".repeat(from);
        let behind = indent + to + 1;
        let words = drawn.label.chars().count();
        if page.fits(behind + words) || page.fits(2 * behind) {
            page.paragraph(&format!("{lead}{blanks}{carets} "), behind, &drawn.label, indent + from);
        } else {
            // No room behind the carets: beneath them, as far to the right as fits.
            page.line(&format!("{lead}{blanks}{carets}"));
            let column = (0..=from).rev().find(|column| page.fits(indent + column + words)).unwrap_or(0);
            let start = format!("{lead}{}", " ".repeat(column));
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
        let part: String = source.text.chars().skip(skipped).take(end - skipped).collect();
        let (before, after) =
            (if skipped > 0 { "\u{2026}" } else { "" }, if end < source.width() { "\u{2026}" } else { "" });
        Self { text: format!("{before}{part}{after}"), skipped, stand_in: before.chars().count(), end }
    }

    fn column(&self, source: usize) -> usize {
        source.clamp(self.skipped, self.end) - self.skipped + self.stand_in
    }
}
