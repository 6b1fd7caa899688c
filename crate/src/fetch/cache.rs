//! *CORS-preflight cache* (`concept-cache`).

use super::cause::names;
use super::extract::Extracted;
use super::safelist::UnsafeNames;
use crate::model::{CacheMode, HeaderList, Request, digits};

/// What a cache keeps of a preflight's answer, and how it is met again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keeps {
    /// Each method and header name of the lists by itself (the standard). A forced preflight is spared only where its
    /// method is listed. A network error of a preflighted call clears them all.
    Items,
    /// Each name by itself too, but an answer that may not be kept changes nothing, and that there was one is known for
    /// good, so a method that needs no listing is never asked about again. Each spelling of a header's name has a lifetime
    /// of its own. Answers got with credentials and without are kept apart. Any failing check of the URL clears them all,
    /// preflighted or not.
    Names,
    /// The answer as a whole, to be judged again as a fresh one would be: the next answer replaces it, and a request that it
    /// doesn't cover removes it. No failure does.
    Answers,
}

/// Whose origin an answer is kept for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeptFor {
    /// The request's, as it is serialised: opaque and tainted ones are all `null` (the standard).
    Serialised,
    /// The page's own, also where redirects have tainted the request's.
    Page,
    /// The request's; a tainted one is a new one, which lasts as long as the request. What was opaque before stays what it
    /// is.
    Tainted,
    /// The request's; an opaque one is a new one for each request, a tainted one at every hop.
    Renewed,
}

/// What a profile may say about its cache.
#[derive(Debug, Clone, Copy)]
pub struct CacheRules {
    /// What is kept.
    pub keeps: Keeps,
    /// Methods that need not be listed.
    pub unlisted: &'static [&'static str],
    /// Whether a kept `*` is a wildcard, by whether the answer was got with credentials and the request has them. The
    /// standard doesn't ask.
    pub star: fn(kept: bool, asked: bool) -> bool,
    /// A kept `*` covers `Authorization`.
    pub star_covers_authorization: bool,
    /// An answer is kept as soon as it can be read, though it refuses the request that was asked for.
    pub keeps_refusals: bool,
    /// Cache modes for which nothing kept is looked at.
    pub passed_by: &'static [CacheMode],
    /// Nothing kept is looked at either for such a request in cache mode `default` if its own headers make it conditional.
    /// (The standard makes its mode `no-store` then, but only once it comes to the HTTP cache.)
    pub passed_by_conditional: fn(&Request) -> bool,
    /// Cache modes for which nothing is kept.
    pub unkept: &'static [CacheMode],
    /// Whose origin is in the key.
    pub kept_for: KeptFor,
    /// URLs of this length and more aren't kept.
    pub url_limit: usize,
    /// How many keys are kept; the least recently used go first. (An engine may have an order of its own, in which the newest
    /// may go first.)
    pub capacity: usize,
}

impl CacheRules {
    /// The standard's: no limits of its own, entry by entry.
    pub const STANDARD: Self = Self {
        keeps: Keeps::Items,
        unlisted: &["GET", "HEAD", "POST"],
        star: |_, _| true,
        star_covers_authorization: false,
        keeps_refusals: false,
        passed_by: &[],
        passed_by_conditional: |_| false,
        unkept: &[],
        kept_for: KeptFor::Serialised,
        url_limit: usize::MAX,
        capacity: usize::MAX,
    };
}

/// The default lifetime in seconds where `Access-Control-Max-Age` is absent or fails (CORS-preflight fetch, 7.9).
pub const DEFAULT_MAX_AGE: u64 = 5;

/// `Access-Control-Max-Age` to the letter: one line of digits, anything else is a failure.
#[must_use]
pub fn standard_max_age(headers: &HeaderList) -> u64 {
    let mut lines = headers.lines(names::MAX_AGE);
    let (Some((_, header)), None) = (lines.next(), lines.next()) else {
        return DEFAULT_MAX_AGE;
    };
    let (value, _) = header.trimmed();
    if value.is_empty() || !value.iter().all(u8::is_ascii_digit) {
        return DEFAULT_MAX_AGE;
    }
    // More digits than a number holds are a very long time.
    digits(value).unwrap_or(u64::MAX)
}

/// What an entry is looked up by, the rule about credentials aside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CacheKey {
    /// Network partition key: the top-level site, where known.
    pub partition: Option<String>,
    /// Byte-serialised origin.
    pub origin: String,
    /// Whether redirects made it an origin of its own.
    pub tainted: bool,
    /// The whole URL.
    pub url: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Allows {
    /// An answer is kept, whatever it lists.
    Nothing,
    Method(String),
    Header(String),
}

#[derive(Debug, Clone, PartialEq)]
struct Entry {
    key: CacheKey,
    credentials: bool,
    allows: Allows,
    expires: f64,
}

/// What a request needs the cache to cover.
#[derive(Debug, Clone, Copy)]
pub struct Needs<'a> {
    /// The method.
    pub method: &'a str,
    /// The unsafe header names.
    pub names: &'a UnsafeNames,
    /// Whether the preflight is forced.
    pub forced: bool,
    /// Whether credentials are included.
    pub credentialed: bool,
    /// The request's cache mode.
    pub cache: CacheMode,
    /// Whether nothing kept is looked at for another reason.
    pub passes_by: bool,
}

/// Answers of earlier preflights. Time is passed in: milliseconds on any clock, the same one for every call.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PreflightCache {
    entries: Vec<Entry>,
}

