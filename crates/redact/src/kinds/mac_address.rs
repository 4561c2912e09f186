//! `mac-address`: the address of a network interface.
//!
//! Six pairs of hexadecimal digits with colons or hyphens between them, or three groups of four with full
//! stops (IEEE 802, and the form of Cisco). All zeros and all ones are nobody's.

use crate::{
    kind::{Class, Find, Kind, Trigger},
    scan::is_joined,
    window::{Found, Run, Window},
};

pub(super) const KIND: Kind = Kind {
    code: "mac-address",
    context: &["mac", "device", "ethernet", "wifi"],
    country: None,
    doc: "The address of a network interface (IEEE 802).",
    find: &[Find::At(Trigger::Colons, find)],
};

fn find(window: &Window<'_>, run: Run) -> Found {
    let separator = window.at(run.end);
    let (length, count) = if separator == b'.' { (4, 3) } else { (2, 6) };
    if run.end - run.start != length
        || is_joined(window, run.start)
        || window.before(run.start) == b':'
    {
        return Found::Nothing;
    }
    let second = run.end + 1 + length;
    if window.at(second) != separator && !window.is_open(second) {
        return Found::Nothing;
    }
    let mut at = run.start;
    for group in 1..=count {
        let end = window.span(at, length + 1, |byte| byte.is_ascii_hexdigit());
        if window.is_open(end) {
            return Found::More;
        }
        if end - at != length || (group < count && window.at(end) != separator) {
            return Found::Nothing;
        }
        at = end + usize::from(group < count);
    }
    if window.is_open(at) || window.is_open(at + 1) {
        return Found::More;
    }
    let (next, after) = (window.at(at), window.at(at + 1));
    if next.is_ascii_alphanumeric()
        || (matches!(next, b':' | b'-' | b'.') && after.is_ascii_hexdigit())
    {
        return Found::Nothing;
    }
    let digits = window.of(run.start, at).iter().filter(|byte| byte.is_ascii_hexdigit());
    let (mut zeros, mut ones) = (true, true);
    for digit in digits {
        zeros &= *digit == b'0';
        ones &= digit.eq_ignore_ascii_case(&b'f');
    }
    if zeros || ones {
        return Found::Nothing;
    }
    Found::whole(Class::Certain, run.start, at)
}
