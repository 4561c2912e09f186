//! What a run may be, by what stands next to it: a few looks, so that most runs are asked nothing more.

use super::{
    Scan,
    class::{COLON, DIGIT, JOINS, LETTER, OPENS, UNDER, precedes},
    says::{ADDRESS, DIGITS, LAST, NAMED, QUOTED, SAID, TIMED, TOKEN, says},
};
use crate::{
    name::bare_end,
    window::{Run, Window},
};

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
    /// Whether a short run of letters that ends at a place, or a part of an identifier that begins with a digit,
    /// may be anything.
    #[inline(always)]
    pub(super) fn is_asked_by_end(&self, end: usize) -> bool {
        let Some([first, second, next, after]) =
            self.window.bytes.get(end.wrapping_sub(2)..end + 2)
        else {
            return true;
        };
        let says = says(*next, *after);
        says & (SAID | TIMED | ADDRESS | TOKEN | DIGITS) != 0
            || (says & (NAMED | QUOTED) != 0 && self.rules.ends_name(*first, *second))
    }

    /// What a run may be, by what stands next to it: nothing, most often.
    #[inline(always)]
    pub(super) fn asked(&self, run: Run, flags: u8) -> u8 {
        let Run { end, start } = run;
        let length = end - start;
        let window = &self.window;
        let around = match window.bytes.get(start.wrapping_sub(2)..end + 2) {
            Some([further, before, .., next, after]) if start > window.taken + 1 => {
                [*further, *before, *next, *after]
            }
            // What is not there yet says that the run must wait for it.
            _ if window.is_open(end + 1) => return FOLLOWED,
            _ => {
                let (further, before) =
                    (window.before(start.wrapping_sub(1)), window.before(start));
                [further, before, window.at(end), window.at(end + 1)]
            }
        };
        let [_, before, next, after] = around;
        let (precedes, says) = (precedes(before), says(next, after));
        // Most are short numbers, which have their code to themselves: most of it is not for them.
        if flags == DIGIT && precedes == 0 && length < LONG {
            self.look(run, DIGIT, around, 0, says)
        } else {
            self.look_closely(run, flags, around)
        }
    }

    #[inline(never)]
    fn look_closely(&self, run: Run, flags: u8, around: [u8; 4]) -> u8 {
        let [_, before, next, after] = around;
        self.look(run, flags, around, precedes(before), says(next, after))
    }

    #[inline(always)]
    fn look(
        &self,
        run: Run,
        flags: u8,
        [further, before, next, _]: [u8; 4],
        precedes: u8,
        says: u8,
    ) -> u8 {
        let Run { end, start } = run;
        let length = end - start;
        let window = &self.window;
        let is_after_hyphen = precedes & JOINS != 0 && before == b'-';
        let mut asked = 0;
        if says & (SAID | NAMED | QUOTED | TIMED) != 0
            && self.is_followed(run, flags, says, is_after_hyphen)
        {
            asked |= FOLLOWED;
        }
        if precedes & COLON != 0 && further == b':' && length <= 4 {
            asked |= COLONS;
        }
        if says & TOKEN != 0 || length >= LONG || flags & UNDER != 0 || is_after_hyphen {
            let first = window.at(start);
            if self.rules.starting(first, length, next) != 0 {
                asked |= TOKENS;
            }
        }
        let joined = precedes & JOINS != 0 && goes_with(further, before);
        if says & ADDRESS != 0 && matches!(length, 2 | 4) && !joined {
            asked |= FOLLOWED;
        }
        if flags & DIGIT == 0 {
            // Letters may be the first group of a number.
            if says & DIGITS != 0 && !joined && may_begin(window.of(start, end), flags) {
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
        let is_digit = flags == DIGIT || window.at(start).is_ascii_digit();
        let alone = says & LAST != 0 && !(length == 4 && next == b':');
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
    #[inline]
    fn is_followed(&self, run: Run, flags: u8, says: u8, is_after_hyphen: bool) -> bool {
        let Run { end, start } = run;
        let length = end - start;
        if says & SAID != 0 || (says & TIMED != 0 && length <= 4 && !self.is_in_time(start)) {
            return true;
        }
        // No name is a number. A name ends with a quotation mark that a colon follows; other strings do so too.
        let is_word = says & QUOTED != 0 && flags == LETTER && length < LONG && !is_after_hyphen;
        if flags == DIGIT || is_word {
            return false;
        }
        let bare = if flags & DIGIT == 0 { end } else { bare_end(&self.window, run) };
        self.rules.is_name(&self.window, bare)
    }

    /// Whether a single colon stands before a place, and nothing has taken it: no address begins there.
    pub(super) fn is_in_time(&self, start: usize) -> bool {
        start > self.window.floor
            && self.window.at(start - 1) == b':'
            && self.window.before(start - 1) != b':'
    }
}

/// Whether letters may be the first group of a number: `DE`, and small ones too where they are one or two,
/// as in `de 136 695 976`.
pub(super) fn may_begin(word: &[u8], flags: u8) -> bool {
    let is_short = word.len() <= 2 || (word.len() <= 4 && word.iter().all(u8::is_ascii_uppercase));
    flags & (DIGIT | UNDER) == 0 && is_short
}

/// Whether a run goes on with what stands before it: a part of an identifier or of a version. A comma is a
/// question of its own, see [`super::decimal`].
pub(crate) fn is_joined(window: &Window<'_>, start: usize) -> bool {
    goes_with(window.before(start.saturating_sub(1)), window.before(start))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{kind::Confidence, rules::Rules};

    #[test]
    fn no_short_part_of_an_identifier_begins_a_token() {
        let rules = Rules::new(|_| Some(Confidence::Possible));
        for next in (0..=255).filter(|next| says(*next, b'a') & TOKEN == 0) {
            for (first, length) in (b'0'..=b'9').flat_map(|first| (1..14).map(move |n| (first, n)))
            {
                assert_eq!(rules.starting(first, length, next), 0, "{first} {length} {next}");
            }
        }
    }
}
