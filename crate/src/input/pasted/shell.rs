//! A command line as one pastes it, into its words: what devtools copy for bash and for the Windows command prompt.

use crate::input::Malformed;

/// The words of a command.
///
/// # Errors
/// A quote that doesn't end.
pub fn words(command: &str) -> Result<Vec<String>, Malformed> {
    // The command prompt's copy escapes its quotes by carets; nothing that bash is given looks like that.
    if command.contains("^\"") { windows(command) } else { bash(command) }
}

/// A word under way: an empty one in quotes is one, too.
#[derive(Default)]
struct Words {
    done: Vec<String>,
    word: Option<String>,
}

impl Words {
    fn push(&mut self, letter: char) {
        self.word.get_or_insert_default().push(letter);
    }

    fn end(&mut self) {
        self.done.extend(self.word.take());
    }
}

fn unended(quote: &str) -> Malformed {
    Malformed::new("text", format!("a quote ({quote}) doesn't end: is the command whole?"))
}

fn bash(command: &str) -> Result<Vec<String>, Malformed> {
    let mut words = Words::default();
    let mut letters = command.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => match letters.next() {
                // The line goes on.
                Some('\n') | None => {}
                Some('\r') => {
                    letters.next_if_eq(&'\n');
                }
                Some(other) => words.push(other),
            },
            '\'' => {
                words.word.get_or_insert_default();
                loop {
                    match letters.next() {
                        Some('\'') => break,
                        Some(other) => words.push(other),
                        None => return Err(unended("'")),
                    }
                }
            }
            '"' => {
                words.word.get_or_insert_default();
                loop {
                    match letters.next() {
                        Some('"') => break,
                        Some('\\') => match letters.next() {
                            Some('\n') => {}
                            Some(other @ ('"' | '\\' | '$' | '`')) => words.push(other),
                            Some(other) => {
                                words.push('\\');
                                words.push(other);
                            }
                            None => return Err(unended("\"")),
                        },
                        Some(other) => words.push(other),
                        None => return Err(unended("\"")),
                    }
                }
            }
            '$' if letters.peek() == Some(&'\'') => {
                letters.next();
                words.word.get_or_insert_default().push_str(&ansi(&mut letters)?);
            }
            // What follows is another command.
            ';' | '|' | '&' if words.word.is_none() => break,
            letter if letter.is_whitespace() => words.end(),
            letter => words.push(letter),
        }
    }
    words.end();
    Ok(words.done)
}

/// The rest of a `$'…'`: the escapes of C.
fn ansi(letters: &mut std::iter::Peekable<std::str::Chars<'_>>) -> Result<String, Malformed> {
    let mut bytes = Vec::new();
    let mut push = |letter: char| bytes.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes());
    loop {
        let letter = letters.next().ok_or_else(|| unended("$'"))?;
        match letter {
            '\'' => break,
            '\\' => match letters.next().ok_or_else(|| unended("$'"))? {
                'n' => push('\n'),
                'r' => push('\r'),
                't' => push('\t'),
                'a' => push('\u{7}'),
                'b' => push('\u{8}'),
                'f' => push('\u{c}'),
                'v' => push('\u{b}'),
                'e' | 'E' => push('\u{1b}'),
                'u' => push(code_point(letters, 16, 4)),
                'U' => push(code_point(letters, 16, 8)),
                // A byte, of which several may make a letter; a lone one from 0x80 on is shown as Latin-1 has it.
                'x' => push(code_point(letters, 16, 2)),
                other => push(other),
            },
            other => push(other),
        }
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn code_point(letters: &mut std::iter::Peekable<std::str::Chars<'_>>, radix: u32, most: usize) -> char {
    let mut value = 0_u32;
    for _ in 0..most {
        let Some(digit) = letters.peek().and_then(|letter| letter.to_digit(radix)) else { break };
        value = value.wrapping_mul(radix).wrapping_add(digit);
        letters.next();
    }
    char::from_u32(value).unwrap_or(char::REPLACEMENT_CHARACTER)
}

/// The command prompt takes its carets away; what is left is split by the rules of the program's own argument reader, to
/// which a backslash means something only before a quote.
fn windows(command: &str) -> Result<Vec<String>, Malformed> {
    let mut plain = String::new();
    let mut letters = command.chars().peekable();
    while let Some(letter) = letters.next() {
        if letter != '^' {
            plain.push(letter);
            continue;
        }
        match letters.next() {
            Some('\r') => {
                letters.next_if_eq(&'\n');
                // A line break in a value is written as two, each behind a caret.
                plain.push(if letters.next_if_eq(&'\n').is_some() { '\n' } else { ' ' });
            }
            Some('\n') => plain.push(if letters.next_if_eq(&'\n').is_some() { '\n' } else { ' ' }),
            Some(other) => plain.push(other),
            None => {}
        }
    }
    let mut words = Words::default();
    let mut quoted = false;
    let mut letters = plain.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' if letters.peek() == Some(&'"') => {
                letters.next();
                words.push('"');
            }
            '\\' if letters.peek() == Some(&'\\') && quoted => {
                letters.next();
                words.push('\\');
            }
            '"' => {
                quoted = !quoted;
                words.word.get_or_insert_default();
            }
            '&' | '|' if !quoted && words.word.is_none() => break,
            letter if letter.is_whitespace() && !quoted => words.end(),
            letter => words.push(letter),
        }
    }
    if quoted {
        return Err(unended("\""));
    }
    words.end();
    Ok(words.done)
}

#[cfg(test)]
mod tests {
    use super::words;

    fn split(command: &str) -> Vec<String> {
        words(command).unwrap_or_default()
    }

    #[test]
    fn bash_quotes() {
        assert_eq!(split("curl 'a b' \"c \\\" $d\" e\\ f ''"), ["curl", "a b", "c \" $d", "e f", ""]);
        assert_eq!(split("curl 'x' \\\n  -H 'a: it'\\''s'"), ["curl", "x", "-H", "a: it's"]);
        assert_eq!(split(r"curl $'a\u0021\n\'b' c"), ["curl", "a!\n'b", "c"]);
        assert_eq!(split("curl a ; rm -rf /"), ["curl", "a"]);
        assert_eq!(split("curl a?b=1&c=2"), ["curl", "a?b=1&c=2"]);
        assert!(words("curl 'a").is_err());
    }

    #[test]
    fn command_prompt_quotes() {
        let command = "curl ^\"https://a.example/x?a=1^&b=2^\" ^\r\n  -H ^\"x: ^\\^\"q^\\^\"^\" ^\r\n  --data-raw ^\"^{^\\^\"a^\\^\":1^}^\"";
        assert_eq!(
            split(command),
            ["curl", "https://a.example/x?a=1&b=2", "-H", "x: \"q\"", "--data-raw", "{\"a\":1}"]
        );
    }
}
