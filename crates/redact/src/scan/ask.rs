//! What a run may be, by what stands next to it: a few looks, so that most runs are asked nothing more.

use super::{
    Scan,
    class::{
        ADDRESS, COLON, DIGIT, GROUP, JOINS, LETTER, NAME, OPENS, TOKEN, UNDER, follows, precedes,
    },
};
use crate::window::{Run, Window};

/// Something that what follows it says: a name, an address, a scheme.
pub(super) const FOLLOWED: u8 = 1;
/// The first group of an address after two colons.
pub(super) const COLONS: u8 = 2;
/// A token.
pub(super) const TOKENS: u8 = 4;
/// A number.
pub(super) const NUMBER: u8 = 8;
/// Groups of letters and digits.
pub(super) const PIECES: u8 = 16;
/// Digits after a letter and a hyphen.
pub(super) const LETTERED: u8 = 32;
/// No group follows it: says nothing by itself.
pub(super) const ALONE: u8 = 64;
/// Fewest characters of a token that has no prefix of its own.
pub(super) const LONG: usize = 16;

impl Scan<'_> {
    /// What a run may be, by what stands next to it: nothing, most often.
    #[inline]
    pub(super) fn asked(&self, run: Run, flags: u8) -> u8 {
        let Run { end, start } = run;
        let length = end - start;
        // What is not there yet says that the run must wait for it.
        if self.window.is_open(end + 1) {
            return FOLLOWED;
        }
        let around = match self.window.bytes.get(start.wrapping_sub(2)..end + 2) {
            Some([further, before, .., next, after]) => [*further, *before, *next, *after],
            _ => {
                let window = &self.window;
                let (further, before) =
                    (window.before(start.wrapping_sub(1)), window.before(start));
                [further, before, window.at(end), window.at(end + 1)]
            }
        };
        let [further, before, next, after] = around;
        let (precedes, follows) = (precedes(before), follows(next));
        let joined =
            precedes & JOINS != 0 && goes_with(further, before) && is_joined(&self.window, start);
        let mut asked = 0;
        if follows & NAME != 0 && self.may_be_followed(run, flags, around) {
            asked |= FOLLOWED;
        }
        if follows & ADDRESS != 0 && !joined && matches!(length, 2 | 4) && after.is_ascii_hexdigit()
        {
            asked |= FOLLOWED;
        }
        if precedes & COLON != 0 && further == b':' && length <= 4 {
            asked |= COLONS;
        }
        let first = self.window.at(start);
        let may_be_token =
            length >= LONG || flags & UNDER != 0 || before == b'-' || follows & TOKEN != 0;
        if may_be_token && self.rules.starting(first, length, next) != 0 {
            asked |= TOKENS;
        }
        if flags & DIGIT == 0 {
            // Letters may be the first group of a number.
            let is_group = after.is_ascii_digit() && matches!(next, b' ' | b'-' | b'.');
            if is_group && !joined && may_begin(self.window.of(start, end), flags) {
                asked |= PIECES;
            }
            return asked;
        }
        if joined {
            // SECURITY: a part of an identifier, of a version or of a decimal number is no number of its own.
            if before == b'-' && further.is_ascii_uppercase() {
                asked |= LETTERED;
            }
            return asked;
        }
        let is_digit = first.is_ascii_digit();
        let alone = follows & GROUP == 0 || is_last(length, next, after);
        // No number of fewer digits than these is anything by itself, and none of more: a code has four.
        if is_digit && (!alone || matches!(length, 4..=17) || precedes & OPENS != 0) {
            asked |= NUMBER;
        }
        if flags & UNDER == 0 && self.rules.index.may_begin(is_digit, length, alone) {
            asked |= PIECES;
        }
        if alone { asked | ALONE } else { asked }
    }

    /// Whether what follows a run may say what it is.
    fn may_be_followed(&self, run: Run, flags: u8, [_, before, next, after]: [u8; 4]) -> bool {
        match next {
            b'@' => return true,
            b' ' if !matches!(after, b'=' | b':') => return false,
            // A name ends with a quotation mark that a colon follows; other strings do so too.
            b'"' | b'\'' => {
                let ends = !matches!(after, b':' | b' ' | b'=' | b']');
                if ends && flags == LETTER && run.end - run.start < LONG && before != b'-' {
                    return false;
                }
            }
            b':' if after == b'/' || (run.end - run.start <= 4 && !self.is_in_time(run.start)) => {
                return true;
            }
            _ => {}
        }
        self.rules.is_name(&self.window, run)
    }

    /// Whether a single colon stands before a place, and nothing has taken it: no address begins there.
    pub(super) fn is_in_time(&self, start: usize) -> bool {
        start > self.window.floor
            && self.window.before(start) == b':'
            && self.window.before(start - 1) != b':'
    }
}

/// Whether letters may be the first group of a number: `DE`, and small ones too where they are one or two,
/// as in `de 136 695 976`.
pub(super) fn may_begin(word: &[u8], flags: u8) -> bool {
    let is_short = word.len() <= 2 || (word.len() <= 4 && word.iter().all(u8::is_ascii_uppercase));
    flags & (DIGIT | UNDER) == 0 && is_short
}

/// Whether no group follows a run of so many bytes, by the two after it.
pub(super) const fn is_last(length: usize, next: u8, after: u8) -> bool {
    match next {
        b' ' | b'-' | b'.' | b'/' | b')' | b'(' | b'+' => {
            !after.is_ascii_alphanumeric() && !matches!(after, b'(' | b' ' | b'-' | b'+')
        }
        // Times have colons too, and no group of four digits before one.
        b':' => length != 4,
        other => other < 0x80,
    }
}

/// Whether a run goes on with what stands before it: a part of an identifier or of a version. A comma is a
/// question of its own, see [`super::decimal`].
pub(crate) fn is_joined(window: &Window<'_>, start: usize) -> bool {
    // What is taken has a label in its place, with which nothing goes on.
    let further =
        if start == window.taken + 1 { 0 } else { window.before(start.saturating_sub(1)) };
    goes_with(further, window.before(start))
}

/// Whether what follows two bytes goes on with them.
const fn goes_with(further: u8, before: u8) -> bool {
    match before {
        b'-' => further.is_ascii_alphanumeric(),
        b'.' => further.is_ascii_digit(),
        b'@' => true,
        _ => false,
    }
}
