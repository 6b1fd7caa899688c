//! What the page asked for: as it was written down, and with every field settled.

use super::fact::words;
use super::{Fact, HeaderList, Origin, Url};
use serde::Serialize;

words! {
    /// A set of rules: the standard's, or one browser's.
    Engine {
        /// The Fetch standard, to the letter.
        Standard = "standard",
        /// Chromium.
        Chromium = "chromium",
        /// Firefox.
        Firefox = "firefox",
        /// WebKit.
        Webkit = "webkit",
    }
}

words! {
    /// Request mode.
    Mode {
        /// `cors`.
        Cors = "cors",
        /// `no-cors`.
        NoCors = "no-cors",
        /// `same-origin`.
        SameOrigin = "same-origin",
    }
}

words! {
    /// Credentials mode.
    Credentials {
        /// `omit`.
        Omit = "omit",
        /// `same-origin`.
        SameOrigin = "same-origin",
        /// `include`.
        Include = "include",
    }
}

words! {
    /// Redirect mode.
    RedirectMode {
        /// `follow`.
        Follow = "follow",
        /// `error`.
        Error = "error",
        /// `manual`.
        Manual = "manual",
    }
}

words! {
    /// Cache mode.
    CacheMode {
        /// `default`.
        Default = "default",
        /// `no-store`.
        NoStore = "no-store",
        /// `reload`.
        Reload = "reload",
        /// `no-cache`.
        NoCache = "no-cache",
        /// `force-cache`.
        ForceCache = "force-cache",
        /// `only-if-cached`.
        OnlyIfCached = "only-if-cached",
    }
}

words! {
    /// Referrer policy; matters for the `Origin` of a request outside mode `cors`.
    ReferrerPolicy {
        /// The empty string: the default policy.
        Empty = "",
        /// `no-referrer`.
        NoReferrer = "no-referrer",
        /// `no-referrer-when-downgrade`.
        NoReferrerWhenDowngrade = "no-referrer-when-downgrade",
        /// `same-origin`.
        SameOrigin = "same-origin",
        /// `origin`.
        Origin = "origin",
        /// `strict-origin`.
        StrictOrigin = "strict-origin",
        /// `origin-when-cross-origin`.
        OriginWhenCrossOrigin = "origin-when-cross-origin",
        /// `strict-origin-when-cross-origin`.
        StrictOriginWhenCrossOrigin = "strict-origin-when-cross-origin",
        /// `unsafe-url`.
        UnsafeUrl = "unsafe-url",
    }
}

words! {
    /// What made the request; decides the platform's defaults and how an engine words its console message.
    Initiator {
        /// `fetch()`.
        Fetch = "fetch",
        /// `XMLHttpRequest`.
        Xhr = "xmlhttprequest",
        /// A classic `<script>`.
        Script = "script",
        /// A module script.
        Module = "module",
        /// An image.
        Image = "image",
        /// A style sheet.
        Stylesheet = "stylesheet",
        /// A font.
        Font = "font",
        /// Audio or video.
        Media = "media",
        /// `EventSource`.
        EventSource = "eventsource",
        /// `navigator.sendBeacon()`.
        Beacon = "beacon",
        /// A worker's script.
        Worker = "worker",
        /// `<link rel=preload>`.
        Preload = "preload",
    }
}

