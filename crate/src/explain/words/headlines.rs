//! The headline of each cause, and the few words beside its primary mark.

use super::headline_table::{TABLE, When};
use super::network::network;
use crate::capture::NOT_CAPTURED;
use crate::explain::marks::Role;
use crate::explain::sentence::{say, tell};
use crate::fetch::STORED_RESPONSE;
use crate::fetch::{Cause, CauseKind, Phase};
use crate::report::{Evidence, Inline};

/// What a headline and a label are made from.
pub struct Facts<'a> {
    /// The cause.
    pub cause: &'a Cause,
    /// The fields a template can name: those of its evidence, and `who` (the message, as the subject of a sentence),
    /// `answer` (its status) and `network` (what went wrong outside the CORS protocol).
    pub fields: Vec<(&'static str, Evidence)>,
    /// How often the header to blame is there.
    pub lines: usize,
}

impl<'a> Facts<'a> {
    /// Facts of a cause: its evidence, the status of the response it is about, how often the header is there.
    pub fn new(
        cause: &'a Cause,
        mut fields: Vec<(&'static str, Evidence)>,
        status: Option<u16>,
        lines: usize,
    ) -> Self {
        let mut field = |name, text: &str| fields.push((name, Evidence::Text(text.to_owned())));
        field(
            "who",
            match cause.phase {
                Phase::Preflight => "the preflight response",
                Phase::Redirect => "the redirect response",
                Phase::Request | Phase::Response => "the response",
            },
        );
        match &cause.kind {
            CauseKind::Network(cause) => field("network", network(cause.error, cause.text.as_deref())),
            CauseKind::SchemeNotSupported { scheme, .. } | CauseKind::RedirectUnsafeScheme { scheme } => {
                field("scheme:", &[scheme, ":"].concat());
            }
            CauseKind::AllowOriginMissing { .. } if cause.phase == Phase::Preflight => {
                field("to", " to the preflight");
            }
            _ => {}
        }
        fields.extend(status.map(|status| ("answer", Evidence::Number(status.into()))));
        Self { cause, fields, lines }
    }

    /// What is behind the cause: the login page that a redirect led to.
    pub fn real_problem(&mut self, login: &str) {
        self.fields.push(("login", Evidence::Text(login.to_owned())));
    }

    /// One line for the cause, and a few words beside its primary mark.
    pub fn words(&self) -> (Vec<Inline>, Vec<Inline>) {
        let code = self.cause.kind.code();
        let row = TABLE.iter().find(|(of, when, ..)| (*of == code || of.is_empty()) && self.fits(*when));
        let (_, _, headline, label) = row.copied().unwrap_or(("", When::Always, "", ""));
        (tell(headline, &self.fields), tell(label, &self.fields))
    }

    fn fits(&self, when: When) -> bool {
        let field = |name: &str| self.fields.iter().find(|(of, _)| *of == name).map(|(_, value)| value);
        let one = || matches!(field("names"), Some(Evidence::List(names)) if names.len() == 1);
        match when {
            When::Always => true,
            When::Login => field("login").is_some(),
            When::Error => matches!(field("answer"), Some(Evidence::Number(400..))),
            When::NoLine => self.lines == 0,
            When::Line => self.lines > 0,
            When::SeveralLines => self.lines > 1,
            When::NoValue => matches!(field("value"), Some(Evidence::Null)),
            When::NoText => matches!(field("text"), Some(Evidence::Null)),
            When::OneName => one(),
            When::OneNameNoLine => one() && self.lines == 0,
            When::NotCaptured => matches!(field("why"), Some(Evidence::Text(why)) if why == NOT_CAPTURED),
            When::StoredResponse => {
                matches!(field("why"), Some(Evidence::Text(why)) if why == STORED_RESPONSE)
            }
        }
    }
}

/// A few words beside a secondary mark.
pub fn role(role: &Role) -> Vec<Inline> {
    match role {
        Role::OtherLine => say("and here", &[]),
        Role::Status => say("a redirect", &[]),
        Role::SentOrigin => say("the browser compares with this", &[]),
        Role::AskingOrigin => say("makes it a CORS request", &[]),
        Role::AskedMethod => say("asked for", &[]),
        Role::AskedHeader(name) => say("{v} asked for", &[name]),
        Role::Cookie => say("credentials are included", &[]),
    }
}
