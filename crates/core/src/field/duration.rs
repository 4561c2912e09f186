//! Time spans as people write them: `45s`, `90m`, `1h30m`, `14d`.
//!
//! One span has many spellings and one canonical form, so that `90m` and `1h30m` are the same
//! policy with the same digest.

/// Seconds of a minute.
pub const MINUTE: u64 = 60;
/// Seconds of an hour.
pub const HOUR: u64 = 60 * MINUTE;
/// Seconds of a day, which has no time zone.
pub const DAY: u64 = 24 * HOUR;

/// The seconds of a span: whole numbers, each with its unit, larger units first.
#[must_use]
pub fn parse(text: &str) -> Option<u64> {
    let mut units = UNITS.iter();
    let (mut rest, mut seconds) = (text, 0_u64);
    while !rest.is_empty() {
        let end = rest.find(|letter: char| !letter.is_ascii_digit())?;
        let (digits, after) = rest.split_at_checked(end)?;
        let unit = after.chars().next()?;
        let (_, size) = units.by_ref().find(|(name, _)| *name == unit)?;
        let count = digits.parse::<u64>().ok()?;
        seconds = seconds.checked_add(count.checked_mul(*size)?)?;
        rest = after.get(1..)?;
    }
    (!text.is_empty()).then_some(seconds)
}

/// The canonical form of so many seconds.
#[must_use]
pub fn print(seconds: u64) -> String {
    let (mut text, mut rest) = (String::new(), seconds);
    for (unit, size) in UNITS {
        let count = rest / size;
        rest %= size;
        if count > 0 {
            text.push_str(&count.to_string());
            text.push(unit);
        }
    }
    if text.is_empty() { "0s".to_owned() } else { text }
}

/// Units, larger first.
const UNITS: [(char, u64); 4] = [('d', DAY), ('h', HOUR), ('m', MINUTE), ('s', 1)];

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{parse, print};

    #[test]
    fn one_span_has_many_spellings() {
        let cases = [
            ("90m", Some(5400), "1h30m"),
            ("1h30m", Some(5400), "1h30m"),
            ("5400s", Some(5400), "1h30m"),
            ("24h", Some(86_400), "1d"),
            ("0s", Some(0), "0s"),
            ("0d", Some(0), "0s"),
            ("1d1s", Some(86_401), "1d1s"),
        ];
        for (text, seconds, canonical) in cases {
            assert_eq!(parse(text), seconds, "{text}");
            assert_eq!(seconds.map(print).as_deref(), Some(canonical), "{text}");
        }
        let refused =
            ["", "1", "s", "m30", "30m1h", "1h1h", "-1s", "+1s", "1.5h", " 1h", "1h ", "1H", "1w"];
        for text in refused {
            assert_eq!(parse(text), None, "{text}");
        }
        assert_eq!(parse("99999999999999999999d"), None);
        assert_eq!(parse("18446744073709551615d"), None);
    }

    proptest! {
        #[test]
        fn what_is_printed_is_read(seconds in any::<u64>()) {
            prop_assert_eq!(parse(&print(seconds)), Some(seconds));
        }

        #[test]
        fn nothing_panics(text in any::<String>()) {
            let _ = parse(&text);
        }
    }
}