impl PreflightCache {
    /// An empty cache.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// *Method cache entry match* and *header-name cache entry match* together (HTTP fetch, 4.1): whether no preflight
    /// has to be sent.
    pub fn covers(&mut self, key: &CacheKey, needs: Needs<'_>, rules: CacheRules, now: f64) -> bool {
        if rules.passed_by.contains(&needs.cache) || needs.passes_by {
            return false;
        }
        // What is used comes last, so that the first ones are those that were not for longest.
        let is_used = |entry: &Entry| entry.key == *key && entry.credentials == needs.credentialed;
        let kept = std::mem::take(&mut self.entries).into_iter().filter(|entry| entry.expires > now);
        let (mut used, others): (Vec<Entry>, Vec<Entry>) = kept.partition(is_used);
        self.entries = others;
        self.entries.append(&mut used);
        // *Cache entry match*: made with credentials serves without, not the reverse.
        let serves = |credentials: bool| {
            credentials == needs.credentialed || (credentials && rules.keeps != Keeps::Names)
        };
        let allowed: Vec<(&Allows, bool)> = self
            .entries
            .iter()
            .filter(|entry| entry.key == *key && serves(entry.credentials))
            .map(|entry| (&entry.allows, (rules.star)(entry.credentials, needs.credentialed)))
            .collect();
        let method_covered = (rules.unlisted.contains(&needs.method)
            && !(needs.forced && rules.keeps == Keeps::Items))
            || allowed.iter().any(|(allows, wildcard)| {
                matches!(allows, Allows::Method(name) if name == needs.method || (*wildcard && name == "*"))
            });
        let covered = method_covered
            && (rules.keeps == Keeps::Items || allowed.iter().any(|(allows, _)| **allows == Allows::Nothing))
            && needs.names.names.iter().all(|wanted| {
                let coverable = rules.star_covers_authorization || wanted != "authorization";
                allowed.iter().any(|(allows, wildcard)| {
                    matches!(allows, Allows::Header(name) if name.eq_ignore_ascii_case(wanted) || (*wildcard && coverable && name == "*"))
                })
            });
        if !covered && rules.keeps == Keeps::Answers {
            self.remove(key);
        }
        covered
    }

    /// CORS-preflight fetch, 7.11 to 7.15: keeps what the server listed, not what was asked for.
    pub fn store(
        &mut self,
        key: &CacheKey,
        credentials: bool,
        methods: &[String],
        headers: &Extracted,
        max_age: u64,
        (rules, now): (CacheRules, f64),
    ) {
        let by_names = rules.keeps == Keeps::Names;
        if key.url.len() >= rules.url_limit || (by_names && max_age == 0) {
            return;
        }
        if rules.keeps == Keeps::Answers {
            self.remove(key);
        }
        #[expect(clippy::cast_precision_loss, reason = "seconds beyond 2^53 are for ever either way")]
        let expires = now + max_age as f64 * 1000.0;
        let methods = methods.iter().cloned().map(Allows::Method);
        let spelled = |name: &String| if by_names { name.clone() } else { name.to_ascii_lowercase() };
        let headers = headers.values().iter().map(|name| Allows::Header(spelled(name)));
        // An answer that lists nothing is still an answer: a method that needs no listing can be covered by it.
        for allows in methods.chain(headers).chain([Allows::Nothing]) {
            let expires = if by_names && allows == Allows::Nothing { f64::INFINITY } else { expires };
            // An existing match gets the new lifetime, whatever its own credentials flag.
            let existing = self.entries.iter_mut().find(|entry| {
                entry.key == *key
                    && (entry.credentials == credentials || (entry.credentials && !by_names))
                    && entry.allows == allows
            });
            match existing {
                Some(entry) => entry.expires = expires,
                None => self.entries.push(Entry { key: key.clone(), credentials, allows, expires }),
            }
        }
        self.shrink(rules.capacity);
    }

    /// Drops what is kept for opaque origins that were those of one request only.
    pub fn forget_opaque(&mut self, kept_for: KeptFor) {
        self.keep(&|entry| match kept_for {
            KeptFor::Renewed => entry.key.origin != "null",
            KeptFor::Serialised | KeptFor::Page | KeptFor::Tainted => !entry.key.tainted,
        });
    }

    /// *Clear cache entries*: all of the key.
    pub fn remove(&mut self, key: &CacheKey) {
        self.keep(&|entry| entry.key != *key);
    }

    /// Once, not for each question: the wasm is the smaller for it.
    fn keep(&mut self, question: &dyn Fn(&Entry) -> bool) {
        self.entries.retain(question);
    }

    fn shrink(&mut self, capacity: usize) {
        let kept = self.entries.iter().filter(|entry| entry.allows == Allows::Nothing).count();
        if kept > capacity
            && let Some(Entry { key, credentials, .. }) = self.entries.first().cloned()
        {
            self.keep(&|entry| entry.key != key || entry.credentials != credentials);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// CORS-preflight fetch, 7.8 and 7.9: one line of digits (`delta-seconds`), 5 for anything else.
    #[test]
    fn max_age_is_digits() {
        for (lines, expected) in [
            (&[] as &[&str], 5),
            (&["60"], 60),
            (&["0"], 0),
            (&[" 060\t"], 60),
            (&[""], 5),
            (&["abc"], 5),
            (&["-1"], 5),
            (&["1.5"], 5),
            (&["60, 60"], 5),
            (&["60", "60"], 5),
            (&["99999999999999999999999"], u64::MAX),
        ] {
            let mut headers = HeaderList::default();
            lines.iter().for_each(|line| headers.append(names::MAX_AGE, *line));
            assert_eq!(standard_max_age(&headers), expected, "{lines:?}");
        }
    }
}
