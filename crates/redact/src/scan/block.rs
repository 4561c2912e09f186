//! Which runs of 64 bytes a scan must look at: those in which, or beside which, something says so.
//!
//! Most of a text is letters with spaces between them, and nothing begins there. So everything that says
//! otherwise of a run is found for all runs of a block together, a bit for each byte.

use super::class::{DIGIT, LETTER, UNDER};
use crate::window::Window;

/// What there is among 64 bytes, the first of them in the lowest bit.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Block {
    digits: u64,
    /// The bytes after runs.
    ends: u64,
    letters: u64,
    /// At-signs that no run stands before.
    lone: u64,
    /// How many bytes were read: a run that may go on after them is none of them.
    pub(super) length: usize,
    /// The first bytes of runs.
    starts: u64,
    unders: u64,
    /// For each run that must be looked at, one of its bytes or the one after it.
    visits: u64,
}

/// Which bytes are what.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
struct Parts {
    /// What says something of the run that it follows, or is a part of one.
    asks: u64,
    digits: u64,
    /// Hyphens and full stops.
    joins: u64,
    letters: u64,
    /// Quotation marks, and what costs nothing to take for one.
    quotes: u64,
    signs: u64,
    spaces: u64,
    unders: u64,
}

/// A run, or an at-sign alone: then it has no bytes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Item {
    pub(super) first: usize,
    pub(super) flags: u8,
    pub(super) length: usize,
}

impl Block {
    /// The bytes from a place on, where a run may begin but none goes on.
    #[inline(never)]
    pub(super) fn read(window: &Window<'_>, at: usize) -> Self {
        let (parts, count) = Parts::of(window.bytes.get(at..).unwrap_or_default());
        let Parts { asks, digits, joins, letters, quotes, signs, spaces, unders } = parts;
        let all = digits | letters | unders;
        let mut asks = asks & !all;
        let (mut length, mut words) = (count, all);
        if count == BYTES {
            // A run at the end is left for the next block.
            let last = all.leading_ones();
            length -= last as usize;
            words &= u64::MAX.checked_shr(last).unwrap_or(0);
        } else if !window.last {
            // What ends here may have to wait for more of the text.
            asks |= 1 << count;
        }
        let (starts, ends) = (words & !(words << 1), words << 1 & !words);
        let double = words & words >> 1;
        let four = double & double >> 2;
        let eight = four & four >> 4;
        let long = eight & eight >> 6;
        // A part of a decimal number, a date or a version: where it ends and how long it is may still say something.
        let parts_of = starts & digits & joins << 1 & digits << 2 & !long;
        let carried = words.wrapping_add(parts_of);
        let marks = (digits & carried | unders) & words;
        let before = (asks | joins) << 1 | u64::from(!matches!(window.before(at), b' ' | b'"' | 0));
        let first = starts & (marks | before & !parts_of | long);
        let says = marks | first;
        // The carry of each sum stops at the first byte that says something, or after the run.
        let silent = words & !says;
        let stops = silent.wrapping_add(starts & !says) & !silent;
        let next = |bytes: u64| bytes >> 1 | 1 << 63;
        // A number may go on with short letters only.
        let (two, three) = (words & words << 1, words & words << 1 & words << 2);
        let ends_five = (two << 3 & three) << 1;
        let after = asks
            | joins & next(all | joins | asks) & !(carried & !words)
            | quotes & next(asks | spaces)
            | spaces & next(asks)
            | spaces & next(digits) & !ends_five;
        let visits = first | stops & (says | after);
        let lone = signs & !(words << 1);
        Self { digits, ends, length, letters, lone, starts, unders, visits: visits | lone }
    }

    /// The next run that must be looked at.
    #[inline]
    pub(super) fn next(&mut self) -> Option<Item> {
        if self.visits == 0 {
            return None;
        }
        let place = self.visits.trailing_zeros();
        self.visits &= self.visits.wrapping_sub(1);
        if self.lone.wrapping_shr(place) & 1 == 1 {
            return Some(Item { first: place as usize, flags: 0, length: 0 });
        }
        let before = self.starts & u64::MAX.wrapping_shr(63 - place);
        let first = 63 - before.leading_zeros();
        let length = self.ends.wrapping_shr(first).trailing_zeros();
        let bits = 1_u64.wrapping_shl(length).wrapping_sub(1).wrapping_shl(first);
        let has = |set: u64, flag| if set & bits != 0 { flag } else { 0 };
        let flags = has(self.digits, DIGIT) | has(self.unders, UNDER) | has(self.letters, LETTER);
        Some(Item { first: first as usize, flags, length: length as usize })
    }
}

impl Block {
    /// Has every run looked at.
    pub(super) const fn all(&mut self) {
        self.visits = self.starts | self.lone;
    }

