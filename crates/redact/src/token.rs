//! Tokens with a prefix of their own, and the checksum of some of them.

use std::ops::RangeInclusive;

use crate::{
    kind::Class,
    window::{Found, Rest, Run, Window},
};

/// What begins with a prefix and goes on with so many bytes of some kind.
#[derive(Debug)]
pub(crate) struct Shape {
    pub(crate) counts: RangeInclusive<usize>,
    pub(crate) is: fn(u8) -> bool,
    pub(crate) prefix: &'static [u8],
}

impl Shape {
    /// A token of this shape that begins with a run.
    pub(crate) fn find(&self, window: &Window<'_>, run: Run) -> Found {
        let from = run.start + self.prefix.len();
        let begun = window.of(run.start, from);
        if begun != self.prefix {
            let begun = window.of(run.start, window.bytes.len());
            let may = window.is_open(from - 1) && self.prefix.starts_with(begun);
            return if may { Found::More } else { Found::Nothing };
        }
        let most = *self.counts.end();
        let end = window.span(from, most + 1, self.is);
        if end - from <= most && window.is_open(end) {
            return Found::More;
        }
        // A hyphen or a full stop that ends it belongs to the sentence.
        let text = window.of(from, end);
        let count =
            text.iter().rposition(|byte| !matches!(byte, b'-' | b'.')).map_or(0, |last| last + 1);
        let varied = text.iter().any(u8::is_ascii_digit);
        if !self.counts.contains(&count) || !varied {
            return Found::Nothing;
        }
        Found::whole(Class::Grouped, run.start, from + count)
    }
}

/// The first of these shapes that a run begins.
pub(crate) fn first(window: &Window<'_>, run: Run, shapes: &[Shape]) -> Found {
    for shape in shapes {
        match shape.find(window, run) {
            Found::Nothing => {}
            found => return found,
        }
    }
    Found::Nothing
}

/// A token that goes on at least to a place: whole, or as far as anybody looks.
pub(crate) fn long(class: Class, start: usize, end: usize) -> Found {
    let rest = if end >= start + MOST { Rest::Token } else { Rest::Whole };
    Found::Match(crate::window::Match { class, end, rest, start })
}

/// How sure a token is whose last six characters are to be the CRC-32 of those before, in base 62.
///
/// SPEC: github.blog, 2021-04-05, "Behind GitHub's new authentication token formats"
pub(crate) fn checked(text: &[u8]) -> Class {
    let (Some(body), Some(given)) = (
        text.len().checked_sub(6).and_then(|end| text.get(..end)),
        text.len().checked_sub(6).and_then(|end| text.get(end..)),
    ) else {
        return Class::Grouped;
    };
    let read = given.iter().try_fold(0_u64, |sum, byte| Some(sum * 62 + base62(*byte)?));
    if read == Some(u64::from(crc32(body))) { Class::Certain } else { Class::Grouped }
}

/// CRC-32 of ISO 3309, bit by bit: a token is short, and a table is a kilobyte.
fn crc32(text: &[u8]) -> u32 {
    !text.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            (crc >> 1) ^ if crc & 1 == 1 { 0xEDB8_8320 } else { 0 }
        })
    })
}

fn base62(byte: u8) -> Option<u64> {
    Some(u64::from(match byte {
        b'0'..=b'9' => byte - b'0',
        b'A'..=b'Z' => byte - b'A' + 10,
        b'a'..=b'z' => byte - b'a' + 36,
        _ => return None,
    }))
}

/// Letters, digits, hyphens and underscores.
pub(crate) const fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')
}

/// Most bytes of a token that are looked at: its name may stand up to [`crate::name::MOST`] before it.
pub(crate) const MOST: usize = crate::window::AHEAD - crate::name::MOST;

#[cfg(test)]
mod test {
    use super::*;

    #[test]
    fn crc32_is_the_common_one() {
        assert_eq!(crc32(b"123456789"), 0xCBF4_3926);
        assert_eq!(crc32(b""), 0);
    }

    #[test]
    fn a_token_proves_itself_by_its_checksum() {
        assert_eq!(checked(b"M7H4jxUDDWHP4kZ6A4dxlQYsQIWJuq11T4V4"), Class::Certain);
        assert_eq!(checked(b"M7H4jxUDDWHP4kZ6A4dxlQYsQIWJuq11T4V5"), Class::Grouped);
        assert_eq!(checked(b"short"), Class::Grouped);
    }
}
