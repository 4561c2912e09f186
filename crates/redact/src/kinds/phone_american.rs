//! Telephone numbers of the North American plan: a part of `phone-number`.
//!
//! Areas and offices begin with 2 to 9. In brackets an area may be any: nothing else is written so, and the
//! numbers of examples seldom are ones that somebody has.

use super::phone_ending::ending;
use crate::{
    kind::Class,
    window::{Found, Run, Window},
};

/// Whether a run may begin a number: the digits after the first group, or after the 1 that calls abroad, are
/// there. Most numbers have none.
#[inline]
pub(super) fn may_be_american(window: &Window<'_>, run: Run) -> bool {
    let length = run.end - run.start;
    if !matches!(length, 1 | 3) || !matches!(window.at(run.end), b' ' | b'-' | b'.' | b')') {
        return false;
    }
    let next = run.end + 1;
    let (byte, is_digit) = (window.at(next), u8::is_ascii_digit);
    if length == 1 {
        let area = next + usize::from(byte == b'(');
        let digits = window.bytes.get(area..area + 3);
        let follows = digits.map_or(!window.last, |digits| digits.iter().all(is_digit));
        return follows && window.at(run.start) == b'1';
    }
    let office = next + usize::from(matches!(byte, b' ' | b'-'));
    match window.bytes.get(office..office + 8) {
        Some(&[a, b, c, b' ' | b'-' | b'.', d, e, f, g]) => {
            [a, b, c, d, e, f, g].iter().all(is_digit)
        }
        Some(_) => false,
        None => !window.last,
    }
}

/// A number of the North American plan: `(555) 234-5678`, `555-234-5678`, `1.555.234.5678`.
pub(super) fn american(window: &Window<'_>, run: Run) -> Found {
    let mut at = run.start;
    let mut start = at;
    if window.at(at) == b'1' && run.end - at == 1 {
        if window.is_open(at + 2) {
            return Found::More;
        }
        if !matches!(window.at(at + 1), b' ' | b'-' | b'.') {
            return Found::Nothing;
        }
        at += 2;
        if window.at(at) == b'(' {
            at += 1;
        }
    }
    let closes = window.at(at + 3) == b')' || window.is_open(at + 3);
    let bracket = closes && at > window.floor && window.before(at) == b'(';
    if bracket && at == run.start {
        start = at - 1;
        if window.before(start) == b'1' {
            return Found::Nothing;
        }
    }
    let (mut separator, mut numbers) = (0, [0_u32; 3]);
    for (group, (length, number)) in [3, 3, 4].into_iter().zip(&mut numbers).enumerate() {
        let end = window.span(at, length + 1, |byte| byte.is_ascii_digit());
        if window.is_open(end) {
            return Found::More;
        }
        if end - at != length {
            return Found::Nothing;
        }
        *number = crate::check::number(window.of(at, end));
        at = end;
        if group == 2 {
            break;
        }
        if window.is_open(at + 2) {
            return Found::More;
        }
        if group == 0 && bracket {
            if window.at(at) != b')' {
                return Found::Nothing;
            }
            at += 1;
            if matches!(window.at(at), b' ' | b'-') {
                at += 1;
            }
            continue;
        }
        let byte = window.at(at);
        let same = separator == 0 || separator == byte;
        if !matches!(byte, b' ' | b'-' | b'.') || !same {
            return Found::Nothing;
        }
        separator = byte;
        at += 1;
    }
    let [area, office, _] = numbers;
    let is_area = area >= 200 && area % 100 != 11;
    let is_alone = bracket && !window.before(start).is_ascii_alphanumeric();
    if !is_alone && (!is_area || office < 200) {
        return Found::Nothing;
    }
    ending(window, Class::Grouped, start, at)
}
