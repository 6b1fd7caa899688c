//! In what a value and an origin, or two origins, differ.

use crate::explain::compare::Difference;
use crate::explain::sentence::Sentence;
use crate::model::decimal;

/// In what two origins differ, behind both.
pub fn only_this(difference: &Difference) -> &'static str {
    match difference {
        Difference::Scheme { .. } => ": only the scheme differs",
        Difference::Port { .. } => ": only the port differs",
        Difference::Www(_) => ": only the www. in front differs",
        Difference::Loopback => ": both may be this machine, and their names differ",
        _ => "",
    }
}

/// Appends what a value has to be, and what is wrong with it.
pub fn must_be_exactly(sentence: &mut Sentence, expected: &str, differences: &[Difference]) {
    if expected == "null" {
        sentence.say("the value must be exactly `null` (or `*`)", &[]);
    } else {
        sentence.say("the value must be exactly {v}", &[expected]);
    }
    for each in differences {
        sentence.words(", ");
        difference(sentence, each);
    }
}

/// Appends what is wrong with the value; reads on after "the value must be exactly X,".
fn difference(sentence: &mut Sentence, difference: &Difference) {
    let port = |port: &Option<u16>| port.map_or_else(String::new, |port| decimal(port.into()));
    let ports;
    let (template, one, two) = match difference {
        Difference::Empty => ("and it is empty", "", ""),
        Difference::Quotes => ("without quotation marks", "", ""),
        Difference::List => ("and it is a list: the header holds one origin", "", ""),
        Difference::Pattern => {
            ("and patterns don't work: `*` counts only when it is the whole value", "", "")
        }
        Difference::Literal => ("and it looks like a value a program printed by mistake", "", ""),
        Difference::NullFound => ("and it is `null`", "", ""),
        Difference::NullExpected => ("and it names an origin", "", ""),
        Difference::Case => {
            ("and it differs in upper and lower case: the comparison is byte for byte", "", "")
        }
        Difference::TrailingSlash => ("and it has a slash at the end, which an origin never has", "", ""),
        Difference::Path => ("and it goes on behind the origin: an origin has no path", "", ""),
        Difference::SchemeMissing => ("and the scheme in front is missing", "", ""),
        Difference::Scheme { expected, found } => {
            ("and it says {v} where the page is on {v}", found.as_str(), expected.as_str())
        }
        Difference::Port { expected, found } => {
            ports = (port(found), port(expected));
            match (expected, found) {
                (Some(_), Some(_)) => (
                    "and it names port {v} where the page is on port {v}",
                    ports.0.as_str(),
                    ports.1.as_str(),
                ),
                (Some(_), None) => ("and port {v} is missing", ports.1.as_str(), ""),
                (None, Some(_)) => ("and it names port {v}, which the page is not on", ports.0.as_str(), ""),
                (None, None) => ("and the port differs", "", ""),
            }
        }
        Difference::DefaultPort(port) => {
            ("and it writes out the default port {v}, which an origin never does", port.as_str(), "")
        }
        Difference::Www(true) => ("and it has `www.` in front, which makes another origin", "", ""),
        Difference::Www(false) => ("and `www.` is missing, which makes another origin", "", ""),
        Difference::Loopback => ("and `localhost` and `127.0.0.1` are different origins", "", ""),
        Difference::Host => ("and it names another host", "", ""),
        Difference::NotAnOrigin => ("and it is no origin", "", ""),
    };
    sentence.say(template, &[one, two]);
}
