//! A Report as text for a terminal or a log, in the manner of a compiler's error.

mod annotate;
mod fields;
mod fixes;
mod page;
mod visible;

use crate::model::{Json, to_json};
use crate::report::Report;
use fields::{items, joined, sentence, text};
use page::{Page, Style};
use visible::visible;

/// Prints a Report.
#[must_use]
pub fn render_text(report: &Report, color: bool, width: Option<usize>) -> String {
    let json = to_json(report);
    let json = Json::parse(&json).unwrap_or(Json::Null);
    render_text_json(&json, color, width).unwrap_or_default()
}

/// Prints a Report in its JSON form.
///
/// # Errors
/// A sentence that names a field without which this is no Report.
pub fn render_text_json(report: &Json<'_>, color: bool, width: Option<usize>) -> Result<String, String> {
    for (field, kind) in
        [("verdict", "a string"), ("request", "an object"), ("diagnostics", "a list"), ("view", "an object")]
    {
        if report.get(field).is_none_or(|json| json.kind() != kind) {
            return Err(["field `", field, "`: missing or of another type, so this is not a Report"].concat());
        }
    }
    let mut page = Page::new(color, width);
    print(&mut page, report);
    Ok(page.done())
}

fn print(page: &mut Page, report: &Json<'_>) {
    let mut diagnostics = items(report, "diagnostics").iter();
    if let Some(first) = diagnostics.next() {
        headline(page, report, first);
        call(page, report);
        diagnostic(page, report, first, true);
        alternatives(page, report);
        for more in diagnostics {
            page.line("");
            headline(page, report, more);
            diagnostic(page, report, more, false);
        }
    } else {
        allowed(page, report);
        call(page, report);
        readable(page, report);
        alternatives(page, report);
    }
    for note in items(report, "notes") {
        page.line("");
        titled(
            page,
            Style::Warn,
            &["note[", &visible(text(note, "code")), "]: "].concat(),
            &sentence(note, "headline"),
        );
        let body = sentence(note, "body");
        if !body.is_empty() {
            said(page, "  ", &body, 2);
        }
    }
}

/// A coloured lead and a sentence.
fn titled(page: &mut Page, style: Style, lead: &str, rest: &str) {
    let painted = page.paint(style, lead);
    page.paragraph(&painted, lead.chars().count(), &visible(rest), 2);
}

/// A plain lead and a sentence.
fn said(page: &mut Page, lead: &str, rest: &str, indent: usize) {
    page.paragraph(lead, lead.len(), &visible(rest), indent);
}

fn headline(page: &mut Page, report: &Json<'_>, diagnostic: &Json<'_>) {
    let (word, style) = match (text(report, "verdict"), text(diagnostic, "severity")) {
        ("undetermined", "warning") => ("undetermined", Style::Warn),
        (_, "error") => ("error", Style::Bad),
        (_, severity) => (severity, Style::Warn),
    };
    let lead = visible(&[word, "[", text(diagnostic, "code"), "]: "].concat());
    titled(page, style, &lead, &sentence(diagnostic, "headline"));
}

/// Method, URL, page, and what the engines say.
fn call(page: &mut Page, report: &Json<'_>) {
    let request = report.get("request").unwrap_or(&Json::Null);
    let method = Some(text(request, "method")).filter(|method| !method.is_empty()).unwrap_or("GET");
    let (url, origin) = (text(request, "url"), text(request, "origin"));
    said(page, "  ", &[method, " ", url, "   from ", origin, "   (", &agreement(report), ")"].concat(), 4);
    let other = |each: &Json<'_>| text(each, "verdict") != text(report, "verdict");
    if items(report, "engines").iter().any(other) {
        said(page, "  why they differ: ", &sentence(report, "enginesDiffer"), 4);
    }
}

/// Who gives the same verdict, the engine asked first. The standard is no browser: it is named where it differs.
fn agreement(report: &Json<'_>) -> String {
    let (asked, verdict) = (text(report, "engine"), text(report, "verdict"));
    let mut same = vec![asked];
    let mut others = String::new();
    for each in items(report, "engines") {
        let engine = text(each, "engine");
        if engine == asked {
            continue;
        }
        if text(each, "verdict") == verdict {
            if engine != "standard" {
                same.push(engine);
            }
        } else {
            others.push_str(if others.is_empty() { "; " } else { ", " });
            others.push_str(&[engine, ": ", text(each, "verdict")].concat());
        }
    }
    let listed = match same.split_last() {
        Some((last, rest)) if !rest.is_empty() => [&rest.join(", "), " and ", last, " agree"].concat(),
        _ => asked.to_owned(),
    };
    listed + &others
}

/// What is wrong and why; with the first one stands what mends the call, and what the browser prints.
fn diagnostic(page: &mut Page, report: &Json<'_>, diagnostic: &Json<'_>, first: bool) {
    let view = report.get("view").unwrap_or(&Json::Null);
    annotate::annotate(page, diagnostic, items(view, "messages"));
    let because = sentence(diagnostic, "because");
    if !because.is_empty() {
        said(page, "  because ", &because, 4);
    }
    if first {
        fixes::fixes(page, report);
        let console = report.get("console").map_or("", |console| text(console, "text"));
        if !console.is_empty() {
            said(page, "  the console says: ", console, 4);
        }
    }
    if let Some(rule) = diagnostic.get("rule") {
        let (algorithm, step, url) = (text(rule, "algorithm"), text(rule, "step"), text(rule, "url"));
        let line = visible(&["  rule: ", algorithm, ", step ", step, "  ", url].concat());
        let line = page.paint(Style::Dim, &line);
        page.line(&line);
    }
}

fn allowed(page: &mut Page, report: &Json<'_>) {
    let what = match text(report, "responseType") {
        "opaque" => "the request goes out, and script can read nothing of the response",
        "opaqueredirect" => "script learns that there was a redirect, and no more",
        "basic" => "same origin: script can read the response",
        _ => "script can read the response",
    };
    titled(page, Style::Good, &visible(&[text(report, "verdict"), ": "].concat()), what);
}

/// Which headers script can read, and which it can't.
fn readable(page: &mut Page, report: &Json<'_>) {
    for (lead, field) in [("  readable headers: ", "exposed"), ("  hidden headers: ", "hidden")] {
        let names = joined(report, field);
        if !names.is_empty() {
            said(page, lead, &names, 4);
        }
    }
}

/// What was taken for granted, and what else it could be.
fn alternatives(page: &mut Page, report: &Json<'_>) {
    for taken in items(report, "assumptions") {
        let (fact, value) = (text(taken, "fact"), text(taken, "value"));
        said(page, "  assuming ", &[fact, ": ", value, ", because ", &sentence(taken, "reason")].concat(), 4);
    }
    for other in items(report, "alternatives") {
        let code = other.get("cause").map_or("", |cause| text(cause, "code"));
        let mut line = [text(other, "assume"), ": ", text(other, "verdict")].concat();
        if !code.is_empty() {
            line.push_str(&[" (", code, ")"].concat());
        }
        said(page, "  with ", &line, 4);
    }
}
