//! Texts by number. URLs and page references are met again and again; a table of one kind of text is all it takes, where
//! the standard library's map would be built once more for every kind of value.

/// Texts, numbered as they came.
#[derive(Debug, Default)]
pub struct Names {
    texts: Vec<Box<str>>,
    /// Open addressing: 0 is free, else a text's number and one. At least half of it is free.
    table: Vec<usize>,
}

impl Names {
    /// The number of a text that is known.
    #[must_use]
    pub fn get(&self, text: &str) -> Option<usize> {
        self.table.get(self.place(text))?.checked_sub(1)
    }

    /// The number of a text, a new one if it is not known yet.
    pub fn add(&mut self, text: &str) -> usize {
        if let Some(known) = self.get(text) {
            return known;
        }
        let number = self.texts.len();
        self.texts.push(text.into());
        if self.texts.len() * 2 > self.table.len() {
            self.table = vec![0; (self.table.len() * 2).max(64)];
            for number in 0..=number {
                self.enter(number);
            }
        } else {
            self.enter(number);
        }
        number
    }

    fn enter(&mut self, number: usize) {
        let at = self.texts.get(number).map_or(0, |text| self.place(text));
        if let Some(place) = self.table.get_mut(at) {
            *place = number + 1;
        }
    }

    /// Where a text is, or would be.
    fn place(&self, text: &str) -> usize {
        let mut hash = Hash::default();
        hash.bytes(text.as_bytes());
        #[expect(clippy::cast_possible_truncation, reason = "any bits will do")]
        let mut at = hash.finish() as usize;
        let mask = self.table.len().wrapping_sub(1);
        loop {
            at &= mask;
            match self.table.get(at) {
                Some(&number)
                    if number > 0 && self.texts.get(number - 1).is_none_or(|other| &**other != text) =>
                {
                    at += 1;
                }
                _ => return at,
            }
        }
    }
}

/// Mixes numbers and bytes into one number; quick, and good enough for what isn't secret.
#[derive(Debug, Default)]
pub struct Hash(u64);

impl Hash {
    /// Mixes in a number.
    pub fn number(&mut self, number: u64) {
        let mixed = (self.0 ^ number).wrapping_add(0x9E37_79B9_7F4A_7C15).wrapping_mul(0xD6E8_FEB8_6659_FD93);
        self.0 = mixed ^ (mixed >> 32);
    }

    /// Mixes in bytes and how many they are.
    pub fn bytes(&mut self, bytes: &[u8]) {
        let mut words = bytes.chunks_exact(8);
        for word in &mut words {
            self.number(word.try_into().map_or(0, u64::from_le_bytes));
        }
        let rest = words.remainder().iter().fold(0, |rest, byte| (rest << 8) | u64::from(*byte));
        self.number(rest);
        self.number(bytes.len() as u64);
    }

    /// The number.
    #[must_use]
    pub fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::Names;

    #[test]
    fn a_text_keeps_its_number() {
        let mut names = Names::default();
        let texts: Vec<String> = (0..1000).map(|number| format!("https://api.example/{number}")).collect();
        assert_eq!(names.get("https://api.example/0"), None);
        for (number, text) in texts.iter().enumerate() {
            assert_eq!(names.add(text), number);
        }
        for (number, text) in texts.iter().enumerate() {
            assert_eq!((names.get(text), names.add(text)), (Some(number), number));
        }
        assert_eq!(names.get(""), None);
    }
}
