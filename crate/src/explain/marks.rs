//! Which bytes of which message a cause is about.

use super::spans;
use crate::fetch::{Cause, CauseKind, Phase, method, names};
use crate::model::NetworkError;
use crate::report::{ExchangeView, Mark, MessageView};

/// What a secondary mark shows; its few words are said elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Role {
    /// Another line of the header that is to blame.
    OtherLine,
    /// The status that came with it.
    Status,
    /// The `Origin` the value was compared with.
    SentOrigin,
    /// The `Origin` that asks for leave and gets no word.
    AskingOrigin,
    /// The method the preflight asked for.
    AskedMethod,
    /// A header name the preflight asked for.
    AskedHeader(String),
    /// Credentials that went out.
    Cookie,
}

/// The bytes to blame, and the bytes that made the rule apply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marked {
    /// To blame.
    pub primary: Mark,
    /// Made the rule apply.
    pub secondary: Vec<(Mark, Role)>,
}

/// Finds the bytes of a cause in the messages.
#[must_use]
pub fn marks(cause: &Cause, view: &ExchangeView) -> Marked {
    let response = view.messages.iter().find(|m| m.index == 2 * cause.exchange + 1);
    let request = view.messages.iter().find(|m| m.index == 2 * cause.exchange);
    let primary = primary(cause, view, request, response);
    let secondary = request.map(|message| asked(&cause.kind, message)).unwrap_or_default();
    match primary {
        Some(mut marked) => {
            marked.secondary.extend(secondary);
            marked
        }
        None => Marked { primary: fallback(view), secondary },
    }
}

/// Nothing is as it should be: point at the start of the call.
fn fallback(view: &ExchangeView) -> Mark {
    view.messages.first().map_or_else(|| only(0), spans::start_line)
}

fn only(message: usize) -> Mark {
    Mark { message, line: crate::report::Line::Number(0), from: 0, to: 0 }
}

fn primary(
    cause: &Cause,
    view: &ExchangeView,
    request: Option<&MessageView>,
    response: Option<&MessageView>,
) -> Option<Marked> {
    use CauseKind as K;
    match &cause.kind {
        K::MethodInvalid { method }
        | K::MethodForbidden { method }
        | K::NoCorsMethod { method }
        | K::BodyNotAllowed { method } => {
            let long = method.chars().count();
            first_message(view).map(|message| alone(spans::first_characters(message, long)))
        }
        K::UrlHasCredentials | K::CacheModeNeedsSameOrigin | K::StreamBodyNeedsCors => {
            first_message(view).map(|message| alone(spans::target(message)))
        }
        K::SameOriginMode { .. } | K::NoCorsRedirectMode { .. } | K::SchemeNotSupported { .. } => {
            refused_url(cause, view)
        }
        K::AllowOriginMissing { .. }
        | K::AllowOriginMultiple { .. }
        | K::AllowOriginInvalid { .. }
        | K::AllowOriginMismatch { .. }
        | K::AllowOriginWildcardWithCredentials { .. } => duplicate(response?, names::ALLOW_ORIGIN),
        K::AllowCredentialsNotTrue { .. } => duplicate(response?, names::ALLOW_CREDENTIALS),
        K::PreflightMethodNotAllowed { .. } => last_line(response?, names::ALLOW_METHODS),
        K::PreflightHeaderNotAllowed { .. } | K::PreflightAuthorizationNotListed { .. } => {
            last_line(response?, names::ALLOW_HEADERS)
        }
        K::PreflightAllowMethodsInvalid { .. } => bad_item(response?, names::ALLOW_METHODS),
        K::PreflightAllowHeadersInvalid { .. } => bad_item(response?, names::ALLOW_HEADERS),
        K::PreflightStatusNotOk { .. } => response.map(|message| alone(spans::first_word(message))),
        K::PreflightRedirected { .. }
        | K::RedirectTooMany { .. }
        | K::RedirectModeError { .. }
        | K::RedirectStreamBody { .. }
        | K::RedirectLocationInvalid { .. }
        | K::RedirectLocationHasCredentials { .. }
        | K::RedirectUnsafeScheme { .. }
        | K::RedirectEmbeddedCredentials { .. } => response.map(redirect),
        K::Network(network) if network.error == NetworkError::Corp => response.map(|message| {
            alone(match values(message, names::CORP).pop() {
                Some(policy) => policy,
                None if message.state == "captured" => spans::end_of_headers(message),
                None => spans::start_line(message),
            })
        }),
        K::Network(_) | K::AnswerUnknown { .. } => {
            response.or(request).map(|message| alone(spans::start_line(message)))
        }
        K::FactUnknown { .. } => first_message(view).map(|message| alone(spans::start_line(message))),
    }
}

fn alone(primary: Mark) -> Marked {
    Marked { primary, secondary: Vec::new() }
}

fn first_message(view: &ExchangeView) -> Option<&MessageView> {
    view.messages.first()
}

/// A URL that is not fetched: where the page wrote it, or the `Location` that led to it.
fn refused_url(cause: &Cause, view: &ExchangeView) -> Option<Marked> {
    if cause.phase != Phase::Redirect {
        return first_message(view).map(|message| alone(spans::target(message)));
    }
    let led_there = |message: &&MessageView| {
        message.kind == "response"
            && message.exchange <= cause.exchange
            && message.lines.contains(names::LOCATION)
    };
    let message = view.messages.iter().rev().find(led_there)?;
    Some(redirect(message))
}

