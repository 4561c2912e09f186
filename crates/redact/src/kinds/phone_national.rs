//! Telephone numbers without a calling code, in the groups of whatever country: a part of `phone-number`.
//!
//! Five to fifteen digits with single separators, the first of them perhaps in parentheses. Many numbers
//! look so: the class is bare, so that a word must say what it is, and that word must stand close. What
//! stands between is one of [`NEAR`]; `call us about invoice 4499207` is no telephone number.

use super::{phone_ending::ending, phone_number::KIND};
use crate::{
    bytes::{of, table},
    kind::Class,
    label::is_group,
    scan::is_time,
    window::{Found, Run, Window, Written},
    words::{Ends, Listed},
};

/// Whether a run may begin a number, by what stands next to it and how the word before it ends.
#[inline]
pub(super) fn may_be_national(window: &Window<'_>, run: Run, before: u8) -> bool {
    if of(&PARTS, before) == 0 {
        return false;
    }
    let after = window.at(run.end + 1);
    let goes_on = match window.at(run.end) {
        b' ' | b'-' | b'.' | b'/' => after.is_ascii_digit() || after == b'(',
        next => next == b')',
    };
    if !goes_on && run.end - run.start < LEAST_DIGITS {
        return false;
    }
    // Whether what is taken announces it is asked later.
    let from = run.start.saturating_sub(REACH).max(window.taken);
    let bytes = gapless(window.of(from, run.start));
    match bytes.last() {
        None | Some(b'\n' | b'\r' | b'(') => true,
        _ => ENDS.may_end(bytes),
    }
}

/// A number that a word before it announces.
pub(super) fn national(window: &Window<'_>, run: Run) -> Found {
    let bracket = run.start > window.floor && window.before(run.start) == b'(';
    let start = run.start - usize::from(bracket);
    if !is_announced(window, start) || is_time(window, run.start) {
        return Found::Nothing;
    }
    let Some(digits) = read(window, run.start, bracket) else { return Found::More };
    if digits.total < LEAST_DIGITS || digits.is_date() || digits.is_decimal() {
        return Found::Nothing;
    }
    ending(window, Class::Bare, start, digits.end)
}

/// What was read: up to where, how many digits, the lengths of groups and what separates them.
#[derive(Default)]
struct Digits {
    end: usize,
    groups: usize,
    lengths: [usize; 3],
    separator: u8,
    total: usize,
}

impl Digits {
    fn is_date(&self) -> bool {
        self.groups == 3
            && matches!(self.separator, b'-' | b'/' | b'.')
            && matches!(self.lengths, [4, 1 | 2, 1 | 2] | [1 | 2, 1 | 2, 4 | 2])
    }

    const fn is_decimal(&self) -> bool {
        self.groups == 2 && self.separator == b'.'
    }
}

/// Reads groups of digits; nothing where it cannot be told yet.
fn read(window: &Window<'_>, first: usize, bracket: bool) -> Option<Digits> {
    let (mut read, mut total, mut groups, mut at) = (Digits::default(), 0, 0, first);
    let (mut inside, mut brackets, mut lengths) = (bracket, usize::from(bracket), [0; 3]);
    loop {
        let mut end = window.span(at, MOST_DIGITS + 1, |byte| byte.is_ascii_digit());
        if window.is_open(end + 2) {
            return None;
        }
        let next = window.at(end);
        if read.total > 0 && (next.is_ascii_alphanumeric() || next == b'_') {
            // A group that runs into a word is none of the number.
            return Some(read);
        }
        total += end - at;
        if let Some(length) = lengths.get_mut(groups) {
            *length = end - at;
        }
        groups += 1;
        if total > MOST_DIGITS {
            // A part of a longer number, of a card perhaps, would leave the rest of it. Groups so long are
            // numbers of their own.
            let apart = read.groups == 1 && read.total.min(end - at) >= LONG_GROUP;
            return Some(if apart { read } else { Digits::default() });
        }
        let mut byte = window.at(end);
        if inside && byte == b')' {
            inside = false;
            end += 1;
            byte = window.at(end);
            if byte.is_ascii_digit() {
                at = end;
                continue;
            }
        } else if !inside {
            read = Digits { end, groups, lengths, total, ..read };
        }
        if window.is_open(end + 2) {
            return None;
        }
        let next = window.at(end + 1);
        if !matches!(byte, b' ' | b'-' | b'.' | b'/') {
            return Some(read);
        }
        if next.is_ascii_digit() {
            at = end + 1;
        } else if next == b'(' && brackets == 0 && window.at(end + 2).is_ascii_digit() {
            (inside, brackets, at) = (true, 1, end + 2);
        } else if next == b'[' && is_group(window, end + 1)? {
            return Some(Digits::default());
        } else {
            return Some(read);
        }
        read.separator = byte;
    }
}

/// Whether the word before a place may stand between the one that says what it is and the number, or is
/// that one.
fn is_announced(window: &Window<'_>, start: usize) -> bool {
    let mut room = Written::new();
    let bytes = window.written(start, &mut room);
    let bytes = gapless(bytes.get(bytes.len().saturating_sub(REACH)..).unwrap_or_default());
    if matches!(bytes.last(), None | Some(b'\n' | b'\r')) {
        return true;
    }
    let mut after = 0;
    let word = bytes.iter().rev().take_while(|byte| {
        let part = of(&PARTS, **byte);
        let begins = part == SMALL && after == CAPITAL;
        after = part;
        part >= LETTER && !begins
    });
    let word = bytes.get(bytes.len() - word.count()..).unwrap_or_default();
    let is = |known: &&str| known.as_bytes().eq_ignore_ascii_case(word);
    LISTED.may_have(word) && (NEAR.iter().any(is) || KIND.context.iter().any(is))
}

/// A text without the gap that ends it.
fn gapless(mut bytes: &[u8]) -> &[u8] {
    while let [rest @ .., last] = bytes
        && of(&PARTS, *last) == GAP
    {
        bytes = rest;
    }
    bytes
}

static PARTS: [u8; 256] = table!(byte => match byte {
    b' ' | b'\t' | b':' | b'=' | b'"' | b'\'' | b'#' | b'.' | b'>' | b'-' => GAP,
    0 | b'\n' | b'\r' | b'(' => EDGE,
    b'a'..=b'z' => SMALL,
    b'A'..=b'Z' => CAPITAL,
    0x80.. => LETTER,
    _ => 0,
});

/// What a byte before a number is: of what stands between it and a word, what needs no word, or a letter.
const GAP: u8 = 1;
const EDGE: u8 = 2;
const LETTER: u8 = 3;
const SMALL: u8 = 4;
const CAPITAL: u8 = 5;

static ENDS: Ends = Ends::none().with(NEAR).with(KIND.context);
static LISTED: Listed = Listed::none().with(NEAR).with(KIND.context);

/// Words that stand between.
const NEAR: &[&str] = &[
    "al", "am", "at", "au", "auf", "de", "der", "die", "direct", "el", "es", "est", "home", "ist",
    "is", "la", "le", "line", "me", "mein", "meine", "mi", "mon", "my", "no", "nr", "num",
    "number", "numer", "numero", "nummer", "número", "numéro", "o", "oder", "office", "on", "or",
    "ou", "our", "to", "under", "unter", "us", "via", "work", "your", "à",
];

/// Fewest digits of a group that no number is written with.
const LONG_GROUP: usize = 9;
/// Fewest and most digits (ITU-T E.164).
const LEAST_DIGITS: usize = 5;
const MOST_DIGITS: usize = 15;
/// Bytes before a place in which that word ends and begins.
const REACH: usize = 40;
