//! Fixes: what to do, what the proof takes for granted, and the lines before and after.

use super::fields::{Message, items, number, sentence, text};
use super::page::{Page, Style};
use super::visible::visible;
use super::{Json, said};

/// Prints a Report's fixes, the advice first.
pub fn fixes(page: &mut Page, report: &Json<'_>) {
    for (index, fix) in items(report, "fixes").iter().enumerate() {
        let lead = if index == 0 { "  fix: " } else { "  or: " };
        let assumed = sentence(fix, "assumptions");
        let browsers = browsers(fix);
        let proof = match (browsers.as_str(), assumed.as_str()) {
            ("", _) => assumed,
            (_, "") => ["proven in ", &browsers].concat(),
            _ => ["proven in ", &browsers, "; ", &assumed].concat(),
        };
        said(page, lead, &[&sentence(fix, "title"), " (", &proof, ")"].concat(), 4);
        for edit in items(fix, "edits").iter().filter(|edit| text(edit, "evidence") == "captured") {
            diff(page, report, edit);
        }
    }
}

/// The engines that allow the call then. The standard is no browser.
fn browsers(fix: &Json<'_>) -> String {
    let engines = items(fix, "provenIn").iter().filter_map(Json::as_str);
    let engines: Vec<&str> = engines.filter(|engine| *engine != "standard").collect();
    match engines.split_last() {
        Some((last, rest)) if !rest.is_empty() => [&rest.join(", "), " and ", last].concat(),
        _ => engines.concat(),
    }
}

/// The lines that an edit replaces, and the new one.
fn diff(page: &mut Page, report: &Json<'_>, edit: &Json<'_>) {
    let (name, value) = (text(edit, "name"), text(edit, "value"));
    let messages = report.get("view").map(|view| items(view, "messages")).unwrap_or_default();
    let message = messages.iter().map(Message).find(|message| message.index() == number(edit, "message"));
    if let Some(message) = message
        && text(edit, "op") != "append"
    {
        if name == ":status" {
            line(page, Style::Bad, "-", message.start_line());
        }
        for (found, value) in message.lines().filter(|(found, _)| found.eq_ignore_ascii_case(name)) {
            line(page, Style::Bad, "-", &[found, ": ", value].concat());
        }
    }
    match text(edit, "op") {
        "remove" => {}
        _ if name == ":status" => line(page, Style::Good, "+", value),
        _ => line(page, Style::Good, "+", &[name, ": ", value].concat()),
    }
}

fn line(page: &mut Page, style: Style, sign: &str, text: &str) {
    let painted = page.paint(style, &visible(&["  ", sign, "   ", text].concat()));
    page.line(&painted);
}
