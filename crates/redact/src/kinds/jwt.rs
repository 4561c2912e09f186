//! `jwt`: a JSON Web Token.
//!
//! Parts of base 64 for addresses with full stops between them, the first of which is a JSON object that
//! names an algorithm (RFC 7515, sections 3.1 and 4.1.1; RFC 7519). Signed tokens have three parts,
//! encrypted ones five; a token that was cut off after its second part still shows its claims. Of a header
//! that is longer than what is looked at, its beginning must name the algorithm.

use crate::{
    kind::{Class, Find, Kind},
    token::{MOST, is_word, long},
    window::{Found, Run, Window},
};

pub(super) const KIND: Kind = Kind {
    code: "jwt",
    context: &["jwt", "token", "bearer"],
    country: None,
    doc: "A JSON Web Token: its header is a JSON object that names an algorithm (RFC 7519).",
    find: &[Find::Starts("e", MOST, "-.", find)],
};

fn find(window: &Window<'_>, run: Run) -> Found {
    if window.of(run.start, run.start + 3) != b"eyJ" {
        return Found::Nothing;
    }
    let limit = run.start + MOST;
    let dot = window.span(run.start, MOST, is_word);
    let mut end = window.span(dot, limit - dot, |byte| is_word(byte) || byte == b'.');
    if end < limit && window.is_open(end) {
        return Found::More;
    }
    if !names_algorithm(window.of(run.start, dot)) {
        return Found::Nothing;
    }
    if end < limit {
        // No more parts than a token has; a full stop that ends it belongs to the sentence.
        let parts = window.of(dot, end);
        let mut stops = (dot..).zip(parts).filter(|(_, byte)| **byte == b'.').skip(4);
        end = stops.next().map_or(end, |(stop, _)| stop);
        while window.before(end) == b'.' {
            end -= 1;
        }
        if end < dot + 3 {
            return Found::Nothing;
        }
    }
    long(Class::Certain, run.start, end)
}

/// Whether base 64 is a JSON object, or its beginning, that has a member `alg`.
fn names_algorithm(text: &[u8]) -> bool {
    let (mut bits, mut count, mut named) = (0_u32, 0, false);
    let mut last = [0_u8; 5];
    for byte in text {
        let Some(value) = value(*byte) else { return false };
        (bits, count) = ((bits << 6 | value) & 0xFFFF, count + 6);
        if count >= 8 {
            count -= 8;
            let [_, rest @ ..] = last;
            let [a, b, c, d] = rest;
            let next = (bits >> count & 0xFF) as u8;
            if next < b' ' && !matches!(next, b'\n' | b'\r' | b'\t') {
                return false;
            }
            last = [a, b, c, d, next];
            named |= &last == b"\"alg\"";
        }
    }
    let [.., end] = last;
    named && (end == b'}' || text.len() >= MOST)
}

/// The value of a character of base 64 for addresses (RFC 4648, section 5).
fn value(byte: u8) -> Option<u32> {
    Some(u32::from(match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'-' => 62,
        b'_' => 63,
        _ => return None,
    }))
}
