//! A `curl` command as devtools copy it or somebody typed it.

use super::call::{PastedCall, shortened};
use super::shell;
use crate::input::Malformed;

/// Options that take a value and say something about the request.
const TELLING: &[(&str, &str)] = &[
    ("-X", "--request"),
    ("-H", "--header"),
    ("-d", "--data"),
    ("", "--data-raw"),
    ("", "--data-ascii"),
    ("", "--data-binary"),
    ("", "--data-urlencode"),
    ("", "--json"),
    ("-F", "--form"),
    ("", "--form-string"),
    ("-b", "--cookie"),
    ("-u", "--user"),
    ("", "--oauth2-bearer"),
    ("-A", "--user-agent"),
    ("-e", "--referer"),
    ("-r", "--range"),
    ("-T", "--upload-file"),
    ("", "--url"),
];

/// Options that take a value and say nothing that matters here.
const PASSED_OVER: &[(&str, &str)] = &[
    ("-o", "--output"),
    ("-m", "--max-time"),
    ("-x", "--proxy"),
    ("-U", "--proxy-user"),
    ("-c", "--cookie-jar"),
    ("-w", "--write-out"),
    ("-D", "--dump-header"),
    ("-E", "--cert"),
    ("-K", "--config"),
    ("-C", "--continue-at"),
    ("-y", "--speed-time"),
    ("-Y", "--speed-limit"),
    ("-z", "--time-cond"),
    ("", "--cert-type"),
    ("", "--cacert"),
    ("", "--capath"),
    ("", "--key"),
    ("", "--key-type"),
    ("", "--pass"),
    ("", "--ciphers"),
    ("", "--tls-max"),
    ("", "--connect-timeout"),
    ("", "--connect-to"),
    ("", "--resolve"),
    ("", "--retry"),
    ("", "--retry-delay"),
    ("", "--retry-max-time"),
    ("", "--max-redirs"),
    ("", "--limit-rate"),
    ("", "--interface"),
    ("", "--dns-servers"),
    ("", "--noproxy"),
    ("", "--proto"),
    ("", "--trace"),
    ("", "--trace-ascii"),
    ("", "--stderr"),
    ("", "--unix-socket"),
    ("", "--aws-sigv4"),
];

/// Short options without a value: several may stand in one word.
const SWITCHES: &str = "0123456#BGIJLNOSZafghijklnpqsvV";

/// Reads a command.
///
/// # Errors
/// What can't be read of it.
pub fn curl(command: &str) -> Result<PastedCall, Malformed> {
    let mut words = shell::words(command)?.into_iter().skip(1);
    let mut found = Found::default();
    while let Some(word) = words.next() {
        if word.starts_with("--") {
            let (name, value) = match word.split_once('=') {
                Some((name, value)) => (name.to_owned(), Some(value.to_owned())),
                None => (word, None),
            };
            if let Some((_, long)) = TELLING.iter().find(|(_, long)| *long == name) {
                let value = value.or_else(|| words.next()).ok_or_else(|| missing(&name))?;
                found.option(long, value)?;
            } else if PASSED_OVER.iter().any(|(_, long)| *long == name) {
                if value.is_none() {
                    words.next();
                }
            } else {
                found.switch(&name);
            }
        } else if word.len() > 1 && word.starts_with('-') {
            found.short(&word, &mut words)?;
        } else {
            found.url(word)?;
        }
    }
    found.call()
}

fn missing(option: &str) -> Malformed {
    Malformed::new("text", format!("curl's `{option}` has no value: is the command whole?"))
}

#[derive(Default)]
struct Found {
    url: Option<String>,
    method: Option<String>,
    headers: Vec<(String, String)>,
    data: Vec<String>,
    content_type: Option<&'static str>,
    head: bool,
    get: bool,
}

impl Found {
    /// A word of short options: `-sSXPUT`.
    fn short(&mut self, word: &str, rest: &mut impl Iterator<Item = String>) -> Result<(), Malformed> {
        let mut letters = word.chars().skip(1);
        while let Some(letter) = letters.next() {
            let name = format!("-{letter}");
            if SWITCHES.contains(letter) {
                self.switch(&name);
                continue;
            }
            let told = TELLING.iter().find(|(short, _)| *short == name);
            if told.is_none() && !PASSED_OVER.iter().any(|(short, _)| *short == name) {
                return Err(Malformed::new("text", format!("curl's option `{name}` is not known here")));
            }
            let inside: String = letters.by_ref().collect();
            let value = if inside.is_empty() { rest.next() } else { Some(inside) };
            let value = value.ok_or_else(|| missing(&name))?;
            if let Some((_, long)) = told {
                self.option(long, value)?;
            }
        }
        Ok(())
    }

    fn switch(&mut self, name: &str) {
        match name {
            "-I" | "--head" => self.head = true,
            "-G" | "--get" => self.get = true,
            _ => {}
        }
    }

    fn url(&mut self, url: String) -> Result<(), Malformed> {
        if let Some(first) = &self.url {
            let reason = format!(
                "a command for two URLs, `{}` and `{}`: paste one call at a time",
                shortened(first),
                shortened(&url)
            );
            return Err(Malformed::new("text", reason));
        }
        self.url = Some(url);
        Ok(())
    }

