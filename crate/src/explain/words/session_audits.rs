//! What several calls show together, in words.

use super::audits::{list, max_age};
use crate::audit::session::{SessionFinding, Together};
use crate::explain::sentence::{Sentence, say};
use crate::model::{decimal, number_text};
use crate::report::{Inline, Note};

/// A finding as a note.
pub fn note(finding: SessionFinding) -> Note {
    let (code, severity) = match &finding.found {
        Together::CacheBleed { .. } => ("cache-bleed", "warning"),
        Together::Reflected { surely: true, .. } => ("origin-reflected", "danger"),
        Together::Reflected { .. } => ("origin-reflected", "info"),
        Together::ErrorsWithoutHeaders { .. } => ("error-routes-without-headers", "warning"),
        Together::KeptPreflightDiffers { blocked: true, .. } => ("preflight-differs", "warning"),
        Together::KeptPreflightDiffers { .. } => ("preflight-differs", "info"),
        Together::SameEverywhere { .. } => ("cors-bypassed", "warning"),
        Together::PreflightsNotKept { .. } => ("preflights-not-kept", "info"),
    };
    Note {
        code,
        severity,
        headline: headline(&finding.found),
        body: body(&finding.found),
        marks: Vec::new(),
        evidence: finding.evidence,
    }
}

fn headline(found: &Together) -> Vec<Inline> {
    match found {
        Together::CacheBleed { url, made_for: Some(origin) } => {
            say("a cache answered for {v} with what was made for {v}", &[url, origin])
        }
        Together::CacheBleed { url, .. } => {
            say("a cache answered for {v} with what was made for a request without `Origin`", &[url])
        }
        Together::Reflected { origins, .. } => {
            let mut sentence = Sentence::default();
            sentence.words("several sites may read with credentials: ");
            sentence.values(origins);
            sentence.done()
        }
        Together::ErrorsWithoutHeaders { server, statuses } => {
            let mut sentence = Sentence::default();
            sentence.say(
                "errors of {v} lack `Access-Control-Allow-Origin`, which its other responses have: ",
                &[server],
            );
            let statuses: Vec<String> = statuses.iter().map(|status| decimal((*status).into())).collect();
            sentence.values(&statuses);
            sentence.done()
        }
        Together::KeptPreflightDiffers { server, names, .. } => {
            let mut sentence = Sentence::default();
            sentence.say(
                "responses of {v} disagree with the preflight response that was kept for them, in ",
                &[server],
            );
            list(&mut sentence, names);
            sentence.done()
        }
        Together::SameEverywhere { sites, names } => {
            let mut sentence = Sentence::default();
            sentence.say("responses of {t} unrelated sites all have the same ", &[&decimal(*sites as u64)]);
            sentence.values(names);
            sentence.done()
        }
        Together::PreflightsNotKept { server, count, milliseconds, .. } => {
            let preflights = if *count == 1 { "preflight" } else { "preflights" };
            let (count, milliseconds) = (decimal(*count as u64), number_text(milliseconds.round()));
            say("{t} {t} to {v} took {t} ms", &[&count, preflights, server, &milliseconds])
        }
    }
}

fn body(found: &Together) -> Vec<Inline> {
    match found {
        Together::CacheBleed { made_for: Some(_), .. } => say(
            "add `Vary: Origin` to every response of the URL; a cache on the way that ignores `Vary` needs `Origin` in \
             its key",
            &[],
        ),
        Together::CacheBleed { .. } => say(
            "add `Vary: Origin` also to responses for requests without `Origin`, or ask for the image with \
             `crossorigin`",
            &[],
        ),
        Together::Reflected { surely: true, .. } => say(
            "the server seems to give back whatever `Origin` says, so every page can read what the signed-in user \
             may see; compare it with a list",
            &[],
        ),
        Together::Reflected { .. } => say(
            "that is right if the server compares `Origin` with a list; if it gives back whatever `Origin` says, \
             every page can read what the signed-in user may see",
            &[],
        ),
        Together::ErrorsWithoutHeaders { .. } => say(
            "so the page gets a CORS error instead of the status; let the error page, or the proxy that makes it, \
             add the headers too",
            &[],
        ),
        Together::KeptPreflightDiffers { .. } => say(
            "different parts of the server seem to make the two, or it was changed in between; browsers check both, and \
             ask anew only when the kept one has run out",
            &[],
        ),
        Together::SameEverywhere { .. } => say(
            "an extension that bypasses CORS seems to add them; what passes here may be blocked elsewhere: try a window \
             without extensions",
            &[],
        ),
        Together::PreflightsNotKept { caps, .. } => max_age(caps),
    }
}
