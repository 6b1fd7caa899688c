//! Times as HAR files write them.

use crate::model::digits;

/// Milliseconds since 1970 of an ISO 8601 time such as `2026-11-22T10:00:00.123+01:00`; nothing for anything else.
#[must_use]
pub fn milliseconds(text: &str) -> Option<f64> {
    let (date, time) = text.split_once(['T', 't', ' '])?;
    let mut parts =
        date.split('-').map(|part| digits(part.as_bytes()).and_then(|number| i64::try_from(number).ok()));
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    if parts.next().is_some() || !(1..=12).contains(&month) || !(1..=31).contains(&day) || year > 275_000 {
        return None;
    }
    let zone_at = time.bytes().position(|byte| matches!(byte, b'Z' | b'z' | b'+' | b'-'));
    let (clock, zone) = match zone_at {
        Some(at) => time.split_at_checked(at)?,
        None => (time, "Z"),
    };
    let mut clock = clock.splitn(3, ':');
    let (hours, minutes) = (number(clock.next()?)?, number(clock.next()?)?);
    let seconds = clock.next().map_or(Some(0.0), number)?;
    if hours > 24.0 || minutes >= 60.0 || seconds > 60.0 {
        return None;
    }
    let days = days_since_1970(year, month, day);
    #[expect(clippy::cast_precision_loss, reason = "a day count is far below 2^53")]
    let start = days as f64 * 86_400_000.0;
    Some(start + ((hours * 60.0 + minutes) * 60.0 + seconds) * 1000.0 - offset(zone)?)
}

/// What a zone adds to UTC, in milliseconds.
fn offset(zone: &str) -> Option<f64> {
    if matches!(zone, "Z" | "z") {
        return Some(0.0);
    }
    let (sign, rest) = match zone.split_at_checked(1)? {
        ("+", rest) => (1.0, rest),
        ("-", rest) => (-1.0, rest),
        _ => return None,
    };
    let (hours, minutes) = match rest.split_once(':') {
        Some(pair) => pair,
        None => rest.split_at_checked(2)?,
    };
    let minutes = if minutes.is_empty() { 0.0 } else { number(minutes)? };
    Some(sign * (number(hours)? * 60.0 + minutes) * 60_000.0)
}

/// Digits, and at most one point with digits behind it. `str::parse::<f64>` would bring tables of 10 kB for this.
fn number(text: &str) -> Option<f64> {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    if !all_digits(whole) || !(decimals.is_empty() || all_digits(decimals)) {
        return None;
    }
    let mut value: f64 = 0.0;
    for digit in whole.bytes() {
        value = value * 10.0 + f64::from(digit - b'0');
    }
    let mut scale = 1.0;
    let mut parts: f64 = 0.0;
    for digit in decimals.bytes().take(15) {
        parts = parts * 10.0 + f64::from(digit - b'0');
        scale *= 10.0;
    }
    Some(value + parts / scale)
}

fn all_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// Days of the proleptic Gregorian calendar, counted in years that begin in March so that leap days come last.
fn days_since_1970(year: i64, month: i64, day: i64) -> i64 {
    let shifted = if month > 2 { year } else { year - 1 };
    let month_from_march = (month + 9) % 12;
    let day_of_year = (153 * month_from_march + 2) / 5 + day - 1;
    let leap_days = shifted.div_euclid(4) - shifted.div_euclid(100) + shifted.div_euclid(400);
    // Day 0 of this count is 1 March of year 0; 1 January 1970 is day 719468.
    shifted * 365 + leap_days + day_of_year - 719_468
}

#[cfg(test)]
mod tests {
    use super::milliseconds;

    #[test]
    fn known_times() {
        for (text, expected) in [
            ("1970-01-01T00:00:00.000Z", Some(0.0)),
            ("2026-11-22T10:00:00.123Z", Some(1_795_341_600_123.0)),
            ("2026-11-22T11:00:00.123+01:00", Some(1_795_341_600_123.0)),
            ("2026-11-22T05:30:00.123-0430", Some(1_795_341_600_123.0)),
            ("2000-02-29T00:00:00Z", Some(951_782_400_000.0)),
            ("2026-11-22", None),
            ("yesterday", None),
            ("2026-13-22T10:00:00Z", None),
            ("2026-11-22T10:xx:00Z", None),
            ("", None),
        ] {
            assert_eq!(milliseconds(text), expected, "{text}");
        }
    }
}
