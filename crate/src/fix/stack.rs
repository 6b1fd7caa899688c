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

/// What an answer shows of the server behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sign {
    /// The header.
    pub header: &'static str,
    /// What its value holds, in lower case; nothing: being there is enough.
    pub part: &'static str,
    /// Whose it is. Where several have it in common, the most usual comes first, and each is a guess.
    pub stacks: &'static [&'static str],
    /// The sign is that one's own: it says its name, or a word that nobody else uses.
    pub is_name: bool,
}

const fn name(header: &'static str, part: &'static str, stacks: &'static [&'static str]) -> Sign {
    Sign { header, part, stacks, is_name: true }
}

const fn hint(header: &'static str, part: &'static str, stacks: &'static [&'static str]) -> Sign {
    Sign { header, part, stacks, is_name: false }
}

/// What is nearest to the code comes first: a proxy in front of it often leaves the answers' headers alone. A server that
/// runs what others wrote names itself and not them.
const SIGNS: &[Sign] = &[
    name("X-Powered-By", "next.js", &["nextjs"]),
    name("X-Powered-By", "express", &["express"]),
    // It runs on Express, which says so.
    hint("X-Powered-By", "express", &["nest"]),
    name("Set-Cookie", "laravel_session=", &["laravel"]),
    name("X-Powered-By", "php/", &["php"]),
    name("Server", "kestrel", &["aspnet"]),
    name("X-AspNet-Version", "", &["aspnet"]),
    // IIS adds it to whatever it serves.
    hint("X-Powered-By", "asp.net", &["aspnet"]),
    hint("Server", "microsoft-iis", &["aspnet"]),
    name("X-Application-Context", "", &["spring"]),
    // Every servlet container has it.
    hint("Set-Cookie", "jsessionid=", &["spring"]),
    hint("Server", "apache-coyote", &["spring"]),
    hint("X-Runtime", "", &["rails"]),
    hint("X-Powered-By", "phusion passenger", &["rails"]),
    hint("Server", "werkzeug", &["flask"]),
    hint("Server", "uvicorn", &["fastapi", "django"]),
    hint("Server", "hypercorn", &["fastapi", "flask"]),
    hint("Server", "daphne", &["django"]),
    hint("Set-Cookie", "csrftoken=", &["django"]),
    hint("Server", "wsgiserver", &["django", "flask"]),
    hint("Server", "gunicorn", &["django", "flask", "fastapi"]),
    hint("Server", "waitress", &["flask", "django"]),
    hint("Set-Cookie", "connect.sid=", &["express", "nest"]),
    name("Server", "amazons3", &["s3"]),
    // Other services of Amazon's have it, too.
    hint("x-amz-request-id", "", &["s3"]),
    name("x-amz-apigw-id", "", &["api-gateway"]),
    name("apigw-requestid", "", &["api-gateway"]),
    name("x-guploader-uploadid", "", &["gcs"]),
    name("x-ms-blob-type", "", &["azure-blob"]),
    name("Server", "windows-azure-blob", &["azure-blob"]),
    name("Server", "netlify", &["netlify"]),
    name("x-nf-request-id", "", &["netlify"]),
    name("x-vercel-id", "", &["vercel"]),
    name("Server", "vercel", &["vercel"]),
    name("Server", "nginx", &["nginx"]),
    name("Server", "openresty", &["nginx"]),
    name("Via", "nginx", &["nginx"]),
    name("Server", "apache", &["apache"]),
    name("Via", "(apache", &["apache"]),
    name("Server", "caddy", &["caddy"]),
    name("Via", "caddy", &["caddy"]),
    name("Server", "haproxy", &["haproxy"]),
    name("Via", "haproxy", &["haproxy"]),
    name("Server", "lighttpd", &["lighttpd"]),
    name("X-Varnish", "", &["varnish"]),
    name("Via", "varnish", &["varnish"]),
    name("x-envoy-upstream-service-time", "", &["envoy"]),
    name("Server", "envoy", &["envoy"]),
    name("Via", "cloudfront", &["cloudfront"]),
    name("x-amz-cf-id", "", &["cloudfront"]),
];

/// Words that begin a longer name of somebody else.
const NOT: &[(&str, &str)] = &[("apache", "apache-coyote")];

/// A server that answers may come from, and what says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guess {
    /// The server.
    pub stack: &'static Stack,
    /// What shows it.
    pub sign: &'static Sign,
    /// The value of that header, where the sign is in it and it is nobody's secret.
    pub value: Option<String>,
}

/// The stack of a name.
#[must_use]
pub fn named(name: &str) -> Option<&'static Stack> {
    STACKS.iter().find(|stack| stack.name == name)
}

/// What the answers of these calls say of themselves: those that they name, then those that a sign hints at.
#[must_use]
pub fn guess(judgements: &[Judgement]) -> Vec<Guess> {
    let exchanges = judgements.iter().flat_map(|judgement| &judgement.scenario.exchanges);
    let answers: Vec<&HeaderList> = exchanges
        .filter_map(|exchange| match &exchange.received {
            Answer::Received(received) => Some(&received.headers),
            _ => None,
        })
        .collect();
    let mut found: Vec<Guess> = Vec::new();
    for is_name in [true, false] {
        for sign in SIGNS.iter().filter(|sign| sign.is_name == is_name) {
            let Some(value) = answers.iter().find_map(|headers| shown(headers, sign)) else { continue };
            for stack in sign.stacks.iter().filter_map(|name| named(name)) {
                if !found.iter().any(|other| other.stack == stack) {
                    let value = (!sign.part.is_empty() && sign.header != "Set-Cookie").then(|| value.clone());
                    found.push(Guess { stack, sign, value });
                }
            }
        }
    }
    found
}

/// The value of the header that a sign is in.
fn shown(headers: &HeaderList, sign: &Sign) -> Option<String> {
    let value = headers.get(sign.header)?;
    let lower = value.to_lower();
    let other = NOT.iter().any(|(part, longer)| *part == sign.part && text::has(&lower, longer));
    (!other && (sign.part.is_empty() || text::has(&lower, sign.part))).then(|| value.to_isomorphic())
}
