//! What bytes are to a scan.

use crate::bytes::{of, table};

/// What a run has.
pub(super) const DIGIT: u8 = 1;
pub(super) const LETTER: u8 = 2;
pub(super) const UNDER: u8 = 4;

/// What follows a run: a name may end there, a part of an address, a token go on, or a number with another group.
pub(super) const NAME: u8 = 8;
pub(super) const ADDRESS: u8 = 16;
pub(super) const TOKEN: u8 = 32;
pub(super) const GROUP: u8 = 64;

/// What stands before a run: it may be a part of what that belongs to, an address, or a number begin with it.
pub(super) const JOINS: u8 = 1;
pub(super) const COLON: u8 = 2;
pub(super) const OPENS: u8 = 4;

/// What a byte is to a run; zero where no run has it.
#[inline]
pub(super) const fn class(byte: u8) -> u8 {
    of(&FOLLOWS, byte) & (DIGIT | LETTER | UNDER)
}

/// What a byte says of the run that it follows.
#[inline]
pub(super) const fn follows(byte: u8) -> u8 {
    of(&FOLLOWS, byte)
}

/// What a byte says of the run that it stands before.
#[inline]
pub(super) const fn precedes(byte: u8) -> u8 {
    of(&PRECEDES, byte)
}

static FOLLOWS: [u8; 256] = table!(byte => match byte {
    b'0'..=b'9' => DIGIT,
    b'A'..=b'Z' | b'a'..=b'z' => LETTER,
    b'_' => UNDER,
    b' ' => NAME | GROUP,
    b'"' | b'\'' | b'=' | b'\\' | b']' => NAME,
    b'(' | b')' | b'+' | b'/' => GROUP,
    b'-' | b'.' => ADDRESS | TOKEN | GROUP,
    b':' => NAME | ADDRESS | GROUP,
    b'<' => TOKEN,
    b'@' => NAME,
    0x80.. => GROUP,
    _ => 0,
});

static PRECEDES: [u8; 256] = table!(byte => match byte {
    b'-' | b'.' | b'@' => JOINS,
    b':' => COLON,
    b'(' | b'+' => OPENS,
    _ => 0,
});
