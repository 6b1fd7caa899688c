//! Methods: what may be asked for, and how it is spelled afterwards.

use crate::model::is_token;

/// *CORS-safelisted method*: GET, HEAD or POST, byte for byte.
#[must_use]
pub fn is_safelisted(method: &str) -> bool {
    matches!(method, "GET" | "HEAD" | "POST")
}

/// *Forbidden method*: CONNECT, TRACE and TRACK in any case.
#[must_use]
pub fn is_forbidden(method: &str) -> bool {
    ["CONNECT", "TRACE", "TRACK"].iter().any(|name| name.eq_ignore_ascii_case(method))
}

/// *Normalize a method* (`concept-method-normalize`): six methods are upper-cased, every other one keeps its case,
/// which is why `patch` and `PATCH` are two methods.
#[must_use]
pub fn normalize(method: &str) -> String {
    ["DELETE", "GET", "HEAD", "OPTIONS", "POST", "PUT"]
        .iter()
        .find(|name| name.eq_ignore_ascii_case(method))
        .map_or_else(|| method.to_owned(), |name| (*name).to_owned())
}

/// Whether the string can be a method at all.
#[must_use]
pub fn is_method(method: &str) -> bool {
    is_token(method.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patch_keeps_its_case() {
        assert_eq!(normalize("patch"), "patch");
        assert_eq!(normalize("dElEtE"), "DELETE");
    }
}
