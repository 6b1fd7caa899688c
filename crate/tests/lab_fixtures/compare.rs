//! Where a browser and its profile disagree, as `compare.js` tells it.

use super::answers::{ID, hop_in};
use super::{Observed, Page, Scenario};
use corscope::fetch::{CauseKind, ConsoleMessage, Evaluation, Fetch, Next, PreflightCache, Profile, Verdict};
use corscope::model::{Answer, Engine, Initiator, Kind, Mode, Origin, Outgoing, Url};
use serde_json::{Value, json};

/// What the server saw: what reached it and bears the fixture's name.
fn wire(sent: &[(Outgoing, bool)]) -> Vec<Value> {
    let one = |sent: &Outgoing| {
        let header = |name: &str| sent.headers.get(name).map(|value| value.to_isomorphic());
        let asked = |name: &str| header(name).filter(|_| sent.kind == Kind::Preflight);
        let hop = hop_in(&sent.url).map_or(json!(-1), |hop| json!(hop));
        let mut fields = json!({ "kind": sent.kind, "hop": hop, "method": sent.method, "url": sent.url });
        for (field, value) in [
            ("origin", header("Origin")),
            ("requestMethod", asked("Access-Control-Request-Method")),
            ("requestHeaders", asked("Access-Control-Request-Headers")),
        ] {
            if let (Some(value), Some(fields)) = (value, fields.as_object_mut()) {
                fields.insert(field.to_owned(), json!(value));
            }
        }
        fields
    };
    sent.iter()
        .filter(|(sent, reached)| *reached && sent.url.contains(ID))
        .map(|(sent, _)| one(sent))
        .collect()
}

/// What the text alone tells.
const ANY_NAME: &str = "any";

/// A few lines in every order, the given one first.
fn orders<'a>(lines: &[&'a str]) -> Vec<Vec<&'a str>> {
    if lines.len() < 2 {
        return vec![lines.to_vec()];
    }
    let mut all = Vec::new();
    for (index, first) in lines.iter().enumerate() {
        let mut others = lines.to_vec();
        others.remove(index);
        all.extend(orders(&others).into_iter().map(|order| [vec![*first], order].concat()));
    }
    all
}

/// The message with each of the names that the browser may have chosen, as far as this page's console gets it.
fn possible(
    said: Option<ConsoleMessage>,
    evaluation: &Evaluation,
    engine: Engine,
    (page, initiator): (&str, Initiator),
) -> Vec<ConsoleMessage> {
    let Some(said) = said else { return Vec::new() };
    let only = |keeps: &dyn Fn(&str) -> bool| {
        let text = said.text.split('\n').filter(|line| keeps(line)).collect::<Vec<_>>().join("\n");
        ConsoleMessage { text, ..said.clone() }
    };
    let names = match evaluation.causes.first().map(|cause| &cause.kind) {
        Some(CauseKind::PreflightHeaderNotAllowed { names, .. }) => names.as_slice(),
        _ => &[],
    };
    match (engine, names) {
        // What it prints of a URL without the fixture's name is filed nowhere.
        (Engine::Firefox, _) => {
            let said = only(&|line| line.contains(ID));
            if said.text.is_empty() {
                return Vec::new();
            }
            // Those of a worker's `XMLHttpRequest` come from several threads, in any order. The name is that of the first
            // line that says why, whose text tells it.
            let lines: Vec<&str> = said.text.split('\n').collect();
            if page != "worker" || initiator != Initiator::Xhr {
                return vec![said];
            }
            let why = |order: &[&str]| {
                order.iter().find(|line| !line.contains("request did not succeed")).map(ToString::to_string)
            };
            let name = |order: &[&str]| if why(order) == why(&lines) { &said.error } else { ANY_NAME };
            orders(&lines)
                .into_iter()
                .map(|order| ConsoleMessage {
                    error: name(&order).to_owned(),
                    text: order.join("\n"),
                    ..said.clone()
                })
                .collect()
        }
        // A worker's console gets the reason alone, and only where it comes from the network's process.
        (Engine::Webkit, _) if page == "worker" => vec![only(&|line| {
            let names_request = line.split(" cannot load ").next().is_some_and(|who| {
                who != line && who.trim_end_matches(" API").bytes().all(|b| b.is_ascii_alphanumeric())
            });
            !names_request
                && !line.starts_with("Cross origin requests are only ")
                && !line.starts_with("Not allowed to request ")
                && (!line.starts_with("Redirection to URL ") || !line.ends_with('.'))
        })],
        // What it prints of a beacon to a URL without the fixture's name is filed nowhere.
        (Engine::Webkit, _)
            if said.text.split('\n').any(|line| line.starts_with("Beacon ") && !line.contains(ID)) =>
        {
            Vec::new()
        }
        (Engine::Chromium, [first, ..]) => {
            let with = |name: &String| ConsoleMessage {
                error: said.error.clone(),
                parameter: if said.parameter == *first { name.clone() } else { said.parameter.clone() },
                text: said.text.replacen(&format!("field {first} "), &format!("field {name} "), 1),
            };
            names.iter().map(with).collect()
        }
        _ => vec![said],
    }
}

fn is_about_cors(engine: Engine, line: &str) -> bool {
    let starts: &[&str] = match engine {
        Engine::Chromium => &["Access to ", "Fetch API cannot load "],
        Engine::Firefox => &["Cross-Origin Request ", "Security Error: "],
        Engine::Webkit | Engine::Standard => {
            let own = ["TypeError: ", "ReferenceError: ", "Did not parse stylesheet "];
            return !own.iter().any(|start| line.starts_with(start));
        }
    };
    starts.iter().any(|start| line.starts_with(start))
}

