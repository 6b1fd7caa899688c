//! Why a call fails, as data.

use crate::fetch::Phase;
use serde::Serialize;

/// A field of evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Evidence {
    /// There is no value.
    Null,
    /// Yes or no.
    Bool(bool),
    /// A status or a count.
    Number(u32),
    /// A value; of a header, as an isomorphic string.
    Text(String),
    /// Names.
    List(Vec<String>),
}

/// A failure, as data: `code`, `phase`, `hop`, `header` and the evidence fields of its code.
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[derive(Debug, Clone, PartialEq)]
pub struct CauseView {
    /// Stable code.
    pub code: &'static str,
    /// Where in the call.
    pub phase: Phase,
    /// Redirects followed before.
    pub hop: u32,
    /// The response header to blame.
    pub header: Option<&'static str>,
    /// Evidence.
    #[cfg_attr(target_arch = "wasm32", serde(flatten), tsify(type = "Record<string, unknown>"))]
    pub evidence: Vec<(&'static str, Evidence)>,
}

/// The evidence's fields stand beside the others.
impl Serialize for CauseView {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeMap;
        let mut map = serializer.serialize_map(Some(4 + self.evidence.len()))?;
        map.serialize_entry("code", self.code)?;
        map.serialize_entry("phase", &self.phase)?;
        map.serialize_entry("hop", &self.hop)?;
        map.serialize_entry("header", &self.header)?;
        for (name, value) in &self.evidence {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

/// What the engine itself names and prints.
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Console {
    /// Its name for the failure.
    pub error: String,
    /// The name's parameter.
    pub parameter: String,
    /// The console line.
    pub text: String,
}