    /// Passes over so many bytes, where it has them: no run before that place is looked at.
    pub(super) fn pass(&mut self, count: usize) -> bool {
        let has = count < self.length;
        if has {
            self.visits &= u64::MAX << count;
        }
        has
    }
}

impl Parts {
    /// Up to 64 bytes of a text, and how many they are.
    #[inline]
    fn of(text: &[u8]) -> (Self, usize) {
        let mut parts = Self::default();
        if let Some(text) = text.first_chunk::<BYTES>() {
            for (number, sixteen) in text.as_chunks().0.iter().enumerate() {
                parts.add(sixteen, SIXTEEN * number);
            }
            return (parts, BYTES);
        }
        let (whole, rest) = text.as_chunks();
        for (number, sixteen) in whole.iter().enumerate() {
            parts.add(sixteen, SIXTEEN * number);
        }
        if !rest.is_empty() {
            let mut last = [0; SIXTEEN];
            for (place, byte) in last.iter_mut().zip(rest) {
                *place = *byte;
            }
            parts.add(&last, SIXTEEN * whole.len());
        }
        (parts, text.len())
    }

    #[inline]
    fn add(&mut self, sixteen: &[u8; SIXTEEN], shift: usize) {
        let Self { asks, digits, joins, letters, quotes, signs, spaces, unders } =
            lanes::read(sixteen);
        self.asks |= asks << shift;
        self.digits |= digits << shift;
        self.joins |= joins << shift;
        self.letters |= letters << shift;
        self.quotes |= quotes << shift;
        self.signs |= signs << shift;
        self.spaces |= spaces << shift;
        self.unders |= unders << shift;
    }
}

/// How many bytes a block has.
const BYTES: usize = 64;
/// How many bytes are read at once.
const SIXTEEN: usize = 16;

/// Where the processor has instructions for sixteen bytes at once.
#[cfg(any(target_feature = "sse2", target_feature = "neon", target_feature = "simd128"))]
mod lanes {
    use wide::u8x16;

    use super::{Parts, SIXTEEN};

    #[inline]
    pub(super) fn read(sixteen: &[u8; SIXTEEN]) -> Parts {
        let bytes = u8x16::new(*sixteen);
        let is = |bytes: u8x16, byte| bytes.simd_eq(u8x16::splat(byte));
        let up_to = |bytes: u8x16, last| bytes.min(u8x16::splat(last)).simd_eq(bytes);
        let bits = |bytes: u8x16| u64::from(bytes.to_bitmask());
        let digit = bytes - u8x16::splat(b'0');
        let letter = (bytes | u8x16::splat(0x20)) - u8x16::splat(b'a');
        Parts {
            asks: bits(up_to(digit, b'@' - b'0') | up_to(letter, b'}' - b'a')),
            digits: bits(up_to(digit, 9)),
            joins: bits(up_to(bytes - u8x16::splat(b'-'), 1)),
            letters: bits(up_to(letter, 25)),
            quotes: bits(is(bytes & u8x16::splat(!5), b'"')),
            signs: bits(is(bytes, b'@')),
            spaces: bits(is(bytes, b' ')),
            unders: bits(is(bytes, b'_')),
        }
    }
}

/// Where it has none: eight bytes in the lanes of a number.
#[cfg(any(
    test,
    not(any(target_feature = "sse2", target_feature = "neon", target_feature = "simd128"))
))]
mod number {
    use super::{Parts, SIXTEEN};

    #[inline]
    pub(super) fn read(sixteen: &[u8; SIXTEEN]) -> Parts {
        let all = u128::from_le_bytes(*sixteen);
        let mut parts = half((all >> 64) as u64);
        let low = half(all as u64);
        for (part, low) in [
            (&mut parts.asks, low.asks),
            (&mut parts.digits, low.digits),
            (&mut parts.joins, low.joins),
            (&mut parts.letters, low.letters),
            (&mut parts.quotes, low.quotes),
            (&mut parts.signs, low.signs),
            (&mut parts.spaces, low.spaces),
            (&mut parts.unders, low.unders),
        ] {
            *part = *part << 8 | low;
        }
        parts
    }