/// A request body, as far as it matters: the `Content-Type` it brings and whether it is a stream.
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Body {
    /// The type the body's source implies (`text/plain;charset=UTF-8` for a string), or none.
    #[serde(default)]
    pub content_type: Option<super::ByteString>,
    /// A `ReadableStream`: can't be sent again after a redirect, and forces a preflight.
    #[serde(default, skip_serializing_if = "is_false")]
    pub stream: bool,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature serde calls")]
fn is_false(value: &bool) -> bool {
    !value
}

/// A request as it is written down (`RequestInput` of the public format).
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct RequestInput {
    /// The URL the page asked for.
    pub url: String,
    /// The page's serialised origin, `null` for an opaque one.
    pub origin: String,
    /// Method; `GET` where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
    /// Headers the page set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub headers: Option<HeaderList>,
    /// Request mode.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mode: Option<Fact<Mode>>,
    /// Credentials mode.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credentials: Option<Fact<Credentials>>,
    /// Redirect mode.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub redirect: Option<Fact<RedirectMode>>,
    /// Body; absent or `null` for none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(target_arch = "wasm32", tsify(type = "Body | null"))]
    pub body: Option<Body>,
    /// A listener was on `xhr.upload` when `send()` ran.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub upload_listeners: Option<bool>,
    /// A worker made it, not a page. Nothing of the standard depends on it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub worker: Option<bool>,
    /// Cache mode.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cache: Option<Fact<CacheMode>>,
    /// Referrer policy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub referrer_policy: Option<Fact<ReferrerPolicy>>,
    /// Site of the top-level page: the network partition key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub top_level_site: Option<String>,
    /// `targetAddressSpace` of Local Network Access.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target_address_space: Option<String>,
    /// What made the request.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub initiator: Option<Fact<Initiator>>,
}

/// A request with every field settled: what the Fetch algorithms run on.
#[derive(Debug, Clone, PartialEq)]
pub struct Request {
    /// The URL without its fragment.
    pub url: Url,
    /// The URL's fragment: nothing that is sent depends on it, but browsers print it.
    pub fragment: Option<String>,
    /// The page's origin.
    pub origin: Origin,
    /// Method as the page wrote it.
    pub method: String,
    /// Headers as the page set them.
    pub headers: HeaderList,
    /// Request mode.
    pub mode: Mode,
    /// Credentials mode.
    pub credentials: Credentials,
    /// Redirect mode.
    pub redirect: RedirectMode,
    /// Body.
    pub body: Option<Body>,
    /// A listener was on `xhr.upload` when `send()` ran.
    pub upload_listeners: bool,
    /// A worker made it, not a page.
    pub worker: bool,
    /// Cache mode.
    pub cache: CacheMode,
    /// Referrer policy.
    pub referrer_policy: ReferrerPolicy,
    /// Site of the top-level page.
    pub top_level_site: Option<String>,
    /// `targetAddressSpace` of Local Network Access.
    pub target_address_space: Option<String>,
    /// What made the request.
    pub initiator: Initiator,
}

impl Initiator {
    /// The mode a request of this kind has when nothing is said (no `crossorigin` attribute, no option).
    #[must_use]
    pub fn default_mode(self) -> Mode {
        match self {
            Self::Fetch | Self::Xhr | Self::Module | Self::Font | Self::EventSource => Mode::Cors,
            Self::Worker => Mode::SameOrigin,
            Self::Script | Self::Image | Self::Stylesheet | Self::Media | Self::Beacon | Self::Preload => {
                Mode::NoCors
            }
        }
    }

    /// Whether markup makes the request, as an element does or a style sheet for its font.
    #[must_use]
    pub fn is_element(self) -> bool {
        matches!(
            self,
            Self::Script
                | Self::Module
                | Self::Image
                | Self::Stylesheet
                | Self::Font
                | Self::Media
                | Self::Preload
        )
    }

    /// The credentials mode a request of this kind has in a mode when nothing is said: elements without `crossorigin`
    /// and beacons include them, everything else is `same-origin`.
    #[must_use]
    pub fn default_credentials(self, mode: Mode) -> Credentials {
        let bare = self.default_mode() == Mode::NoCors && mode == Mode::NoCors;
        if bare || self == Self::Beacon { Credentials::Include } else { Credentials::SameOrigin }
    }
}

impl RequestInput {
    /// The least that must be said.
    #[must_use]
    pub fn new(url: &str, origin: &str) -> Self {
        Self {
            url: url.to_owned(),
            origin: origin.to_owned(),
            method: None,
            headers: None,
            mode: None,
            credentials: None,
            redirect: None,
            body: None,
            upload_listeners: None,
            worker: None,
            cache: None,
            referrer_policy: None,
            top_level_site: None,
            target_address_space: None,
            initiator: None,
        }
    }

    /// Every field settled, absent and unknown ones by the platform's default for the initiator.
    ///
    /// # Errors
    /// A sentence that names the field: `url` doesn't parse or `origin` is not a serialised origin.
    pub fn settle(&self) -> Result<Request, String> {
        let url = Url::parse(&self.url)
            .ok_or_else(|| format!("field `url`: `{}` is not an absolute URL", self.url))?;
        let origin = Origin::parse(&self.origin)
            .map_err(|error| format!("field `origin`: `{}` is {error}", self.origin))?;
        Ok(self.settle_with(url, origin))
    }

    /// The same where URL and origin are at hand already.
    #[must_use]
    pub fn settle_with(&self, url: Url, origin: Origin) -> Request {
        let fragment = url.fragment().map(str::to_owned);
        let url = url.without_fragment();
        let initiator = known(self.initiator).unwrap_or(Initiator::Fetch);
        let mode = known(self.mode).unwrap_or(initiator.default_mode());
        Request {
            url,
            fragment,
            origin,
            method: self.method.clone().unwrap_or_else(|| default_method(initiator).to_owned()),
            headers: self.headers.clone().unwrap_or_default(),
            mode,
            credentials: known(self.credentials).unwrap_or(initiator.default_credentials(mode)),
            redirect: known(self.redirect).unwrap_or(RedirectMode::Follow),
            body: self.body.clone(),
            upload_listeners: self.upload_listeners.unwrap_or(false),
            worker: self.worker.unwrap_or(false),
            cache: known(self.cache).unwrap_or(CacheMode::Default),
            referrer_policy: known(self.referrer_policy).unwrap_or(ReferrerPolicy::Empty),
            top_level_site: self.top_level_site.clone(),
            target_address_space: self.target_address_space.clone(),
            initiator,
        }
    }
}

fn default_method(initiator: Initiator) -> &'static str {
    if initiator == Initiator::Beacon { "POST" } else { "GET" }
}

fn known<T: Copy>(field: Option<Fact<T>>) -> Option<T> {
    field.and_then(Fact::known)
}

impl Request {
    /// Whether the body is a stream.
    #[must_use]
    pub fn has_stream_body(&self) -> bool {
        self.body.as_ref().is_some_and(|body| body.stream)
    }

    /// The settled request in the public format: every default written out.
    #[must_use]
    pub fn to_input(&self) -> RequestInput {
        RequestInput {
            method: Some(self.method.clone()),
            headers: Some(self.headers.clone()),
            mode: Some(Fact::Known(self.mode)),
            credentials: Some(Fact::Known(self.credentials)),
            redirect: Some(Fact::Known(self.redirect)),
            body: self.body.clone(),
            upload_listeners: Some(self.upload_listeners),
            worker: Some(true).filter(|_| self.worker),
            cache: Some(Fact::Known(self.cache)),
            referrer_policy: Some(Fact::Known(self.referrer_policy)),
            top_level_site: self.top_level_site.clone(),
            target_address_space: self.target_address_space.clone(),
            initiator: Some(Fact::Known(self.initiator)),
            ..RequestInput::new(self.url.as_str(), &self.origin.serialise())
        }
    }
}
