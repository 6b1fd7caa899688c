//! A sentence for each step and what it found.
//!
//! The part of a template in `[ ]` speaks of the evidence and is left out where there is none.

use crate::explain::sentence::{Sentence, say};
use crate::fetch::{Evidence, Outcome, StepId};
use crate::model::decimal;
use crate::model::text::split_at;
use crate::report::Inline;

/// What a step found, in words.
pub fn sentence(id: StepId, outcome: Outcome, evidence: &Evidence) -> Vec<Inline> {
    let template = match outcome {
        Outcome::Pass => passes(id),
        Outcome::Fail => fails(id),
        Outcome::Info => tells(id),
    };
    let Some((before, inside, after)) = optional(template) else { return say(template, &[]) };
    let mut text = Sentence::default();
    text.say(before, &[]);
    match evidence {
        Evidence::None => {}
        Evidence::Names(names) if names.is_empty() => {}
        Evidence::Names(names) => {
            let (lead, tail) = split_at(inside, "{v}").unwrap_or((inside, ""));
            text.say(lead, &[]);
            text.values(names);
            text.say(tail, &[]);
        }
        Evidence::Value(value) => text.say(inside, &[&value.to_isomorphic()]),
        Evidence::Text(value) => text.say(inside, &[value]),
        Evidence::Number(number) => text.say(inside, &[&decimal((*number).into())]),
    }
    text.say(after, &[]);
    text.done()
}

fn optional(template: &'static str) -> Option<(&'static str, &'static str, &'static str)> {
    let (before, rest) = template.split_once('[')?;
    let (inside, after) = rest.split_once(']')?;
    Some((before, inside, after))
}

fn passes(id: StepId) -> &'static str {
    use StepId as S;
    match id {
        S::RequestUrlCredentials => "the URL carries no user name or password",
        S::RequestOnlyIfCached => "the cache mode goes with the request mode",
        S::RequestMethod | S::XhrMethod => "the method[ {v}] may be used by pages",
        S::RequestNoCorsMethod => "mode `no-cors` takes the method[ {v}]",
        S::RequestBody => "the body goes with the method",
        S::RequestStreamMode => "the stream body goes with the mode",
        S::HeaderForbidden | S::HeaderNoCors => "the headers[ {v}] may be set by pages",
        S::MainBlocked => "neither mixed content nor Content Security Policy stops the request",
        S::MainSameOrigin => "no CORS needed: same origin[ as {v}]",
        S::MainSameOriginMode => "mode `same-origin`, and the origin is the same",
        S::MainNoCors => "mode `no-cors`: the request goes out, and script sees nothing of the response",
        S::MainNoCorsRedirect => "mode `no-cors` follows redirects",
        S::MainScheme => "the scheme[ {v}] can be fetched across origins",
        S::MainPreflight => "no preflight is needed",
        S::MainCors => "another origin in mode `cors`, and nothing asks for a preflight",
        S::MainExposed => "script can read the header names[ {v}]",
        S::MainFiltered => "script gets the response[ as {v}]",
        S::HttpPreflight => "no preflight is sent[: {v}]",
        S::HttpCorsCheck => "the response passes the CORS check",
        S::HttpCorp => "`Cross-Origin-Resource-Policy` lets other origins embed the response",
        S::HttpRedirectMode => "the redirect mode lets the redirect be followed",
        S::NetworkResponse => "a response came[: {v}]",
        S::NetworkCredentials => "credentials go out with the request",
        S::RedirectLocation => "the `Location`[ {v}] is a URL",
        S::RedirectScheme => "the redirect leads to an HTTP URL",
        S::RedirectCount => "not too many redirects yet[: {v}]",
        S::RedirectCredentials | S::RedirectCredentialsTainted => {
            "the `Location` has no user name or password"
        }
        S::RedirectStream => "the body can be sent again",
        S::RedirectMethod => "the method stays[ {v}]",
        S::RedirectAuthorization => "`Authorization` stays: same origin",
        S::RedirectFollow => "the redirect is followed[ to {v}]",
        S::PreflightResponse => "the status of the preflight response is fine[: {v}]",
        S::PreflightSyntax => "the lists of the preflight response parse",
        S::PreflightMethod => "the preflight response allows the method[ {v}], or it needs no leave",
        S::PreflightAuthorization => "the preflight response lists `authorization` by name",
        S::PreflightHeaders => "the preflight response allows every header that needs leave[: {v}]",
        S::PreflightMaxAge => "the preflight response may be kept[ for {v} seconds]",
        S::CacheMatch => "an earlier preflight response still covers the request, so none is sent",
        S::CheckMissing => "`Access-Control-Allow-Origin` is there[: {v}]",
        S::CheckWildcard => "`Access-Control-Allow-Origin` is `*`, and no credentials are included",
        S::CheckOrigin => "`Access-Control-Allow-Origin` is the origin the browser sent[: {v}]",
        S::CheckNoCredentials => {
            "no credentials are included, so `Access-Control-Allow-Credentials` is not looked at"
        }
        S::CheckCredentials | S::CheckCredentialsMissing => "`Access-Control-Allow-Credentials` is `true`",
    }
}