    #[inline]
    fn half(bytes: u64) -> Parts {
        let (low, ascii) = (bytes & (EACH * 0x7F), !bytes & (EACH * 0x80));
        let from = |bytes: u64, first: u8| bytes + EACH * u64::from(0x80 - first);
        let within = |bytes, first, last: u8| from(bytes, first) & !from(bytes, last + 1);
        let is = |byte| !((low ^ (EACH * u64::from(byte))) + EACH * 0x7F);
        let bits = |bytes: u64| ((bytes & ascii) >> 7).wrapping_mul(GATHER) >> 56;
        let letter = low | (EACH * 0x20);
        Parts {
            asks: bits(within(low, b'0', b'@') | within(letter, b'a', b'}')),
            digits: bits(within(low, b'0', b'9')),
            joins: bits(within(low, b'-', b'.')),
            letters: bits(within(letter, b'a', b'z')),
            quotes: bits(is(b'"') | is(b'#') | is(b'&') | is(b'\'')),
            signs: bits(is(b'@')),
            spaces: bits(is(b' ')),
            unders: bits(is(b'_')),
        }
    }

    const EACH: u64 = 0x0101_0101_0101_0101;
    /// Brings the lowest bit of each byte together in the highest byte.
    const GATHER: u64 = 0x0102_0408_1020_4080;
}

#[cfg(not(any(
    target_feature = "sse2",
    target_feature = "neon",
    target_feature = "simd128"
)))]
use number as lanes;

#[cfg(test)]
mod tests {
    use super::*;

    fn one(byte: u8, place: usize) -> Parts {
        let bit = |is: bool| u64::from(is) << place;
        let is_word = byte.is_ascii_alphanumeric();
        Parts {
            asks: bit(is_word || matches!(byte, b':'..=b'@' | b'['..=b']' | b'{'..=b'}')),
            digits: bit(byte.is_ascii_digit()),
            joins: bit(matches!(byte, b'-' | b'.')),
            letters: bit(byte.is_ascii_alphabetic()),
            quotes: bit(matches!(byte, b'"' | b'#' | b'&' | b'\'')),
            signs: bit(byte == b'@'),
            spaces: bit(byte == b' '),
            unders: bit(byte == b'_'),
        }
    }

    #[test]
    fn every_byte_is_told_apart_at_every_place() {
        for byte in 0..=255_u8 {
            for place in 0..SIXTEEN {
                let mut sixteen = [0; SIXTEEN];
                sixteen[place] = byte;
                assert_eq!(lanes::read(&sixteen), one(byte, place), "{byte} at {place}");
                assert_eq!(number::read(&sixteen), one(byte, place), "{byte} at {place}");
            }
        }
    }

    fn read(text: &str, at: usize, last: bool) -> Block {
        let bytes = text.as_bytes();
        Block::read(&Window { bytes, countries: 0, floor: 0, last, taken: 0 }, at)
    }

    fn visited(text: &str) -> Vec<&str> {
        let mut block = read(text, 0, false);
        let item =
            |Item { first, length, .. }| text.get(first..first + length.max(1)).unwrap_or_default();
        std::iter::from_fn(|| block.next()).map(item).collect()
    }

    #[test]
    fn a_run_is_looked_at_where_something_says_so() {
        for (text, expected) in [
            (" nothing begins here. nor (there), \"or there\", ", &[][..]),
            (" one, 2, three4four, five_, six, ", &["2", "three4four", "five_"]),
            (" name: na=me, na =me, (name 5), ", &["name", "na", "me", "na", "me", "name", "5"]),
            (" a-b @ a@b +@c \"q\":r, ", &["a", "b", "@", "a", "b", "@", "c", "q", "r"]),
            (" thirteenthirt, fourteenfourte, ", &["fourteenfourte"]),
            (" 1.5.25 a5-b5 5-2, ", &["1", "a5", "b5", "5"]),
            (" DE.136, device ba-ed-71-ed, ", &["DE", "136", "ba", "ed", "71", "ed"]),
            ("first word and last", &["last"]),
            ("", &[]),
        ] {
            assert_eq!(visited(text), expected, "{text}");
        }
    }

    #[test]
    fn what_says_something_may_be_of_the_next_block() {
        for blanks in 55..64 {
            let text = format!("{}DE.136.695.976, ", " ".repeat(blanks));
            let (mut at, mut runs) = (0, Vec::new());
            while at < text.len() {
                let mut block = read(&text, at, true);
                while let Some(Item { first, length, .. }) = block.next() {
                    runs.push(text.get(at + first..at + first + length).unwrap_or_default());
                }
                at += block.length;
            }
            assert!(runs.starts_with(&["DE", "136"]), "{runs:?} after {blanks}");
        }
    }

    #[test]
    fn a_run_that_may_go_on_is_left_for_the_next_block() {
        let text = format!("{}1{}", " ".repeat(60), "2".repeat(9));
        let mut block = read(&text, 0, false);
        assert_eq!((block.next(), block.length), (None, 60));
        let mut block = read(&text, 60, true);
        assert_eq!(block.next(), Some(Item { first: 0, flags: DIGIT, length: 10 }));
        assert_eq!(read(&"a".repeat(70), 0, true).length, 0);
    }
}
