//! Where a recipe's files go.

use crate::explain::sentence::say;
use crate::fix::{STACKS, Stack};
use crate::report::Inline;

/// What is said of a stack that there is no recipe for.
pub fn no_such_stack(name: &str) -> String {
    let names: Vec<&str> = STACKS.iter().map(|stack| stack.name).collect();
    ["stack: `", name, "` is none of ", &names.join(", ")].concat()
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