/// Firefox names whose content it is, where a request tells no more than the origin.
fn by_origin(line: &str) -> String {
    let Some((before, rest)) = line.split_once("Content at ") else { return line.to_owned() };
    let Some((whose, behind)) = rest.split_once(" may") else { return line.to_owned() };
    let whose = if whose.starts_with("moz-nullprincipal:") {
        "null"
    } else {
        whose.split_once("/.lab/").map_or(whose, |(origin, _)| origin)
    };
    [before, "Content at ", whose, " may", behind].concat()
}

/// Firefox's media player may ask again for a part of what it loads: as the whole chain, or the end of it by a call of its
/// own.
fn once_each(wire: Vec<Value>, page: &Origin) -> Vec<Value> {
    let by_itself = |sent: &Value| {
        let mut sent = sent.clone();
        let url = sent.get("url").and_then(Value::as_str).and_then(Url::parse);
        let is_home = url.is_some_and(|url| page.same_origin(&Origin::of(&url)));
        if let Some(fields) = sent.as_object_mut() {
            fields.remove("origin");
            if !is_home {
                fields.insert("origin".to_owned(), json!(page.serialise()));
            }
        }
        sent
    };
    let mut found: Vec<Value> = Vec::new();
    for sent in wire {
        if !found.iter().any(|other| *other == sent || by_itself(other) == sent) {
            found.push(sent);
        }
    }
    found
}

/// Which parts differ from what was observed.
pub fn differences(scenario: &Scenario, observed: &Observed, profile: &'static dyn Profile) -> Vec<String> {
    let engine = profile.engine();
    let request = scenario.request();
    let mut cache = PreflightCache::new();
    let mut sent = Vec::new();
    let (mut fetch, mut next) = Fetch::start(request.clone(), profile, &mut cache, 0.0);
    let evaluation = loop {
        let outgoing = match next {
            Next::Done(evaluation) => break evaluation,
            Next::Send(outgoing) => outgoing,
        };
        let answer = scenario.answer(engine, &request, &outgoing);
        next = fetch.respond(&answer, &mut cache, 0.0);
        sent.push((outgoing, !matches!(answer, Answer::Failed { .. })));
    };
    let mut found = Vec::new();
    let mut compare = |part: &str, browser: Value, is: Value| {
        if browser != is {
            found.push(format!("  {part}: the browser {browser}, corscope {is}"));
        }
    };
    let Page { outcome, message, response_type, headers } = &observed.page;
    let all = possible(
        profile.console(&request, &evaluation),
        &evaluation,
        engine,
        (&scenario.page, request.initiator),
    );
    // Script never learns how a beacon ended, and an element that can't use an answer ends like one that got none.
    let unseen = message.as_deref() == Some("beacon")
        || (!matches!(request.initiator, Initiator::Fetch | Initiator::Xhr)
            && outcome == "error"
            && matches!(observed.error.as_deref(), None | Some("net::ERR_ABORTED")));
    let ended = match evaluation.verdict {
        Verdict::Allowed if unseen => "error",
        Verdict::Allowed => "allowed",
        Verdict::Rejected => "rejected",
        Verdict::Blocked | Verdict::Failed | Verdict::Undetermined => "error",
    };
    compare("outcome", json!(outcome), json!(ended));
    if outcome == "allowed" && evaluation.verdict == Verdict::Allowed {
        if response_type.is_some() {
            compare("type", json!(response_type), json!(evaluation.response_type));
        }
        if let Some(headers) = headers {
            let mut headers: Vec<_> = headers.iter().map(|name| name.to_lowercase()).collect();
            headers.sort();
            let mut exposed = evaluation.exposed.clone();
            exposed.sort();
            compare("exposed", json!(headers), json!(exposed));
        }
    }
    let name = observed.cors.as_ref().map(|(name, _)| name.as_str());
    let lines = observed.console.iter().filter(|line| is_about_cors(engine, line));
    let text = lines.map(|line| by_origin(line)).collect::<Vec<_>>().join("\n");
    let said = all.iter().find(|one| one.text == text).or(all.first());
    compare("console", json!(text), json!(said.map_or("", |said| &said.text)));
    // WebKit has no names for its errors.
    if engine != Engine::Webkit && said.is_none_or(|said| said.error != ANY_NAME) {
        compare("error", json!(name), json!(said.map(|said| &said.error)));
    }
    if let (Engine::Chromium, Some((_, parameter)), Some(said)) = (engine, &observed.cors, said) {
        compare("parameter", json!(parameter), json!(said.parameter));
    }
    let mut wire = wire(&sent);
    let mut seen: Vec<_> = observed.wire.iter().cloned().map(Value::Object).collect();
    let beacon = request.initiator == Initiator::Beacon && request.mode == Mode::NoCors;
    if engine == Engine::Webkit && scenario.page == "sandbox" && beacon {
        // Not the request's origin, but that of its page's URL, which a request doesn't tell; until a redirect leads to
        // another origin.
        let host =
            |sent: &Value| sent["url"].as_str().and_then(|url| url.split('/').nth(2)).map(str::to_owned);
        let first = wire.first().and_then(host);
        let before = wire.iter_mut().take_while(|sent| host(sent) == first);
        for sent in before.filter(|sent| sent["origin"] == "null") {
            sent["origin"] = json!(format!("http://page{}.localhost:7841", scenario.shard()));
        }
    }
    if engine == Engine::Firefox && request.initiator == Initiator::Media {
        (seen, wire) = (once_each(seen, &request.origin), once_each(wire, &request.origin));
    }
    compare("sent", json!(seen), json!(wire));
    found
}
