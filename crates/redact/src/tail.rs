//! What a match goes on with: bytes of something that is longer than anybody waits for.
//!
//! It takes one byte after the other, so that it is the same for every way to cut a text.

use crate::window::Rest;

/// How far what a match goes on with has come.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tail {
    rest: Rest,
    /// Of a PEM block: bytes of the mark of its end that stand before this place.
    seen: u8,
}

impl Tail {
    pub(crate) const fn new(rest: Rest) -> Self {
        Self { rest, seen: 0 }
    }

    /// How many of these bytes still belong to the match; nothing where it may go on after all of them.
    pub(crate) fn take(&mut self, bytes: &[u8]) -> Option<usize> {
        match self.rest {
            Rest::Whole => Some(0),
            Rest::Token => bytes.iter().position(|byte| !is_token(*byte)),
            Rest::Line => {
                bytes.iter().position(|byte| matches!(byte, b'\n' | b'\r' | b'"' | b'\''))
            }
            Rest::Pem => bytes.iter().position(|byte| !self.is_pem(*byte)),
        }
    }

    /// Whether a byte belongs to a PEM block: one that was cut off ends with what no block has.
    fn is_pem(&mut self, byte: u8) -> bool {
        self.seen = match (self.seen, byte) {
            (DONE, _) => return false,
            (seen @ 0..5, b'-') => seen + 1,
            (5, b'-') => 5,
            (5, b'E') => 6,
            (6, b'N') => 7,
            (7, b'D') => NAMED,
            // The name of what ends, and the hyphens after it.
            (NAMED, b'A'..=b'Z' | b'0'..=b'9' | b' ') => NAMED,
            (seen @ NAMED.., b'-') => seen + 1,
            _ => 0,
        };
        // What a block holds: base 64, and headers with comments in them.
        !matches!(
            byte,
            b'"' | b'\'' | b'`' | b'<' | b'>' | b'{' | b'}' | b'[' | b']' | b';' | 0x80..
        )
    }
}

const fn is_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~' | b'+' | b'/' | b'=')
}

/// `-----END` was seen.
const NAMED: u8 = 8;
/// And five hyphens after a name.
const DONE: u8 = NAMED + 5;