fn fails(id: StepId) -> &'static str {
    use StepId as S;
    match id {
        S::RequestUrlCredentials => "the URL carries a user name or password",
        S::RequestOnlyIfCached => "cache mode `only-if-cached` outside mode `same-origin`",
        S::RequestMethod | S::XhrMethod => "the method[ {v}] can't be used by pages",
        S::RequestNoCorsMethod => "mode `no-cors` takes `GET`, `HEAD` and `POST` only[, not {v}]",
        S::RequestBody => "`GET` and `HEAD` carry no body",
        S::RequestStreamMode => "a stream body needs mode `cors` or `same-origin`",
        S::HeaderForbidden | S::HeaderNoCors => "the headers[ {v}] are dropped",
        S::MainBlocked => "the browser stops the request before it goes out",
        S::MainSameOrigin => "another origin[: {v}]",
        S::MainSameOriginMode => "mode `same-origin`, and the URL is on another origin",
        S::MainNoCors => "mode `no-cors` is refused",
        S::MainNoCorsRedirect => "mode `no-cors` with a redirect mode other than `follow`",
        S::MainScheme => "the scheme[ {v}] can't be fetched across origins",
        S::MainPreflight => "a preflight is needed[ for {v}]",
        S::MainCors => "the request is refused",
        S::MainExposed => "script can read no further header names",
        S::MainFiltered => "script gets no response",
        S::HttpPreflight => "the preflight fails",
        S::HttpCorsCheck => "the response fails the CORS check",
        S::HttpCorp => "`Cross-Origin-Resource-Policy` keeps the response from this origin",
        S::HttpRedirectMode => "the response is a redirect, and the redirect mode is `error`",
        S::NetworkResponse => "no usable response came[: {v}]",
        S::NetworkCredentials => "credentials can't go out",
        S::RedirectLocation => "the `Location`[ {v}] is not a URL",
        S::RedirectScheme => "the redirect leads to a scheme[, {v},] other than `http` and `https`",
        S::RedirectCount => "one redirect too many[: the limit is {v}]",
        S::RedirectCredentials => "the `Location` has a user name or password, and leads to another origin",
        S::RedirectCredentialsTainted => "the `Location` has a user name or password while CORS is in force",
        S::RedirectStream => "the body is a stream, which can't be sent again",
        S::RedirectMethod => "the method can't be kept",
        S::RedirectAuthorization => "`Authorization` can't be kept",
        S::RedirectFollow => "the redirect is not followed",
        S::PreflightResponse => "the status of the preflight response is not 200 to 299[: {v}]",
        S::PreflightSyntax => "a list of the preflight response does not parse[: {v}]",
        S::PreflightMethod => "the preflight response does not allow the method[ {v}]",
        S::PreflightAuthorization => "`authorization` must be listed by name[, and the list is {v}]",
        S::PreflightHeaders => {
            "the preflight response does not allow every header that needs leave[; missing: {v}]"
        }
        S::PreflightMaxAge => "the preflight response can't be kept",
        S::CacheMatch => "no earlier preflight response covers the request",
        S::CheckMissing => "`Access-Control-Allow-Origin` is missing",
        S::CheckWildcard => "`Access-Control-Allow-Origin` is not `*`",
        S::CheckOrigin => "`Access-Control-Allow-Origin`[ is {v}, which] is not the origin the browser sent",
        S::CheckNoCredentials => "credentials are included, so `Access-Control-Allow-Credentials` counts",
        S::CheckCredentials => "`Access-Control-Allow-Credentials` is not `true`",
        S::CheckCredentialsMissing => {
            "`Access-Control-Allow-Credentials`[ is {v}, which] is not exactly `true`"
        }
    }
}

fn tells(id: StepId) -> &'static str {
    use StepId as S;
    match id {
        S::HeaderForbidden => "headers that pages can't set are dropped[: {v}]",
        S::HeaderNoCors => "headers that mode `no-cors` doesn't take are dropped[: {v}]",
        S::MainPreflight => "another origin in mode `cors`, and the request asks for a preflight[: {v}]",
        S::MainExposed => "header names script can read[: {v}]",
        S::MainFiltered => "script gets the response[ as {v}]",
        S::HttpCorsCheck => {
            "a stored response confirmed by the server[ ({v})] is taken without another check"
        }
        S::HttpRedirectMode => "redirect mode `manual`: script learns that there was a redirect, and no more",
        S::NetworkResponse => "the answer is not known",
        S::NetworkCredentials => "whether credentials go out[: {v}]",
        S::RedirectMethod => "the redirect turns the method[ {v}] into `GET` and drops the body",
        S::RedirectAuthorization => "the redirect leads to another origin, so `Authorization` is dropped",
        S::PreflightAuthorization => "`*` is taken for `authorization`, too",
        S::PreflightMaxAge => "the preflight response may be kept[ for {v} seconds]",
        other => passes(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explain::sentence::plain;
    use crate::model::ByteString;

    #[test]
    fn evidence_is_named_where_there_is_some() {
        let with = Evidence::Value(ByteString::from("https://a.example/"));
        assert_eq!(
            plain(&sentence(StepId::CheckOrigin, Outcome::Fail, &with)),
            "`Access-Control-Allow-Origin` is `https://a.example/`, which is not the origin the browser sent"
        );
        assert_eq!(
            plain(&sentence(StepId::CheckOrigin, Outcome::Fail, &Evidence::None)),
            "`Access-Control-Allow-Origin` is not the origin the browser sent"
        );
        let names = Evidence::Names(vec!["x-a".to_owned(), "x-b".to_owned()]);
        assert_eq!(
            plain(&sentence(StepId::PreflightHeaders, Outcome::Fail, &names)),
            "the preflight response does not allow every header that needs leave; missing: `x-a` and `x-b`"
        );
    }

    #[test]
    fn no_step_is_without_words_and_no_placeholder_is_left() {
        for id in StepId::ALL {
            for outcome in [Outcome::Pass, Outcome::Fail, Outcome::Info] {
                for evidence in [Evidence::None, Evidence::Number(7), Evidence::Names(Vec::new())] {
                    let text = plain(&sentence(*id, outcome, &evidence));
                    assert!(
                        !text.is_empty() && !text.contains(['{', '[', ']']),
                        "{id:?} {outcome:?}: {text}"
                    );
                }
            }
        }
    }
}
