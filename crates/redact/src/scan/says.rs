//! What the two bytes after a run say of it: one look at a small table.

use crate::bytes::{of, table};

/// It says by itself that something is there: an address or a scheme.
pub(super) const SAID: u8 = 1;
/// A name may end there.
pub(super) const NAMED: u8 = 2;
/// A string ends there: a name, where it is no single word.
pub(super) const QUOTED: u8 = 4;
/// A name may end there, a time go on, or what an address begins with.
pub(super) const TIMED: u8 = 8;
/// The first group of an address may end there.
pub(super) const ADDRESS: u8 = 16;
/// A token goes on there.
pub(super) const TOKEN: u8 = 32;
/// A group of digits follows.
pub(super) const DIGITS: u8 = 64;
/// No group follows.
pub(super) const LAST: u8 = 128;

/// What two bytes say of the run that stands before them.
#[inline]
pub(super) const fn says(next: u8, after: u8) -> u8 {
    of(&SAYS, of(&FIRST, next) | of(&SECOND, after))
}

const fn look(next: u8, after: u8) -> u8 {
    let said = match next {
        b'@' => SAID,
        b':' if after == b'/' => SAID,
        b':' => NAMED | TIMED,
        b'=' | b']' => NAMED,
        b' ' if matches!(after, b':' | b'=') => NAMED,
        b'"' if matches!(after, b':' | b'=' | b' ' | b']') => NAMED,
        b'"' => QUOTED,
        _ => 0,
    };
    let address =
        if matches!(next, b'-' | b':') && after.is_ascii_hexdigit() { ADDRESS } else { 0 };
    let token = if matches!(next, b'-' | b'<') { TOKEN } else { 0 };
    let digits = if matches!(next, b' ' | b'-') && after.is_ascii_digit() { DIGITS } else { 0 };
    let goes_on = match next {
        b' ' | b'-' | b'(' => after.is_ascii_alphanumeric() || matches!(after, b'(' | b' ' | b'-'),
        other => other >= 0x80,
    };
    said | address | token | digits | if goes_on { 0 } else { LAST }
}

/// One of the bytes that say the same.
const FIRSTS: [u8; 10] = [0, b' ', b'"', b'(', b'-', b':', b'<', b'=', b'@', 0x80];
const SECONDS: [u8; 10] = [0, b' ', b'(', b'-', b'/', b'0', b'=', b']', b'a', b'z'];

static FIRST: [u8; 256] = table!(byte => place(&FIRSTS, match byte {
    b'\'' => b'"',
    b')' | b'+' | b'/' => b'(',
    b'.' => b'-',
    b'\\' | b']' => b'=',
    0x81.. => 0x80,
    other => other,
}) << 4);

static SECOND: [u8; 256] = table!(byte => place(&SECONDS, match byte {
    b'+' => b'-',
    b':' => b'=',
    b'1'..=b'9' => b'0',
    b'A'..=b'F' | b'b'..=b'f' => b'a',
    b'G'..=b'Z' | b'g'..=b'y' => b'z',
    other => other,
}));

static SAYS: [u8; 256] =
    table!(places => look(one(&FIRSTS, places >> 4), one(&SECONDS, places & 15)));

/// Where a byte is in a list; where zero is, if it is not there.
const fn place(list: &[u8; 10], byte: u8) -> u8 {
    let mut rest: &[u8] = list;
    while let [first, others @ ..] = rest {
        if *first == byte {
            return (list.len() - rest.len()) as u8;
        }
        rest = others;
    }
    0
}

/// The byte of a list at a place.
const fn one(list: &[u8; 10], place: u8) -> u8 {
    let mut rest: &[u8] = list;
    let mut left = place;
    while let [first, others @ ..] = rest {
        if left == 0 {
            return *first;
        }
        (rest, left) = (others, left - 1);
    }
    0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_bytes_say_what_follows() {
        for (two, expected) in [
            ("@a", SAID | LAST),
            ("@ ", SAID | LAST),
            (":/", SAID | LAST),
            (": ", NAMED | TIMED | LAST),
            (":B", NAMED | TIMED | ADDRESS | LAST),
            (":9", NAMED | TIMED | ADDRESS | LAST),
            ("=9", NAMED | LAST),
            ("]]", NAMED | LAST),
            ("\\n", NAMED | LAST),
            (" =", NAMED | LAST),
            (" x", 0),
            (" 7", DIGITS),
            (" ,", LAST),
            ("  ", 0),
            (" +", 0),
            ("\":", NAMED | LAST),
            ("' ", NAMED | LAST),
            ("\",", QUOTED | LAST),
            ("-7", ADDRESS | TOKEN | DIGITS),
            (".F", ADDRESS | TOKEN),
            (".G", TOKEN),
            (". ", TOKEN),
            (".\n", TOKEN | LAST),
            ("<<", TOKEN | LAST),
            (")(", 0),
            ("/x", 0),
            ("/.", LAST),
            (", ", LAST),
            ("}\n", LAST),
            ("é", 0),
        ] {
            let [next, after] = two.as_bytes() else { panic!("two bytes: {two:?}") };
            assert_eq!(says(*next, *after), expected, "{two:?}");
        }
    }
}
