//! Which servers there are recipes for, and which of them it is that answers: named by its own header lines.

use crate::capture::Judgement;
use crate::model::{Answer, HeaderList, text};

/// A server, a framework or a service whose answers have CORS headers added by configuration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stack {
    /// What it is called in the public format.
    pub name: &'static str,
    /// What its makers call it.
    pub title: &'static str,
    /// Whether the real one is started with the recipe in this repository's tests.
    pub tested: bool,
}

const fn tested(name: &'static str, title: &'static str) -> Stack {
    Stack { name, title, tested: true }
}

const fn checked(name: &'static str, title: &'static str) -> Stack {
    Stack { name, title, tested: false }
}

/// All of them: servers first, then what runs behind one.
pub const STACKS: &[Stack] = &[
    tested("nginx", "nginx"),
    tested("apache", "Apache HTTP Server"),
    tested("caddy", "Caddy"),
    tested("haproxy", "HAProxy"),
    tested("lighttpd", "lighttpd"),
    tested("varnish", "Varnish"),
    tested("express", "Express"),
    tested("fastify", "Fastify"),
    tested("koa", "Koa"),
    tested("hono", "Hono"),
    tested("node", "Node.js"),
    tested("nest", "NestJS"),
    tested("worker", "Cloudflare Workers"),
    tested("php", "PHP"),
    tested("django", "Django"),
    tested("flask", "Flask"),
    tested("fastapi", "FastAPI and Starlette"),
    tested("rails", "Ruby on Rails"),
    tested("go-rs", "Go with rs/cors"),
    tested("axum", "axum"),
    tested("actix", "Actix Web"),
    checked("laravel", "Laravel"),
    checked("go-jub0bs", "Go with jub0bs/cors"),
    checked("s3", "Amazon S3"),
    checked("gcs", "Google Cloud Storage"),
    checked("api-gateway", "Amazon API Gateway"),
    checked("traefik", "Traefik"),
    checked("envoy", "Envoy"),
    checked("nextjs", "Next.js"),
    checked("spring", "Spring Boot"),
    checked("aspnet", "ASP.NET Core"),
    checked("cloudfront", "Amazon CloudFront"),
    checked("azure-blob", "Azure Blob Storage"),
    checked("netlify", "Netlify"),
    checked("vercel", "Vercel"),
];

/// A header, what its value holds in lower case (nothing: being there is enough), and whose it is. What is nearest to the
/// code comes first: a proxy in front of it often leaves the answers' headers alone.
const SIGNS: &[(&str, &str, &str)] = &[
    ("x-powered-by", "next.js", "nextjs"),
    ("x-powered-by", "express", "express"),
    ("set-cookie", "laravel_session", "laravel"),
    ("x-powered-by", "php/", "php"),
    ("x-powered-by", "asp.net", "aspnet"),
    ("x-aspnet-version", "", "aspnet"),
    ("server", "kestrel", "aspnet"),
    ("server", "microsoft-iis", "aspnet"),
    ("x-application-context", "", "spring"),
    ("set-cookie", "jsessionid=", "spring"),
    ("server", "apache-coyote", "spring"),
    ("x-runtime", "", "rails"),
    ("x-powered-by", "phusion passenger", "rails"),
    ("server", "werkzeug", "flask"),
    ("server", "uvicorn", "fastapi"),
    ("set-cookie", "csrftoken=", "django"),
    ("server", "wsgiserver", "django"),
    ("server", "gunicorn", "django"),
    ("server", "amazons3", "s3"),
    ("x-amz-request-id", "", "s3"),
    ("x-amz-apigw-id", "", "api-gateway"),
    ("apigw-requestid", "", "api-gateway"),
    ("x-guploader-uploadid", "", "gcs"),
    ("x-ms-blob-type", "", "azure-blob"),
    ("server", "windows-azure-blob", "azure-blob"),
    ("server", "netlify", "netlify"),
    ("x-nf-request-id", "", "netlify"),
    ("x-vercel-id", "", "vercel"),
    ("server", "vercel", "vercel"),
    ("server", "nginx", "nginx"),
    ("server", "openresty", "nginx"),
    ("server", "apache", "apache"),
    ("server", "caddy", "caddy"),
    ("via", "caddy", "caddy"),
    ("server", "lighttpd", "lighttpd"),
    ("x-varnish", "", "varnish"),
    ("via", "varnish", "varnish"),
    ("x-envoy-upstream-service-time", "", "envoy"),
    ("server", "envoy", "envoy"),
    ("via", "cloudfront", "cloudfront"),
    ("x-amz-cf-id", "", "cloudfront"),
];

/// The stack of a name.
#[must_use]
pub fn named(name: &str) -> Option<&'static Stack> {
    STACKS.iter().find(|stack| stack.name == name)
}

/// What the answers of these calls say of themselves, the most likely first.
#[must_use]
pub fn guess(judgements: &[Judgement]) -> Vec<&'static Stack> {
    let exchanges = judgements.iter().flat_map(|judgement| &judgement.scenario.exchanges);
    let answers: Vec<&HeaderList> = exchanges
        .filter_map(|exchange| match &exchange.received {
            Answer::Received(received) => Some(&received.headers),
            _ => None,
        })
        .collect();
    let mut found = Vec::new();
    for (header, part, name) in SIGNS {
        let is_there = |headers: &&HeaderList| {
            headers.get(header).is_some_and(|value| part.is_empty() || text::has(&value.to_lower(), part))
        };
        if let (Some(stack), true) = (named(name), answers.iter().any(is_there))
            && !found.contains(&stack)
        {
            found.push(stack);
        }
    }
    found
}
