//! *CORS-preflight cache* (`concept-cache`).

use super::cause::names;
use super::extract::Extracted;
use super::{method, safelist::UnsafeNames};
use crate::model::{CacheMode, HeaderList};

/// What a profile may say about its cache.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CacheRules {
    /// Storing an answer replaces everything kept for the same key, instead of updating entry by entry.
    pub replaces: bool,
    /// A lookup that the kept answer doesn't cover removes it.
    pub miss_evicts: bool,
    /// A forced preflight needs an entry for its method even where that is CORS-safelisted.
    pub forced_needs_method: bool,
    /// Cache modes `no-store`, `reload` and `no-cache` pass the cache by.
    pub cache_mode_bypasses: bool,
    /// The key holds the page's own origin also where the request's is tainted to `null` by then.
    pub keyed_by_page: bool,
    /// A call that fails after its preflight was answered clears what is kept for its key.
    pub failure_clears: bool,
    /// URLs of this length and more aren't kept.
    pub url_limit: Option<usize>,
    /// How many keys are kept; the oldest go first.
    pub capacity: Option<usize>,
}

impl CacheRules {
    /// The standard's: no limits of its own, entry by entry.
    pub const STANDARD: Self = Self {
        replaces: false,
        miss_evicts: false,
        forced_needs_method: true,
        cache_mode_bypasses: false,
        keyed_by_page: false,
        failure_clears: true,
        url_limit: None,
        capacity: None,
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
    std::str::from_utf8(value).ok().and_then(|text| text.parse().ok()).unwrap_or(u64::MAX)
}

/// What an entry is looked up by, the rule about credentials aside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CacheKey {
    /// Network partition key: the top-level site, where known.
    pub partition: Option<String>,
    /// Byte-serialised origin.
    pub origin: String,
    /// The whole URL.
    pub url: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Allows {
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

    /// How many methods and header names are kept.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether nothing is kept.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// *Method cache entry match* and *header-name cache entry match* together (HTTP fetch, 4.1): whether no preflight
    /// has to be sent.
    pub fn covers(&mut self, key: &CacheKey, needs: Needs<'_>, rules: CacheRules, now: f64) -> bool {
        if rules.cache_mode_bypasses
            && matches!(needs.cache, CacheMode::NoStore | CacheMode::Reload | CacheMode::NoCache)
        {
            return false;
        }
        self.entries.retain(|entry| entry.expires > now);
        // *Cache entry match*: made with credentials serves without, not the reverse.
        let matching = |entry: &&Entry| entry.key == *key && (entry.credentials || !needs.credentialed);
        let any = self.entries.iter().any(|entry| matching(&entry));
        let method_listed = self.entries.iter().filter(matching).any(|entry| {
            matches!(&entry.allows, Allows::Method(name) if name == needs.method || wildcard(name, needs, rules))
        });
        let method_covered = method_listed
            || (method::is_safelisted(needs.method) && !(needs.forced && rules.forced_needs_method));
        let headers_covered = needs.names.names.iter().all(|wanted| {
            self.entries.iter().filter(matching).any(|entry| match &entry.allows {
                // `*` never covers Authorization here, also where an engine lets it pass in a fresh answer.
                Allows::Header(name) => {
                    name == wanted || (wildcard(name, needs, rules) && wanted != "authorization")
                }
                Allows::Method(_) => false,
            })
        });
        let covered = any && method_covered && headers_covered;
        if !covered && rules.miss_evicts {
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
        if rules.url_limit.is_some_and(|limit| key.url.len() >= limit) {
            return;
        }
        if rules.replaces {
            self.remove(key);
        }
        #[expect(clippy::cast_precision_loss, reason = "seconds beyond 2^53 are for ever either way")]
        let expires = now + max_age as f64 * 1000.0;
        let methods = methods.iter().cloned().map(Allows::Method);
        let headers = headers.values().iter().map(|name| Allows::Header(name.to_ascii_lowercase()));
        for allows in methods.chain(headers) {
            // An existing match gets the new lifetime, whatever its own credentials flag.
            let existing = self.entries.iter_mut().find(|entry| {
                entry.key == *key && (entry.credentials || !credentials) && entry.allows == allows
            });
            match existing {
                Some(entry) => entry.expires = expires,
                None => self.entries.push(Entry { key: key.clone(), credentials, allows, expires }),
            }
        }
        // An answer that lists nothing is still an answer: a forced preflight can be covered by it.
        if rules.replaces && !self.entries.iter().any(|entry| entry.key == *key) {
            let allows = Allows::Method(String::new());
            self.entries.push(Entry { key: key.clone(), credentials, allows, expires });
        }
        self.shrink(rules);
    }

    /// *Clear cache entries*: all of the key.
    pub fn remove(&mut self, key: &CacheKey) {
        self.entries.retain(|entry| entry.key != *key);
    }

    fn shrink(&mut self, rules: CacheRules) {
        // There are never more keys than entries.
        let Some(capacity) = rules.capacity.filter(|capacity| self.entries.len() > *capacity) else {
            return;
        };
        let mut keys: Vec<&CacheKey> = Vec::new();
        for entry in &self.entries {
            if !keys.contains(&&entry.key) {
                keys.push(&entry.key);
            }
        }
        let excess = keys.len().saturating_sub(capacity);
        let oldest: Vec<CacheKey> = keys.into_iter().take(excess).cloned().collect();
        self.entries.retain(|entry| !oldest.contains(&entry.key));
    }
}

/// Whether a kept `*` is a wildcard for this request. By the standard's letter it always is; an engine that keeps
/// whole answers asks the request's credentials again, as in CORS-preflight fetch 7.5.
fn wildcard(name: &str, needs: Needs<'_>, rules: CacheRules) -> bool {
    name == "*" && !(rules.replaces && needs.credentialed)
}
