//! A policy as configuration of the user's server: one file here for each. Every one of them answers preflights before
//! access control, adds its headers to errors, too, compares origins by the letter, and says `Vary: Origin` always.

mod apache;
mod caddy;
mod express;
mod fastify;
mod haproxy;
mod hono;
mod koa;
mod lighttpd;
mod nginx;
mod node;
mod template;

use super::{Policy, Stack};

/// A file of a recipe.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// What it could be called.
    pub name: &'static str,
    /// All of it.
    pub text: String,
}

impl File {
    fn new(name: &'static str, text: String) -> Self {
        Self { name, text }
    }
}

/// The files for a stack.
#[must_use]
pub fn files(stack: &Stack, policy: &Policy) -> Vec<File> {
    match stack.name {
        "nginx" => nginx::files(policy),
        "apache" => apache::files(policy),
        "caddy" => caddy::files(policy),
        "haproxy" => haproxy::files(policy),
        "lighttpd" => lighttpd::files(policy),
        "express" => express::files(policy),
        "fastify" => fastify::files(policy),
        "koa" => koa::files(policy),
        "hono" => hono::files(policy),
        "node" => node::files(policy),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fix::STACKS;
    use crate::fix::policy::tests::policy;

    #[test]
    fn every_stack_has_its_files() {
        let policy = policy(&["https://app.example"], &["PUT"], &["x-id"], true);
        for stack in STACKS {
            let files = files(stack, &policy);
            assert!(!files.is_empty(), "{}", stack.name);
            for File { name, text } in files {
                assert!(text.contains("app") || name == "cors-server.conf", "{}: {text}", stack.name);
                for place in [
                    "@ORIGIN",
                    "@METHOD",
                    "@HEADER",
                    "@EXPOSED",
                    "@CREDENTIALS",
                    "@IS_",
                    "@MAX_AGE",
                    "@PATTERN",
                ] {
                    assert!(!text.contains(place), "{}: {place} in {text}", stack.name);
                }
            }
        }
    }

    #[test]
    fn no_file_lets_everyone_in() {
        let policy = policy(&["https://app.example"], &["GET"], &[], true);
        for stack in STACKS {
            for File { text, .. } in files(stack, &policy) {
                for wide in ["'*'", "\"*\"", "Allow-Origin *", "'null'", "\"null\""] {
                    assert!(!text.contains(wide), "{}: {wide} in {text}", stack.name);
                }
            }
        }
    }
}
