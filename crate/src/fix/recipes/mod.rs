//! A policy as configuration of the user's server: one file here for each. Every one of them answers preflights before
//! access control, adds its headers to errors, too, compares origins by the letter, and says `Vary: Origin` always.

mod actix;
mod apache;
mod api_gateway;
mod aspnet;
mod axum;
mod azure_blob;
mod caddy;
mod cloudfront;
mod django;
mod envoy;
mod express;
mod fastapi;
mod fastify;
mod fetch_api;
mod flask;
mod gcs;
mod go_jub0bs;
mod go_rs;
mod haproxy;
mod hono;
mod koa;
mod laravel;
mod lighttpd;
mod nest;
mod netlify;
mod nextjs;
mod nginx;
mod node;
mod php;
mod rails;
mod s3;
mod spring;
mod template;
mod traefik;
mod varnish;
mod vercel;
mod worker;

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

/// The files for a stack; none where it can't do what the policy says.
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
        "nest" => nest::files(policy),
        "worker" => worker::files(policy),
        "php" => php::files(policy),
        "django" => django::files(policy),
        "flask" => flask::files(policy),
        "fastapi" => fastapi::files(policy),
        "rails" => rails::files(policy),
        "go-rs" => go_rs::files(policy),
        "axum" => axum::files(policy),
        "actix" => actix::files(policy),
        "laravel" => laravel::files(policy),
        "go-jub0bs" => go_jub0bs::files(policy),
        "s3" => s3::files(policy),
        "gcs" => gcs::files(policy),
        "api-gateway" => api_gateway::files(policy),
        "traefik" => traefik::files(policy),
        "varnish" => varnish::files(policy),
        "nextjs" => nextjs::files(policy),
        "spring" => spring::files(policy),
        "aspnet" => aspnet::files(policy),
        "cloudfront" => cloudfront::files(policy),
        "azure-blob" => azure_blob::files(policy),
        "netlify" => netlify::files(policy),
        "vercel" => vercel::files(policy),
        "envoy" => envoy::files(policy),
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
        let policy = policy(&["https://app.example"], &["PUT"], &["x-id"], false);
        for stack in STACKS {
            let files = files(stack, &policy);
            assert!(!files.is_empty(), "{}", stack.name);
            for File { name, text } in files {
                assert!(
                    text.contains("app") || name == "cors-server.conf" || name == "http-filters.yaml",
                    "{}: {text}",
                    stack.name
                );
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
        let policies =
            [true, false].map(|credentials| policy(&["https://app.example"], &["GET"], &[], credentials));
        for (stack, policy) in
            STACKS.iter().flat_map(|stack| policies.iter().map(move |policy| (stack, policy)))
        {
            for File { text, .. } in files(stack, policy) {
                // The paths of a Rails or Laravel application.
                let text = text.replace("resource '*'", "").replace("'paths' => ['*']", "");
                for wide in ["'*'", "\"*\"", "Allow-Origin *", "'null'", "\"null\""] {
                    assert!(!text.contains(wide), "{}: {wide} in {text}", stack.name);
                }
            }
        }
    }
}
