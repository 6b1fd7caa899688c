//! Data from strangers, made safe to print: whatever a terminal could take for a command is shown as its number.

/// Text in which every character is visible, with the column at which each of the original characters starts.
pub struct Visible {
    /// What is printed.
    pub text: String,
    /// Column of each character of the original, and of its end.
    columns: Vec<usize>,
}

impl Visible {
    /// Makes a text visible.
    pub fn of(original: &str) -> Self {
        let mut text = String::with_capacity(original.len());
        let mut columns = Vec::with_capacity(original.len() + 1);
        let mut column = 0;
        for character in original.chars() {
            columns.push(column);
            column += push(&mut text, character);
        }
        columns.push(column);
        Self { text, columns }
    }

    /// The column of the n-th character of the original.
    pub fn column(&self, index: usize) -> usize {
        self.columns.get(index).or(self.columns.last()).copied().unwrap_or(0)
    }

    /// How many columns it takes.
    pub fn width(&self) -> usize {
        self.columns.last().copied().unwrap_or(0)
    }
}

/// A text with every character visible.
pub fn visible(original: &str) -> String {
    Visible::of(original).text
}

/// Appends a character and gives the number of columns it took.
fn push(text: &mut String, character: char) -> usize {
    let code = u32::from(character);
    let shown = match code {
        0x09 => "\\t".to_owned(),
        // C0 with ESC, DEL, C1 with CSI, and the soft hyphen, which takes no column.
        0x00..=0x1F | 0x7F..=0x9F | 0xAD => format!("\\x{code:02X}"),
        // What has no width, breaks lines or turns the direction of the text.
        0x0300..=0x036F
        | 0x061C
        | 0x180E
        | 0x200B..=0x200F
        | 0x2028..=0x202E
        | 0x2060..=0x206F
        | 0xFEFF
        | 0xFE00..=0xFE0F
        | 0xE0000..=0xE0FFF => format!("\\u{{{code:X}}}"),
        _ => {
            text.push(character);
            return 1;
        }
    };
    text.push_str(&shown);
    shown.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_control_byte_reaches_the_terminal() {
        assert_eq!(visible("a\u{1b}[31mb\u{9b}2J\u{7f}\t\r\n"), "a\\x1B[31mb\\x9B2J\\x7F\\t\\x0D\\x0A");
        assert_eq!(visible("\u{202e}abc"), "\\u{202E}abc");
        assert_eq!(visible("caf\u{e9}"), "caf\u{e9}");
    }

    #[test]
    fn columns_count_what_is_printed() {
        let line = Visible::of("a\u{1b}b");
        assert_eq!((line.column(0), line.column(1), line.column(2), line.width()), (0, 1, 5, 6));
    }
}
