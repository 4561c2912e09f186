//! What bytes are to a scan.

use crate::bytes::{of, table};

/// What a run has.
pub(super) const DIGIT: u8 = 1;
pub(super) const LETTER: u8 = 2;
pub(super) const UNDER: u8 = 4;

/// What stands before a run: it may be a part of what that belongs to, an address, or a number begin with it.
pub(super) const JOINS: u8 = 1;
pub(super) const COLON: u8 = 2;
pub(super) const OPENS: u8 = 4;

/// What a byte is to a run; zero where no run has it.
#[inline]
pub(super) const fn class(byte: u8) -> u8 {
    of(&CLASS, byte)
}

/// What a byte says of the run that it stands before.
#[inline]
pub(super) const fn precedes(byte: u8) -> u8 {
    of(&PRECEDES, byte)
}

static CLASS: [u8; 256] = table!(byte => match byte {
    b'0'..=b'9' => DIGIT,
    b'A'..=b'Z' | b'a'..=b'z' => LETTER,
    b'_' => UNDER,
    _ => 0,
});

static PRECEDES: [u8; 256] = table!(byte => match byte {
    b'-' | b'.' | b'@' => JOINS,
    b':' => COLON,
    b'(' | b'+' => OPENS,
    _ => 0,
});
