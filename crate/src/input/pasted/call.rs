//! A request that somebody pasted: as it stands there, with what its browser added.

use crate::input::Malformed;
use crate::model::{Credentials, Header, HeaderList, Mode, RedirectMode, Url, is_token};

/// A request out of a command or a script, which has no answer.
#[derive(Debug, Clone, PartialEq)]
pub struct PastedCall {
    /// Its URL.
    pub url: Url,
    /// Its method.
    pub method: String,
    /// Its header lines, those that the browser adds by itself among them.
    pub headers: HeaderList,
    /// Its body, as far as it is written out.
    pub body: Option<String>,
    /// The type that its body brings along, if no header says another.
    pub content_type: Option<&'static str>,
    /// Options of `fetch`.
    pub mode: Option<Mode>,
    /// Options of `fetch`.
    pub credentials: Option<Credentials>,
    /// Options of `fetch`.
    pub redirect: Option<RedirectMode>,
    /// `fetch` names its page by the referrer.
    pub referrer: Option<String>,
    /// A script's `fetch`, so that whatever it doesn't say is the platform's default.
    pub by_fetch: bool,
}

impl PastedCall {
    /// A GET of a URL.
    ///
    /// # Errors
    /// It is no absolute http(s) URL.
    pub fn to(url: &str) -> Result<Self, Malformed> {
        let parsed = Url::parse(url).filter(Url::is_http).ok_or_else(|| {
            Malformed::new("text", format!("`{}` is no absolute http(s) URL", shortened(url)))
        })?;
        Ok(Self {
            url: parsed,
            method: "GET".to_owned(),
            headers: HeaderList::default(),
            body: None,
            content_type: None,
            mode: None,
            credentials: None,
            redirect: None,
            referrer: None,
            by_fetch: false,
        })
    }

    /// Adds a header line.
    ///
    /// # Errors
    /// Its name is no token, or its value holds what no header can hold. The value may be a secret, so it isn't repeated.
    pub fn header(&mut self, name: &str, value: &str) -> Result<(), Malformed> {
        let name = name.trim();
        // HTTP/2's pseudo headers are no headers.
        if name.starts_with(':') {
            return Ok(());
        }
        if !is_token(name.as_bytes()) {
            return Err(Malformed::new("text", format!("`{}` is no header name", shortened(name))));
        }
        let header = Header { name: name.into(), value: value.trim().into() };
        header.check().map_err(|reason| Malformed::new("text", format!("header `{name}`: {reason}")))?;
        self.headers.0.push(header);
        Ok(())
    }
}

/// As much of a text as an error shows.
pub fn shortened(text: &str) -> String {
    const MOST: usize = 60;
    let mut letters = text.chars();
    let mut short: String = letters.by_ref().take(MOST).collect();
    if letters.next().is_some() {
        short.push('…');
    }
    short
}
