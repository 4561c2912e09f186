//! `ip-address`: an IPv4 or IPv6 address.
//!
//! Four numbers up to 255 that are no part of a longer version number, and the forms of RFC 4291 with at
//! least two groups, an embedded IPv4 address and a zone. The length of a prefix belongs to the address
//! that it follows.

use crate::{
    check::number,
    kind::{Class, Find, Kind, Trigger},
    window::{Found, Run, Window},
};

pub(super) const KIND: Kind = Kind {
    code: "ip-address",
    context: &["ip", "address", "host", "client"],
    country: None,
    doc: "An IPv4 or IPv6 address (RFC 791, RFC 4291).",
    find: &[Find::Counted(1..=3, ".", four), Find::At(Trigger::Colons, six)],
};

fn four(window: &Window<'_>, run: Run) -> Found {
    let second = |length: usize| window.at(run.end + 1 + length) == b'.';
    if !(1..=3).any(second) && !window.is_open(run.end + 4) {
        return Found::Nothing;
    }
    let end = match read_four(window, run.start) {
        Read::Ends(end) => end,
        Read::More => return Found::More,
        Read::Not => return Found::Nothing,
    };
    // A version has four numbers too, and says so.
    let before = window.before(run.start).to_ascii_lowercase();
    if before == b'v' || (window.at(end) == b'.' && window.at(end + 1).is_ascii_digit()) {
        return Found::Nothing;
    }
    if window.is_open(end) || window.is_open(end + 1) {
        return Found::More;
    }
    let next = window.at(end);
    if next.is_ascii_alphanumeric()
        || next == b'_'
        || (next == b'-' && window.at(end + 1).is_ascii_alphanumeric())
    {
        return Found::Nothing;
    }
    prefixed(window, run.start, end, 32)
}

/// An address, with the length of its prefix if one follows.
fn prefixed(window: &Window<'_>, start: usize, end: usize, most: u32) -> Found {
    if window.at(end) != b'/' {
        return Found::whole(Class::Certain, start, end);
    }
    let last = window.span(end + 1, 4, |byte| byte.is_ascii_digit());
    if window.is_open(last + 1) {
        return Found::More;
    }
    let next = window.at(last);
    let length = last > end + 1 && last - end <= 4 && number(window.of(end + 1, last)) <= most;
    let goes_on = next.is_ascii_alphanumeric()
        || matches!(next, b'/' | b'_' | b'-')
        || (next == b'.' && window.at(last + 1).is_ascii_alphanumeric());
    Found::whole(Class::Certain, start, if length && !goes_on { last } else { end })
}

enum Read {
    Ends(usize),
    More,
    Not,
}

/// Four numbers from 0 to 255 with full stops between them.
fn read_four(window: &Window<'_>, start: usize) -> Read {
    let mut at = start;
    for group in 0..4 {
        let end = window.span(at, 4, |byte| byte.is_ascii_digit());
        if window.is_open(end) {
            return Read::More;
        }
        let digits = window.of(at, end);
        let value = digits.iter().fold(0, |value, byte| value * 10 + u32::from(byte - b'0'));
        if digits.is_empty() || digits.len() > 3 || value > 255 {
            return Read::Not;
        }
        at = end;
        if group < 3 {
            if window.at(at) != b'.' {
                return Read::Not;
            }
            at += 1;
        }
    }
    Read::Ends(at)
}

fn six(window: &Window<'_>, run: Run) -> Found {
    if !matches!(window.at(run.end), b':') && window.before(run.start) != b':' {
        return Found::Nothing;
    }
    // The first colons may stand before the first group.
    let mut start = run.start;
    while start > window.floor && window.before(start) == b':' {
        start -= 1;
    }
    if run.start - start == 1
        || run.start - start > 2
        || (window.before(start).is_ascii_alphanumeric() || window.before(start) == b'*')
    {
        return Found::Nothing;
    }
    let (mut at, mut groups, mut gaps) = (start, 0, 0);
    let mut end = start;
    loop {
        if window.at(at) == b':' && window.at(at + 1) == b':' {
            gaps += 1;
            at += 2;
            end = at;
        } else if groups > 0 {
            if window.at(at) != b':' {
                break;
            }
            at += 1;
        }
        let stop = window.span(at, 5, |byte| byte.is_ascii_hexdigit());
        if window.is_open(stop) {
            return Found::More;
        }
        if window.at(stop) == b'.' && groups >= 1 - usize::from(gaps > 0).min(1) {
            match read_four(window, at) {
                Read::Ends(stop) => {
                    (groups, end) = (groups + 2, stop);
                    break;
                }
                Read::More => return Found::More,
                Read::Not => {}
            }
        }
        if stop == at || stop - at > 4 {
            break;
        }
        (groups, at, end) = (groups + 1, stop, stop);
        if groups > 8 {
            return Found::Nothing;
        }
    }
    if window.is_open(end) || window.is_open(end + 1) {
        return Found::More;
    }
    let whole = if gaps == 0 { groups == 8 } else { gaps == 1 && groups <= 7 && groups > 0 };
    let next = window.at(end);
    let goes_on = next.is_ascii_alphanumeric()
        || next == b'_'
        || (next == b':' && window.at(end + 1).is_ascii_hexdigit())
        || (next == b'.' && window.at(end + 1).is_ascii_digit());
    // `a::b` is more often a name in a program than an address.
    let digits = window.of(start, end).iter().filter(|byte| byte.is_ascii_digit()).count();
    if !whole || goes_on || (digits == 0 && groups < 3) {
        return Found::Nothing;
    }
    if next == b'%' {
        let zone = window.span(end + 1, 16, |byte| byte.is_ascii_alphanumeric() || byte == b'.');
        if window.is_open(zone) {
            return Found::More;
        }
        end = if zone > end + 1 { zone } else { end };
    }
    prefixed(window, start, end, 128)
}
