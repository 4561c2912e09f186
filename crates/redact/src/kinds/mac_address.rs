//! `mac-address`: the address of a network interface.
//!
//! Six pairs of hexadecimal digits with colons or hyphens between them, or three groups of four with full
//! stops (IEEE 802, and the form of Cisco). All zeros and all ones are nobody's.

use crate::{
    kind::{Class, Find, Kind, Trigger},
    label::ahead,
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
    whole(window, run, length, count)
}

/// An address of so many groups of a length, as few have that begin with two.
#[inline(never)]
fn whole(window: &Window<'_>, run: Run, length: usize, count: usize) -> Found {
    let end = run.start + (length + 1) * count - 1;
    let next = window.at(end);
    let Some(after) = ahead(window, end + 1) else { return Found::More };
    let separator = window.at(run.end);
    let text = window.of(run.start, end);
    let goes_on = next.is_ascii_alphanumeric()
        || (matches!(next, b':' | b'-' | b'.') && after.is_ascii_hexdigit());
    let groups = text.chunks(length + 1).all(|group| {
        group.iter().take(length).all(u8::is_ascii_hexdigit)
            && group.get(length).is_none_or(|byte| *byte == separator)
    });
    let is_all =
        |digit| text.iter().all(|byte| *byte == separator || byte.eq_ignore_ascii_case(digit));
    if goes_on || !groups || is_all(&b'0') || is_all(&b'f') {
        return Found::Nothing;
    }
    Found::whole(Class::Certain, run.start, end)
}
