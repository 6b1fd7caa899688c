//! A Report as text for a terminal or a log, in the manner of a compiler's error.

mod annotate;
mod page;
mod shape;
mod visible;

use super::sentence::plain;
use crate::report::Report;
use page::{Page, Style};
use shape::{TextDiagnostic, TextReport};
use visible::visible;

/// Prints a Report.
#[must_use]
pub fn render_text(report: &Report, color: bool, width: Option<usize>) -> String {
    // A Report always has the shape that is read here; a test says so.
    serde_json::to_value(report)
        .map_err(|error| error.to_string())
        .and_then(|json| render_text_json(json, color, width))
        .unwrap_or_default()
}

/// Prints a Report in its JSON form.
///
/// # Errors
/// A sentence that names the field that is missing or has another type.
pub fn render_text_json(
    report: serde_json::Value,
    color: bool,
    width: Option<usize>,
) -> Result<String, String> {
    let report: TextReport = serde_path_to_error::deserialize(report)
        .map_err(|error| format!("field `{}`: {}", error.path(), error.inner()))?;
    let mut page = Page::new(color, width);
    print(&mut page, &report);
    Ok(page.done())
}

fn print(page: &mut Page, report: &TextReport) {
    let mut diagnostics = report.diagnostics.iter();
    if let Some(first) = diagnostics.next() {
        headline(page, report, first);
        call(page, report);
        diagnostic(page, report, first);
        alternatives(page, report);
        for more in diagnostics {
            page.line("");
            headline(page, report, more);
            diagnostic(page, report, more);
        }
    } else {
        allowed(page, report);
        call(page, report);
        readable(page, report);
        alternatives(page, report);
    }
    for note in &report.notes {
        page.line("");
        let lead = format!("note[{}]: ", note.code);
        let painted = page.paint(Style::Warn, &lead);
        page.paragraph(&painted, lead.len(), &visible(&plain(&note.headline)), 2);
        if !note.body.is_empty() {
            page.paragraph("  ", 2, &visible(&plain(&note.body)), 2);
        }
    }
}

fn headline(page: &mut Page, report: &TextReport, diagnostic: &TextDiagnostic) {
    let (word, style) = match (report.verdict.as_str(), diagnostic.severity.as_str()) {
        ("undetermined", "warning") => ("undetermined", Style::Warn),
        (_, "error") => ("error", Style::Bad),
        (_, severity) => (severity, Style::Warn),
    };
    let lead = format!("{word}[{}]: ", diagnostic.code);
    let painted = page.paint(style, &lead);
    page.paragraph(&painted, lead.chars().count(), &visible(&plain(&diagnostic.headline)), 2);
}

/// Method, URL, page, and what the engines say.
fn call(page: &mut Page, report: &TextReport) {
    let request = &report.request;
    let line = format!(
        "{} {}   from {}   ({})",
        visible(request.method.as_deref().unwrap_or("GET")),
        visible(&request.url),
        visible(&request.origin),
        agreement(report)
    );
    page.paragraph("  ", 2, &line, 4);
}

/// Who gives the same verdict, the engine asked first.
fn agreement(report: &TextReport) -> String {
    let mut same = vec![report.engine.as_str()];
    let mut others = Vec::new();
    for each in report.engines.iter().filter(|each| each.engine != report.engine) {
        if each.verdict == report.verdict {
            same.push(&each.engine);
        } else {
            others.push(format!("{}: {}", each.engine, each.verdict));
        }
    }
    let listed = match same.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last} agree", rest.join(", ")),
        _ => report.engine.clone(),
    };
    if others.is_empty() { listed } else { format!("{listed}; {}", others.join(", ")) }
}

fn diagnostic(page: &mut Page, report: &TextReport, diagnostic: &TextDiagnostic) {
    annotate::annotate(page, diagnostic, &report.view.messages);
    if !diagnostic.because.is_empty() {
        page.paragraph("  because ", 10, &visible(&plain(&diagnostic.because)), 4);
    }
    let first = report.diagnostics.first().is_some_and(|first| std::ptr::eq(first, diagnostic));
    if let Some(console) = report.console.as_ref().filter(|console| first && !console.text.is_empty()) {
        page.paragraph("  the console says: ", 20, &visible(&console.text), 4);
    }
    let rule = &diagnostic.rule;
    let line = format!("  rule: {}, step {}  {}", rule.algorithm, rule.step, rule.url);
    let line = page.paint(Style::Dim, &visible(&line));
    page.line(&line);
}

fn allowed(page: &mut Page, report: &TextReport) {
    let what = match report.response_type.as_deref() {
        Some("opaque") => "the request goes out, and script can read nothing of the response",
        Some("opaqueredirect") => "script learns that there was a redirect, and no more",
        Some("basic") => "same origin: script can read the response",
        _ => "script can read the response",
    };
    let lead = page.paint(Style::Good, &format!("{}: ", visible(&report.verdict)));
    page.paragraph(&lead, report.verdict.chars().count() + 2, what, 2);
}

/// Which headers script can read, and which it can't.
fn readable(page: &mut Page, report: &TextReport) {
    if !report.exposed.is_empty() {
        page.paragraph("  readable headers: ", 20, &visible(&report.exposed.join(", ")), 4);
    }
    if !report.hidden.is_empty() {
        page.paragraph("  hidden headers: ", 18, &visible(&report.hidden.join(", ")), 4);
    }
}

/// What was taken for granted, and what else it could be.
fn alternatives(page: &mut Page, report: &TextReport) {
    for assumption in &report.assumptions {
        let text = format!(
            "{}: {}, because {}",
            visible(&assumption.fact),
            visible(&assumption.value),
            visible(&plain(&assumption.reason))
        );
        page.paragraph("  assuming ", 11, &text, 4);
    }
    for other in &report.alternatives {
        let cause =
            other.cause.as_ref().map_or_else(String::new, |cause| format!(" ({})", visible(&cause.code)));
        let text = format!("{}: {}{cause}", visible(&other.assume), visible(&other.verdict));
        page.paragraph("  with ", 7, &text, 4);
    }
}
