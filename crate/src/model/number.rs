//! Numbers as text and back. The standard library's ways are built once more for every kind of number.

/// A number of digits alone.
#[must_use]
pub fn digits(text: &[u8]) -> Option<u64> {
    let mut value: u64 = 0;
    for byte in text {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 {
            return None;
        }
        value = value.checked_mul(10)?.checked_add(u64::from(digit))?;
    }
    (!text.is_empty()).then_some(value)
}

/// The digits of a number.
#[must_use]
pub fn decimal(number: u64) -> String {
    let mut text = String::new();
    append(&mut text, number);
    text
}

fn append(text: &mut String, number: u64) {
    if number >= 10 {
        append(text, number / 10);
    }
    text.push(char::from(b'0' + (number % 10) as u8));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_and_back() {
        for number in [0, 7, 10, 204, 1_795_341_600_123, u64::MAX] {
            assert_eq!(decimal(number), number.to_string());
            assert_eq!(digits(number.to_string().as_bytes()), Some(number));
        }
    }

    #[test]
    fn nothing_else_is_a_number() {
        for text in ["", "-1", "+1", " 1", "1.0", "1x", "18446744073709551616"] {
            assert_eq!(digits(text.as_bytes()), None, "{text}");
        }
    }
}
