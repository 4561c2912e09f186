//! `ip-address`: an IPv4 or IPv6 address.
//!
//! Four numbers up to 255 that are no part of a longer version number, and the forms of RFC 4291 with at
//! least two groups, an embedded IPv4 address and a zone. The length of a prefix belongs to the address
//! that it follows.

use crate::{
    check::leading,
    kind::{Class, Find, Kind, Trigger},
    label::ahead,
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
    if !second(1) && !second(2) && !second(3) && !window.is_open(run.end + 4) {
        return Found::Nothing;
    }
    whole_four(window, run)
}

/// An address whose second number has a full stop after it, as that of few has.
#[inline(never)]
fn whole_four(window: &Window<'_>, run: Run) -> Found {
    let end = match read_four(window, run.start) {
        Read::Ends(end) => end,
        Read::More => return Found::More,
        Read::Not => return Found::Nothing,
    };
    // A version has four numbers too, and says so.
    let before = window.before(run.start).to_ascii_lowercase();
    if before == b'v' {
        return Found::Nothing;
    }
    let next = window.at(end);
    let Some(after) = ahead(window, end + 1) else { return Found::More };
    if next.is_ascii_alphanumeric()
        || next == b'_'
        || (next == b'-' && after.is_ascii_alphanumeric())
        || (next == b'.' && after.is_ascii_digit())
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
    let (value, length) = leading(window.from(end + 1), 4);
    let last = end + 1 + length;
    if window.is_open(last + 1) {
        return Found::More;
    }
    let next = window.at(last);
    let length = matches!(length, 1..=3) && value <= most;
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
        let (value, length) = leading(window.from(at), 4);
        at += length;
        if window.is_open(at) {
            return Read::More;
        }
        if !matches!(length, 1..=3) || value > 255 {
            return Read::Not;
        }
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
    let (next, after) = (window.at(run.end), window.at(run.end + 1));
    let goes_on = next == b':' && (after == b':' || after.is_ascii_hexdigit());
    if !goes_on && window.before(run.start) != b':' {
        return Found::Nothing;
    }
    whole_six(window, run)
}

/// An address of groups with colons before or after them, as few have.
#[inline(never)]
fn whole_six(window: &Window<'_>, run: Run) -> Found {
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
    // What follows two colons may be a group that is none of an address.
    let follows =
        if window.before(end) == b':' { ahead(window, end) } else { Some(window.at(end)) };
    let (Some(next), Some(after)) = (follows, ahead(window, end + 1)) else { return Found::More };
    let whole = if gaps == 0 { groups == 8 } else { gaps == 1 && groups <= 7 && groups > 0 };
    let goes_on = next.is_ascii_alphanumeric()
        || next == b'_'
        || (next == b':' && after.is_ascii_hexdigit())
        || (next == b'.' && after.is_ascii_digit());
    // `a::b` is more often a name in a program than an address.
    let is_name = || groups < 3 && !window.of(start, end).iter().any(|byte| byte.is_ascii_digit());
    if !whole || goes_on || is_name() {
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
