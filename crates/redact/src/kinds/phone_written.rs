//! Telephone numbers as they are written in a country that the policy names: a part of `phone-number`.
//!
//! Groups with single separators, the first of them perhaps in brackets. They are rare enough to need no
//! word, where neither a group of digits stands beside them nor what makes them something else of the same
//! groups: a currency, another octet, the hyphen of a range.

use super::{
    phone_ending::ending,
    phone_plan::{BRACKET, begins, has, is_strange},
};
use crate::{
    kind::Class,
    label::is_group,
    window::{Found, Run, Window},
};

pub(super) fn written(window: &Window<'_>, run: Run) -> Found {
    let next = window.at(run.end);
    let bracket = next == b')' && run.start > window.floor && window.before(run.start) == b'(';
    let goes_on = match next {
        b' ' | b'-' | b'/' => window.at(run.end + 1).is_ascii_digit(),
        b'.' => window.at(run.start) == b'0',
        _ => bracket,
    };
    if !goes_on || !begins(run.end - run.start, window.at(run.start)) {
        return Found::Nothing;
    }
    let start = run.start - usize::from(bracket);
    if follows_number(window, start) {
        return Found::Nothing;
    }
    let Some(number) = Number::read(window, run.start, bracket) else { return Found::More };
    let in_brackets = number.groups | if bracket { BRACKET << (4 * number.count) } else { 0 };
    if number.changes > 1
        || (is_strange(number.lead, number.groups) && is_strange(number.lead, in_brackets))
        || !has(window.countries, number.lead, number.groups, in_brackets)
    {
        return Found::Nothing;
    }
    if window.is_open(number.end + LONGEST) {
        return Found::More;
    }
    let is_other = match number.groups {
        0x333 => is_amount(window, start, number.end),
        0x2222 | 0x22222 => is_octet(window, number.end),
        _ => false,
    };
    if is_other || !(bracket || number.is_plain()) {
        return Found::Nothing;
    }
    ending(window, number.class(), start, number.end)
}

/// Whether the group before a place may be the number's own: it is one of more groups, or of a time.
pub(super) fn follows_number(window: &Window<'_>, start: usize) -> bool {
    matches!(window.before(start), b' ' | b'/' | b':') && window.before(start - 1).is_ascii_digit()
}

/// What was read: up to where, the lengths of groups and how many, the first two digits, the first one of
/// the second group, and what separates groups.
#[derive(Default)]
struct Number {
    changes: u32,
    count: u32,
    end: usize,
    groups: u32,
    is_dotted: bool,
    lead: u32,
    second: u8,
    separator: u8,
}

impl Number {
    /// Reads groups of digits; nothing where it cannot be told yet.
    fn read(window: &Window<'_>, first: usize, bracket: bool) -> Option<Self> {
        let lead = u32::from(window.at(first) & 15) << 4 | u32::from(window.at(first + 1) & 15);
        let (mut number, mut at) = (Self { lead, ..Self::default() }, first);
        loop {
            let end = window.span(at, MOST_DIGITS + 1, |byte| byte.is_ascii_digit());
            if window.is_open(end + 2) {
                return None;
            }
            if end - at > MOST_DIGITS || number.count == MOST_GROUPS {
                return Some(Self::default());
            }
            number.groups = number.groups << 4 | u32::try_from(end - at).unwrap_or(0);
            number.count += 1;
            if number.count == 2 {
                number.second = window.at(at);
            }
            at = end;
            if bracket && number.count == 1 {
                at += 1 + usize::from(matches!(window.at(end + 1), b' ' | b'-'));
                if window.at(at).is_ascii_digit() {
                    continue;
                }
                return Some(Self::default());
            }
            let byte = window.at(at);
            let goes_on = match byte {
                b' ' | b'-' | b'.' => true,
                b'/' => number.separator == 0,
                _ => false,
            };
            if !goes_on || !is_group(window, at + 1)? {
                number.end = at;
                return Some(number);
            }
            if !window.at(at + 1).is_ascii_digit() {
                return Some(Self::default());
            }
            number.is_dotted |= byte == b'.';
            number.changes += u32::from(number.separator != 0 && number.separator != byte);
            number.separator = byte;
            at += 1;
        }
    }

    /// How sure the groups make it: numbers of employers in the United States, as `04-1234567`, have those of
    /// Finland and Thailand.
    const fn class(&self) -> Class {
        if self.groups == 0x27 && self.separator == b'-' { Class::Bare } else { Class::Grouped }
    }

    /// Whether other numbers of these groups are not written so: ranges of lines and of prices, and codes of
    /// places, have a hyphen, amounts and addresses full stops, codes of characters zeros.
    const fn is_plain(&self) -> bool {
        if self.is_dotted && (self.count == 2 || self.lead >= 0x10) {
            return false;
        }
        match self.groups {
            0x44 => self.separator == b' ' || self.lead < 0x10,
            0x54 | 0x55 => self.separator != b'-',
            0x333 | 0x2222 => (self.changes == 0 || self.lead < 0x10) && !self.is_dotted,
            0x444 => self.second != b'0',
            _ => true,
        }
    }
}

/// Whether a currency stands beside groups of three.
fn is_amount(window: &Window<'_>, start: usize, end: usize) -> bool {
    let before = window.back_any(start, 1, |byte| byte == b' ');
    // The last bytes of signs: of dollar, pound, yen and euro.
    let is_sign = matches!(window.before(before), b'$' | 0xA3 | 0xA5 | 0xAC);
    let from = window.span(end, 1, |byte| byte == b' ');
    let after = [0, 1, 2].map(|at| window.at(from + at));
    is_sign || matches!(after, [b'$' | b'%', ..]) || CURRENCIES.contains(&after)
}

/// Whether another octet follows: two digits, hexadecimal ones too.
fn is_octet(window: &Window<'_>, end: usize) -> bool {
    let octet = window.of(end + 1, end + 3);
    matches!(window.at(end), b' ' | b'-')
        && octet.len() == 2
        && octet.iter().all(u8::is_ascii_hexdigit)
        && !window.at(end + 3).is_ascii_alphanumeric()
}

/// Most digits of a group, and most groups.
const MOST_DIGITS: usize = 8;
const MOST_GROUPS: u32 = 5;
/// Currencies of countries whose numbers have groups of three, € and zł among them, with a space before one.
const CURRENCIES: [[u8; 3]; 6] =
    [*b"EUR", *b"PLN", *b"USD", *b"eur", *b"\xE2\x82\xAC", *b"z\xC5\x82"];
const LONGEST: usize = 4;
