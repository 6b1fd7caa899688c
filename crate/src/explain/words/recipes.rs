//! Why a recipe is offered first, and where its files go.

use crate::explain::sentence::{Sentence, say};
use crate::fix::{Guess, STACKS, Stack};
use crate::report::Inline;

/// What is said of a stack that there is no recipe for.
pub fn no_such_stack(name: &str) -> String {
    let names: Vec<&str> = STACKS.iter().map(|stack| stack.name).collect();
    ["stack: `", name, "` is none of ", &names.join(", ")].concat()
}

/// On what the guess rests, and how sure it is.
pub fn sign(Guess { sign, value, .. }: &Guess) -> Vec<Inline> {
    let mut sentence = Sentence::default();
    match (value, sign.part.strip_suffix('=')) {
        (Some(value), _) => sentence.say("{c} is {v} in an answer", &[sign.header, value]),
        (None, Some(cookie)) => sentence.say("an answer sets the cookie {c}", &[cookie]),
        (None, None) => sentence.say("an answer has {c}", &[sign.header]),
    }
    if !sign.is_name {
        sentence.words(", as answers of others have, too: a guess");
    }
    sentence.done()
}

/// Where the files go, and what they need.
pub fn notes(stack: &Stack) -> Vec<Inline> {
    say(template(stack.name), &[])
}

fn template(stack: &str) -> &'static str {
    match stack {
        "nginx" => {
            "include `cors-http.conf` in the block `http`, and `cors-server.conf` in the block `server`; a `location` with an \
             `add_header` of its own has to include it, too; an application behind it must not add these headers again: \
             `proxy_hide_header` takes them out"
        }
        "apache" => {
            "include it in the `VirtualHost`, not in a `Directory`, where access control comes first; it needs `mod_headers`, \
             `mod_rewrite` and `mod_setenvif`"
        }
        "caddy" => {
            "import the file above the sites; `import cors` is the first line in the site's block `route`, which holds the rest, \
             so that preflights are answered before `basic_auth`; in `reverse_proxy`, `header_down -Access-Control-*` takes out \
             what an application adds itself"
        }
        "haproxy" => {
            "put these lines into the `frontend`, before the rules that ask for a password; it needs HAProxy 2.2 or later"
        }
        "lighttpd" => {
            "include it; `server.modules` needs `mod_setenv` and `mod_redirect`, and `mod_redirect` before `mod_auth`; other \
             settings of `setenv.add-response-header` or `url.redirect` have to be merged with these"
        }
        "express" => {
            "`app.use(allowOrigins)` comes before everything else, access control and body parsers included; it needs the package `cors`"
        }
        "fastify" => {
            "`await app.register(cors, corsOptions)` comes before other plugins, hooks and routes; it needs the package `@fastify/cors`"
        }
        "koa" => "`app.use(allowOrigins)` comes before everything else; it needs the package `@koa/cors`",
        "hono" => "`app.use(allowOrigins)` comes before everything else",
        "node" => "the handler begins with `if (allowOrigins(request, response)) return;`",
        "nest" => {
            "`app.enableCors(corsOptions)` is the first call after `NestFactory.create`, on the platform Express"
        }
        "worker" => "`export default { fetch: allowOrigins(handler) }`, where `handler` is what `fetch` was",
        "php" => {
            "`require` it before everything else, and before any output; `auto_prepend_file` does it for every script; a web \
             server in front must hand `OPTIONS` on without a password"
        }
        "django" => {
            "`from .cors_settings import *` in the settings; it needs the package `django-cors-headers`, `corsheaders` in \
             `INSTALLED_APPS`, and `corsheaders.middleware.CorsMiddleware` first in `MIDDLEWARE`"
        }
        "flask" => {
            "`app.wsgi_app = AllowOrigins(app.wsgi_app)`; any other WSGI application is wrapped in the same way"
        }
        "fastapi" => {
            "serve `AllowOrigins(app)` instead of `app`, rather than with `add_middleware`, which leaves a 500 without these \
             headers"
        }
        "rails" => "put it into `config/initializers`; it needs the gem `rack-cors`",
        "go-rs" => {
            "give `http.ListenAndServe` the handler `allowOrigins(mux)`, outside of access control; it needs `github.com/rs/cors`"
        }
        "axum" => {
            "`.layer(allow_origins())` is the last layer of the `Router`, and so the outermost; it needs `tower-http` with the \
             feature `cors`"
        }
        "actix" => {
            "`.wrap(allow_origins())` is the last `wrap` of the `App`, and so the outermost; it needs `actix-cors`"
        }
        "laravel" => {
            "this takes the place of `config/cors.php`, which `Illuminate\\Http\\Middleware\\HandleCors` reads"
        }
        "go-jub0bs" => {
            "give `http.ListenAndServe` the handler of `allowOrigins(mux)`, outside of access control; it needs \
             `github.com/jub0bs/cors`"
        }
        "s3" => {
            "`aws s3api put-bucket-cors --bucket … --cors-configuration file://cors.json`; S3 allows credentials to every origin listed"
        }
        "gcs" => "`gcloud storage buckets update gs://… --cors-file=cors.json`",
        "api-gateway" => "the `CorsConfiguration` of an `AWS::ApiGatewayV2::Api`",
        "traefik" => {
            "a file of the file provider; `cors@file` is the first of the router's `middlewares`, before the one that asks for a \
             password"
        }
        "varnish" => {
            "`include \"cors.vcl\";` below the backends, before your own subroutines, which VCL then runs after these; what \
             `vcl_recv` hands to `pipe` passes by"
        }
        "nextjs" => {
            "put it beside the folder `app` or `pages`; before Next.js 16 the file is `middleware.js` and its function `middleware`; \
             headers of CORS in `next.config.js` or in route handlers have to go"
        }
        "spring" => {
            "put it into a package of the application; `@CrossOrigin`, `addCorsMappings` and Spring Security's `cors` have to go; \
             for servlets, WebFlux has a `CorsWebFilter` instead"
        }
        "aspnet" => {
            "`builder.Services.AddAllowedOrigins()`, and `app.UseAllowedOrigins()` before `UseAuthentication` and everything else; \
             `UseExceptionHandler` comes after it, since without it an exception ends in a 500 without these headers"
        }
        "cloudfront" => {
            "the policy is a resource of a CloudFormation template, the function runs on viewer requests of the same cache \
             behaviour, which has to allow `OPTIONS`; AWS documents no `Vary` for the policy, so the server behind has to send \
             `Vary: Origin`"
        }
        "azure-blob" => {
            "the `properties` of a `Microsoft.Storage/storageAccounts/blobServices` in a template; there are at most five rules, \
             and an origin that a rule names is allowed credentials; errors and `Vary` are up to the service"
        }
        "netlify" => {
            "the file's place is its name; an exception in another edge function ends in a page of Netlify's, without these headers"
        }
        "vercel" => {
            "put it beside `package.json`; it needs the package `@vercel/functions`; Deployment Protection answers preflights before \
             it, unless their path is in its OPTIONS allowlist; for Next.js take that recipe"
        }
        "envoy" => {
            "`virtual-host.yaml` goes into the `virtual_hosts` entry, `http-filters.yaml` before all other `http_filters`; routes \
             with `direct_response` or `redirect` pass the filter by; an Envoy that doesn't know \
             `forward_not_matching_preflights` works without that line"
        }
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_stack_says_where_its_files_go() {
        for stack in STACKS {
            assert!(!notes(stack).is_empty(), "{}", stack.name);
        }
    }
}
