//! Range questions: how a list of breached passwords is asked without telling the password.
//!
//! The list holds the SHA-1 of each password. Whoever asks names the first five hexadecimal digits,
//! which hundreds of passwords share, and gets the rest of every hash in that range, each with how
//! often it was seen: `SUFFIX:COUNT`, one a line. The comparison is made by whoever asked.
//!
//! SHA-1 is what the published lists use. Nothing here rests on it being hard to find two texts
//! with one hash: a second text would be refused as well.

mod sha1;

pub use sha1::sha1;

/// The SHA-1 of a text as 40 hexadecimal digits in upper case.
///
/// It has no `Debug`: it names the text, where that is a password that others use.
#[derive(Clone, Copy, Eq, PartialEq)]
pub struct Hash([u8; 40]);

/// One line of a list or of an answer.
#[derive(Clone, Copy, Eq, PartialEq)]
pub struct Row<'r> {
    /// How often the password was seen; 0 is padding, which hides how long an answer is.
    pub count: u32,
    /// Hexadecimal digits in either case: a whole hash in a list, a suffix in an answer.
    pub digits: &'r [u8],
}

impl Hash {
    /// Digits of a range.
    pub const RANGE: usize = 5;
    /// Digits of a suffix.
    pub const SUFFIX: usize = 35;

    /// The hash of a text's bytes.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut digits = [0; 40];
        for (pair, byte) in digits.chunks_exact_mut(2).zip(sha1(text.as_bytes())) {
            for (digit, nibble) in pair.iter_mut().zip([byte >> 4, byte & 15]) {
                *digit = if nibble < 10 { b'0' + nibble } else { b'A' + nibble - 10 };
            }
        }
        Self(digits)
    }

    /// The range that a list is asked for.
    #[must_use]
    pub const fn range(&self) -> [u8; Self::RANGE] {
        let [a, b, c, d, e, ..] = self.0;
        [a, b, c, d, e]
    }

    /// All digits.
    #[must_use]
    pub const fn digits(&self) -> &[u8; 40] {
        &self.0
    }

    /// How often an answer has seen the text: the highest count of its suffix, and 0 where it does
    /// not stand there.
    ///
    /// `None` where a line is not of the published form: then no line is to be trusted.
    #[must_use]
    pub fn count_in(&self, rows: &str) -> Option<u32> {
        let (_, suffix) = self.0.split_at_checked(Self::RANGE)?;
        let mut most = 0;
        for line in rows.lines() {
            let row = Row::parse(line, Self::SUFFIX)?;
            if row.digits.eq_ignore_ascii_case(suffix) {
                most = most.max(row.count);
            }
        }
        Some(most)
    }
}

impl<'r> Row<'r> {
    /// Reads `DIGITS:COUNT` with so many hexadecimal digits; a count that is larger than the
    /// largest is the largest.
    #[must_use]
    pub fn parse(line: &'r str, digits: usize) -> Option<Self> {
        let (hash, count) = line.split_once(':')?;
        let well_formed = hash.len() == digits
            && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
            && (1..=MAX_COUNT_DIGITS).contains(&count.len());
        let number = |sum: u32, byte: u8| {
            let digit = byte.is_ascii_digit().then(|| u32::from(byte & 15))?;
            Some(sum.saturating_mul(10).saturating_add(digit))
        };
        let count = count.bytes().try_fold(0, number)?;
        well_formed.then_some(Self { count, digits: hash.as_bytes() })
    }
}

/// More digits than any count has are not a count.
const MAX_COUNT_DIGITS: usize = 20;

#[cfg(test)]
mod tests {
    use super::{Hash, Row};

    const PASSWORD: &str = "1E4C9B93F3F0682250B6CF8331B7EE68FD8";

    #[test]
    fn a_hash_falls_apart_into_range_and_suffix() {
        let hash = Hash::of("password");
        assert_eq!(&hash.range(), b"5BAA6");
        assert_eq!(hash.digits(), format!("5BAA6{PASSWORD}").as_bytes());
    }

    #[test]
    fn an_answer_is_trusted_whole_or_not_at_all() {
        let other = "0018A45C4D1DEF81644B54AB7F969B88D65:1";
        let cases = [
            (String::new(), Some(0)),
            (format!("{PASSWORD}:7"), Some(7)),
            (format!("{other}\r\n{}:7\r\n", PASSWORD.to_lowercase()), Some(7)),
            (format!("{PASSWORD}:2\n{PASSWORD}:7\n{PASSWORD}:0"), Some(7)),
            (format!("{PASSWORD}:0"), Some(0)),
            (format!("{PASSWORD}:99999999999"), Some(u32::MAX)),
            (format!("{PASSWORD}:99999999999999999999"), Some(u32::MAX)),
            (format!("{PASSWORD}:999999999999999999999"), None),
            (other.to_owned(), Some(0)),
            (format!("{PASSWORD}:7\n\n{other}"), None),
            (format!("{PASSWORD}:7\n<html>"), None),
            (format!("{PASSWORD}:"), None),
            (format!("{PASSWORD}:+7"), None),
            (format!("{PASSWORD}: 7"), None),
            (format!("{PASSWORD}:7 "), None),
            (format!("{PASSWORD}0:7"), None),
            (format!("G{}:7", PASSWORD.split_at(1).1), None),
            ("é".repeat(17) + "a:1", None),
        ];
        for (rows, expected) in cases {
            assert_eq!(Hash::of("password").count_in(&rows), expected, "{rows:?}");
        }
    }

    #[test]
    fn a_list_has_whole_hashes() {
        let line = format!("5baa6{PASSWORD}:12");
        assert!(Row::parse(&line, 40).is_some_and(|row| row.count == 12 && row.digits.len() == 40));
        assert!(Row::parse(&line, Hash::SUFFIX).is_none());
    }
}
