//! Which runs of 64 bytes a scan must look at: those in which, or beside which, something says so.
//!
//! Most of a text is letters with spaces between them, and nothing begins there. So everything that says
//! otherwise of a run is found for all runs of a block together, a bit for each byte.

mod parts;

use self::parts::{BYTES, Parts};
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
    /// The bytes of runs.
    words: u64,
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
    ///
    /// A call of its own, so that what it compares with is loaded once for a block, not again for every run.
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
        Self { digits, ends, length, letters, lone, starts, unders, visits: visits | lone, words }
    }

    /// The next place at which a run must be looked at.
    #[inline]
    pub(super) const fn next(&mut self) -> Option<u32> {
        if self.visits == 0 {
            return None;
        }
        let place = self.visits.trailing_zeros();
        self.visits &= self.visits.wrapping_sub(1);
        Some(place)
    }

    /// Whether only what follows a run that ends at a place says something of it: it is short, and nothing but
    /// letters or a part of what goes on before it.
    #[inline]
    pub(super) const fn is_end(&self, place: u32) -> bool {
        (self.words | self.lone).wrapping_shr(place) & 1 == 0
    }

    /// The run at a place, or the at-sign.
    #[inline]
    pub(super) const fn at(&self, place: u32) -> Item {
        if self.lone.wrapping_shr(place) & 1 == 1 {
            return Item { first: place as usize, flags: 0, length: 0 };
        }
        let before = self.starts & u64::MAX.wrapping_shr(63 - place);
        let first = 63 - before.leading_zeros();
        let length = self.ends.wrapping_shr(first).trailing_zeros();
        let bits = 1_u64.wrapping_shl(length).wrapping_sub(1).wrapping_shl(first);
        let digit = if self.digits & bits != 0 { DIGIT } else { 0 };
        let under = if self.unders & bits != 0 { UNDER } else { 0 };
        let letter = if self.letters & bits != 0 { LETTER } else { 0 };
        Item { first: first as usize, flags: digit | under | letter, length: length as usize }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, at: usize, last: bool) -> Block {
        let bytes = text.as_bytes();
        Block::read(&Window { last, ..Window::of_text(bytes) }, at)
    }

    fn visited(text: &str) -> Vec<&str> {
        let mut block = read(text, 0, false);
        let item =
            |Item { first, length, .. }| text.get(first..first + length.max(1)).unwrap_or_default();
        std::iter::from_fn(|| block.next().map(|place| block.at(place))).map(item).collect()
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
                while let Some(place) = block.next() {
                    let Item { first, length, .. } = block.at(place);
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
        let item = block.next().map(|place| block.at(place));
        assert_eq!(item, Some(Item { first: 0, flags: DIGIT, length: 10 }));
        assert_eq!(read(&"a".repeat(70), 0, true).length, 0);
    }
}