    fn option(&mut self, name: &str, value: String) -> Result<(), Malformed> {
        let mut set = |name: &str, value: String| self.headers.push((name.to_owned(), value));
        match name {
            "--request" => self.method = Some(value),
            "--url" => self.url(value)?,
            // `Name:` takes one away that curl would send, `Name;` sends an empty one.
            "--header" => match (value.split_once(':'), value.strip_suffix(';')) {
                (Some((_, value)), _) if value.trim().is_empty() => {}
                (Some((name, value)), _) => set(name, value.trim().to_owned()),
                (None, Some(name)) => set(name, String::new()),
                // It may hold a secret.
                (None, None) => {
                    return Err(Malformed::new("text", "a `-H` of curl without a colon: `Name: value`"));
                }
            },
            // Without a `=` it is the name of a file.
            "--cookie" if value.contains('=') => set("Cookie", value),
            "--user" => {
                let whole = if value.contains(':') { value } else { [&*value, ":"].concat() };
                set("Authorization", ["Basic ", &base64(whole.as_bytes())].concat());
            }
            "--oauth2-bearer" => set("Authorization", ["Bearer ", &*value].concat()),
            "--user-agent" => set("User-Agent", value),
            "--referer" => set("Referer", value),
            "--range" => set("Range", ["bytes=", &*value].concat()),
            "--json" => {
                for (name, value) in [("Content-Type", "application/json"), ("Accept", "application/json")] {
                    if !self.headers.iter().any(|(other, _)| other.eq_ignore_ascii_case(name)) {
                        self.headers.push((name.to_owned(), value.to_owned()));
                    }
                }
                self.data.push(value);
            }
            "--form" | "--form-string" => {
                self.content_type = Some("multipart/form-data; boundary=----");
                self.data.push(value);
            }
            "--upload-file" => {
                self.method.get_or_insert_with(|| "PUT".to_owned());
                self.data.push(String::new());
            }
            name if name.starts_with("--data") => {
                self.content_type.get_or_insert("application/x-www-form-urlencoded");
                self.data.push(value);
            }
            _ => {}
        }
        Ok(())
    }

    fn call(self) -> Result<PastedCall, Malformed> {
        let mut url = self.url.ok_or_else(|| Malformed::new("text", "a curl command without a URL"))?;
        if !url.contains("://") {
            url.insert_str(0, "http://");
        }
        let mut data = (!self.data.is_empty()).then(|| self.data.join("&"));
        if self.get
            && let Some(query) = data.take()
        {
            url.push(if url.contains('?') { '&' } else { '?' });
            url.push_str(&query);
        }
        let mut call = PastedCall::to(&url)?;
        for (name, value) in self.headers {
            call.header(&name, &value)?;
        }
        let default = match &data {
            _ if self.head => "HEAD",
            Some(_) => "POST",
            None => "GET",
        };
        call.method = self.method.unwrap_or_else(|| default.to_owned());
        call.content_type = data.as_ref().and(self.content_type);
        call.body = data;
        Ok(call)
    }
}

/// RFC 4648, 4.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for group in bytes.chunks(3) {
        let at = |index: usize| u32::from(group.get(index).copied().unwrap_or_default());
        let bits = (at(0) << 16) | (at(1) << 8) | at(2);
        for place in 0..4 {
            let six = (bits >> (18 - 6 * place)) & 63;
            let letter = LETTERS.get(six as usize).copied().unwrap_or_default();
            text.push(if place > group.len() { '=' } else { char::from(letter) });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{base64, curl};
    use crate::input::Malformed;

    fn line(command: &str) -> String {
        match curl(command) {
            Err(Malformed { reason, .. }) => format!("! {reason}"),
            Ok(call) => {
                let headers = call.headers.iter().map(|one| format!(" {}={}", one.name, one.value));
                let body = call.body.map(|body| format!(" [{body}]")).unwrap_or_default();
                let kind = call.content_type.map(|kind| format!(" <{kind}>")).unwrap_or_default();
                format!("{} {}{}{body}{kind}", call.method, call.url.as_str(), headers.collect::<String>())
            }
        }
    }

    #[test]
    fn commands() {
        let form = "application/x-www-form-urlencoded";
        for (command, expected) in [
            ("curl https://a.example", "GET https://a.example/".to_owned()),
            ("curl -sSXPUT 'https://a.example/x' -HX-Id:1", "PUT https://a.example/x X-Id=1".to_owned()),
            ("curl a.example/x -I", "HEAD http://a.example/x".to_owned()),
            ("curl https://a.example -d a=1 -d b=2", format!("POST https://a.example/ [a=1&b=2] <{form}>")),
            ("curl https://a.example -G --data-urlencode q=1", "GET https://a.example/?q=1".to_owned()),
            (
                "curl --json '{}' https://a.example",
                "POST https://a.example/ Content-Type=application/json Accept=application/json [{}]"
                    .to_owned(),
            ),
            ("curl -u a:b https://a.example", "GET https://a.example/ Authorization=Basic YTpi".to_owned()),
            ("curl -b 'a=1; b=2' https://a.example", "GET https://a.example/ Cookie=a=1; b=2".to_owned()),
            (
                "curl -H 'X-Empty;' -H 'Accept:' https://a.example",
                "GET https://a.example/ X-Empty=".to_owned(),
            ),
            ("curl --output f.txt --compressed -k https://a.example", "GET https://a.example/".to_owned()),
            ("curl", "! a curl command without a URL".to_owned()),
            ("curl -X", "! curl's `-X` has no value: is the command whole?".to_owned()),
            ("curl ftp://a.example", "! `ftp://a.example` is no absolute http(s) URL".to_owned()),
        ] {
            // What curl adds for a body is there where there is one.
            assert_eq!(line(command), expected, "{command}");
        }
    }

    #[test]
    fn base64_of_rfc_4648() {
        for (text, expected) in
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg==")]
        {
            assert_eq!(base64(text.as_bytes()), expected);
        }
    }
}
