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

/// Verhoeff's sum (J. Verhoeff, Error Detecting Decimal Codes, 1969): zero for a valid number. Digits are
/// turned and mirrored pentagons, multiplied after each was permuted as often as its place says.
pub(crate) fn verhoeff(text: &[u8]) -> u32 {
    digits(text).rev().enumerate().fold(0, |sum, (place, digit)| {
        let permuted = (0..place % 8).fold(digit, |digit, _| {
            let next = usize::try_from(digit).ok().and_then(|at| PERMUTATION.get(at));
            next.copied().unwrap_or(0)
        });
        match (sum < 5, permuted < 5) {
            (true, true) => (sum + permuted) % 5,
            (true, false) => 5 + (sum + permuted) % 5,
            (false, true) => 5 + (sum - permuted) % 5,
            (false, false) => (sum + 5 - permuted) % 5,
        }
    })
}

/// Whether the last digit is the check digit of those before it (ISO/IEC 7064, MOD 11,10).
pub(crate) fn is_mod_11_10(text: &[u8]) -> bool {
    let product = |product, digit| match (product + digit) % 10 {
        0 => 9,
        sum => sum * 2 % 11,
    };
    let last = text.len().saturating_sub(1);
    let before = digits(part(text, 0, last)).fold(10, product);
    digits(part(text, last, text.len())).any(|digit| (before + digit) % 10 == 1)
}

/// The check digit of a document: values times 7, 3, 1, letters from 10 on, and `<` is zero (ICAO 9303-3,
/// section 4.9).
pub(crate) fn travel_digit(text: &[u8]) -> u32 {
    let value = |byte: u8| match byte {
        b'A'..=b'Z' => u32::from(byte - b'A') + 10,
        b'0'..=b'9' => u32::from(byte - b'0'),
        _ => 0,
    };
    // Seven halved is three, and three halved is one.
    let (sum, _) = text.iter().fold((0, 7), |(sum, weight), byte| {
        (sum + value(*byte) * weight, if weight == 1 { 7 } else { weight / 2 })
    });
    sum % 10
}

/// The digit that a sum modulo 11 gives: eleven less it, and zero where that has two digits.
pub(crate) const fn complement_11(sum: u32) -> u32 {
    match 11 - sum % 11 {
        10.. => 0,
        digit => digit,
    }
}

/// The value of a few digits.
pub(crate) fn number(text: &[u8]) -> u32 {
    digits(text).fold(0_u32, |number, digit| number.wrapping_mul(10).wrapping_add(digit))
}

/// The value of the digits that a text begins with, at most so many of them, and how many they are.
#[inline]
pub(crate) fn leading(text: &[u8], most: usize) -> (u32, usize) {
    let (mut number, mut length) = (0_u32, 0);
    for byte in text.iter().take(most) {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 {
            break;
        }
        number = number.wrapping_mul(10).wrapping_add(u32::from(digit));
        length += 1;
    }
    (number, length)
}

/// The value of the digits from one place to another; zero where a text is shorter.
pub(crate) fn field(text: &[u8], from: usize, to: usize) -> u32 {
    number(part(text, from, to))
}

/// Three numbers of two digits each, from a place on: a date in whatever order.
pub(crate) fn pairs(text: &[u8], from: usize) -> [u32; 3] {
    [from, from + 2, from + 4].map(|at| field(text, at, at + 2))
}

/// Whether all characters are the same.
pub(crate) fn is_one_repeated(text: &[u8]) -> bool {
    text.windows(2).all(|pair| matches!(pair, [a, b] if a == b))
}

/// A part of a text; empty where it is shorter.
pub(crate) fn part(text: &[u8], from: usize, to: usize) -> &[u8] {
    text.get(from..to).unwrap_or_default()
}

/// Whether ten digits may be seconds since 1970, from July 2017 to May 2033.
pub(crate) fn is_unix_time(text: &[u8]) -> bool {
    text.len() == 10 && matches!(field(text, 0, 2), 15..=19)
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

/// How Verhoeff's code permutes a digit with each place.
const PERMUTATION: [u32; 10] = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];

#[cfg(test)]
mod tests {
    use super::*;

    /// The product of two symmetries of a pentagon, by what they do to its corners.
    fn product(a: u32, b: u32) -> u32 {
        let corner = |symmetry: u32, corner: u32| match symmetry {
            0..5 => (corner + symmetry) % 5,
            _ => (symmetry + 5 - corner) % 5,
        };
        let both = |at| corner(a, corner(b, at));
        (0..10).find(|one| (0..5).all(|at| corner(*one, at) == both(at))).unwrap()
    }

    #[test]
    fn verhoeff_is_the_group_of_the_pentagon() {
        let permuted = |digit: u32, times| {
            (0..times).fold(digit, |digit, _| PERMUTATION[usize::try_from(digit).unwrap()])
        };
        for number in (0..1_000_000_u32).step_by(41) {
            let text = format!("{number:09}");
            let slow = text.bytes().rev().enumerate().fold(0, |sum, (place, byte)| {
                product(sum, permuted(u32::from(byte - b'0'), place))
            });
            assert_eq!(verhoeff(text.as_bytes()), slow, "{text}");
        }
    }

    #[test]
    fn every_number_has_one_check_digit() {
        for number in (0..100_000_u32).step_by(17) {
            let with = |is: fn(&[u8]) -> bool| {
                (0..10).filter(|digit| is(format!("{number:05}{digit}").as_bytes())).count()
            };
            assert_eq!(with(|text| verhoeff(text) == 0), 1, "{number}");
            assert_eq!(with(|text| luhn(text) == 0), 1, "{number}");
            assert_eq!(with(is_mod_11_10), 1, "{number}");
        }
    }

    #[test]
    fn known_numbers_hold() {
        // SPEC: ISO/IEC 7064, MOD 11,10: 0794 has check digit 5.
        assert!(is_mod_11_10(b"07945"));
        // SPEC: ICAO 9303-3, section 4.9: the examples of a date and of a document number.
        assert_eq!(travel_digit(b"520727"), 3);
        assert_eq!(travel_digit(b"AB2134"), 5);
        assert_eq!(verhoeff(b"2363"), 0);
    }
}
