//! Check digits: arithmetic that many kinds share, over letters and digits in capitals.

/// The values of decimal digits; nothing where another character is among them.
pub(crate) fn digits(text: &[u8]) -> impl DoubleEndedIterator<Item = u32> + ExactSizeIterator {
    text.iter().map(|byte| u32::from(byte.wrapping_sub(b'0')))
}

/// Luhn's sum modulo 10 (ISO/IEC 7812-1, annex B): zero for a valid number.
pub(crate) fn luhn(text: &[u8]) -> u32 {
    let sum: u32 = digits(text)
        .rev()
        .enumerate()
        .map(|(at, digit)| match (at % 2, digit) {
            (0, digit) => digit,
            (_, digit) => digit * 2 - if digit > 4 { 9 } else { 0 },
        })
        .sum();
    sum % 10
}

/// The sum of digits, each times its weight.
pub(crate) fn weighted(text: &[u8], weights: &[u32]) -> u32 {
    digits(text).zip(weights).map(|(digit, weight)| digit * weight).sum()
}

/// The remainder of a decimal number.
pub(crate) fn remainder(text: &[u8], modulus: u32) -> u32 {
    digits(text).fold(0, |rest, digit| (rest * 10 + digit) % modulus)
}

/// The value of a few digits.
pub(crate) fn number(text: &[u8]) -> u32 {
    digits(text).fold(0, |number, digit| number * 10 + digit)
}

/// Whether all characters are the same.
pub(crate) fn is_one_repeated(text: &[u8]) -> bool {
    text.windows(2).all(|pair| matches!(pair, [a, b] if a == b))
}

/// A part of a text; empty where it is shorter.
pub(crate) fn part(text: &[u8], from: usize, to: usize) -> &[u8] {
    text.get(from..to).unwrap_or_default()
}

/// Whether there is such a day in the 20th or the 21st century: a year of two digits.
pub(crate) const fn is_short_date(year: u32, month: u32, day: u32) -> bool {
    is_date(1900 + year, month, day) || is_date(2000 + year, month, day)
}

/// Whether there is such a day in the Gregorian calendar.
pub(crate) const fn is_date(year: u32, month: u32, day: u32) -> bool {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match month {
        2 => 28 + leap as u32,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return false,
    };
    day >= 1 && day <= days
}
