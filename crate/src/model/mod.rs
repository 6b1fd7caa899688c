//! Facts: what a page asked for, what went over the wire, what came back. No decision is made here.

mod answer;
mod bytes;
mod fact;
mod headers;
pub mod host;
mod json;
mod number;
mod origin;
mod read;
mod request;
mod scenario;
mod site;
pub mod text;
mod url;
mod url_change;
mod write;

pub use answer::{Answer, AnswerSource, NetworkError, Received};
pub use bytes::{ByteString, NotIsomorphic};
pub(crate) use fact::words;
pub use fact::{Fact, Word, none_of};
pub use headers::{Header, HeaderList, is_token, trim_blanks};
pub use json::{Json, number_text};
pub use number::{decimal, digits};
pub use origin::{Origin, OriginError};
pub use read::NotJson;
pub use request::{
    Body, CacheMode, Credentials, Engine, Initiator, Mode, RedirectMode, ReferrerPolicy, Request,
    RequestInput,
};
pub use scenario::{Exchange, Kind, Observed, Outgoing, Scenario, Schema};
pub use site::site;
pub use url::{Url, escaped_location};
pub use url_change::UrlChange;
pub use write::to_json;