/// A redirect that is not followed: where it leads, and the status that makes it one.
fn redirect(message: &MessageView) -> Marked {
    let status = spans::first_word(message);
    if message.lines.contains(names::LOCATION) {
        Marked { primary: location(message), secondary: vec![(status, Role::Status)] }
    } else {
        alone(status)
    }
}

fn location(message: &MessageView) -> Mark {
    values(message, names::LOCATION).first().copied().unwrap_or_else(|| spans::end_of_headers(message))
}

/// A header that may be there once: of several lines the second is one too many, the first is its rival.
fn duplicate(message: &MessageView, name: &str) -> Option<Marked> {
    Some(among(message, values(message, name), 1))
}

/// A list that lacks something: its last line, the others beside it.
fn last_line(message: &MessageView, name: &str) -> Option<Marked> {
    let values = values(message, name);
    let last = values.len().saturating_sub(1);
    Some(among(message, values, last))
}

/// The values of all lines of one name.
fn values(message: &MessageView, name: &str) -> Vec<Mark> {
    let mut marks = Vec::new();
    for (line, header) in spans::lines(message, name) {
        marks.push(spans::value(message, line, header));
    }
    marks
}

/// One of the values, the others beside it; of a single one that one, and the end of the headers where there is none.
fn among(message: &MessageView, mut values: Vec<Mark>, chosen: usize) -> Marked {
    if values.is_empty() {
        return alone(spans::end_of_headers(message));
    }
    let primary = values.remove(chosen.min(values.len() - 1));
    let mut secondary = Vec::new();
    for mark in values {
        secondary.push((mark, Role::OtherLine));
    }
    Marked { primary, secondary }
}

/// The first item of a list that is not a token; the whole value where no single line shows one (a quoted string
/// that starts in one line and ends in another).
fn bad_item(message: &MessageView, name: &str) -> Option<Marked> {
    let found = spans::lines(message, name).find_map(|(line, header)| {
        let range = spans::first_non_token(header.value.as_bytes())?;
        Some(spans::part(message, line, header, range))
    });
    let whole = || values(message, name).first().copied();
    Some(alone(found.or_else(whole).unwrap_or_else(|| spans::end_of_headers(message))))
}

/// What the request said that the answer didn't meet.
fn asked(kind: &CauseKind, request: &MessageView) -> Vec<(Mark, Role)> {
    use CauseKind as K;
    match kind {
        K::AllowOriginMissing { .. } | K::RedirectLocationHasCredentials { .. } => {
            first_value(request, "Origin", Role::AskingOrigin)
        }
        K::AllowOriginMultiple { .. } | K::AllowOriginInvalid { .. } | K::AllowOriginMismatch { .. } => {
            first_value(request, "Origin", Role::SentOrigin)
        }
        K::PreflightRedirected { .. }
        | K::PreflightStatusNotOk { .. }
        | K::PreflightAllowMethodsInvalid { .. }
        | K::PreflightAllowHeadersInvalid { .. } => why_preflight(request),
        K::AllowOriginWildcardWithCredentials { .. } | K::AllowCredentialsNotTrue { .. } => {
            spans::lines(request, "Cookie")
                .take(1)
                .map(|(line, header)| (spans::name(request, line, header), Role::Cookie))
                .collect()
        }
        K::PreflightMethodNotAllowed { .. } => {
            first_value(request, "Access-Control-Request-Method", Role::AskedMethod)
        }
        K::PreflightHeaderNotAllowed { names, .. } => {
            names.iter().filter_map(|name| asked_header(request, name)).collect()
        }
        K::PreflightAuthorizationNotListed { .. } => {
            asked_header(request, "authorization").into_iter().collect()
        }
        _ => Vec::new(),
    }
}

/// What a preflight asks leave for.
fn why_preflight(request: &MessageView) -> Vec<(Mark, Role)> {
    let method = request.lines.get("Access-Control-Request-Method").unwrap_or_default().to_isomorphic();
    let mut marks = match method::is_safelisted(&method) {
        true => Vec::new(),
        false => first_value(request, "Access-Control-Request-Method", Role::AskedMethod),
    };
    let names = request.lines.get("Access-Control-Request-Headers").unwrap_or_default().to_isomorphic();
    marks.extend(names.split(',').filter_map(|name| asked_header(request, name.trim_ascii())));
    marks
}

fn first_value(request: &MessageView, name: &str, role: Role) -> Vec<(Mark, Role)> {
    values(request, name).first().map(|mark| (*mark, role)).into_iter().collect()
}

/// Just the name's bytes in `Access-Control-Request-Headers`.
fn asked_header(request: &MessageView, name: &str) -> Option<(Mark, Role)> {
    spans::lines(request, "Access-Control-Request-Headers").find_map(|(line, header)| {
        let range = spans::item_named(header.value.as_bytes(), name)?;
        Some((spans::part(request, line, header, range), Role::AskedHeader(name.to_owned())))
    })
}
