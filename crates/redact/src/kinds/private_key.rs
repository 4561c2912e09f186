//! `private-key`: a private key in a PEM block.
//!
//! From `-----BEGIN … PRIVATE KEY-----` to the end that belongs to it (RFC 7468), on many lines or on one
//! with escaped line breaks. A block that was cut off goes on up to what no block has. A line that only
//! speaks of such a block has no key after it and stays.

use crate::{
    kind::{Class, Find, Kind},
    window::{Found, Match, Rest, Run, Window},
};

pub(super) const KIND: Kind = Kind {
    code: "private-key",
    context: &[],
    country: None,
    doc: "A private key in a PEM block (RFC 7468), of OpenSSH and PGP too.",
    find: &[Find::Starts("B", usize::MAX, " ", find)],
};

fn find(window: &Window<'_>, run: Run) -> Found {
    let Some(start) = run.start.checked_sub(HYPHENS.len()).filter(|start| *start >= window.floor)
    else {
        return Found::Nothing;
    };
    if window.of(run.start, run.end) != b"BEGIN" || window.of(start, run.start) != HYPHENS {
        return Found::Nothing;
    }
    let close = window.span(run.end, MOST_NAME, |byte| {
        byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b' '
    });
    let end = window.span(close, HYPHENS.len(), |byte| byte == b'-');
    let from = window.span(end, MOST_BREAK, |byte| matches!(byte, b'\\' | b'n' | b'r' | ..=b' '));
    let name = window.span(from, MOST_NAME, |byte| byte.is_ascii_alphabetic() || byte == b'-');
    let body = window.span(from, LEAST, |byte| {
        byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=')
    });
    if window.is_open(name.max(body)) {
        return Found::More;
    }
    let label = window.of(run.end, close);
    let private = label.ends_with(b" PRIVATE KEY") || label.ends_with(b" PRIVATE KEY BLOCK");
    // A header such as `Proc-Type: 4,ENCRYPTED`, or the key itself.
    let begins = body - from == LEAST || (name > from && window.at(name) == b':');
    if !private || end - close != HYPHENS.len() || !begins {
        return Found::Nothing;
    }
    Found::Match(Match { class: Class::Certain, end, rest: Rest::Pem, start })
}

const HYPHENS: &[u8] = b"-----";
/// Most bytes of what a block is called.
const MOST_NAME: usize = 40;
/// Most bytes between two lines: a few breaks, escaped or not.
const MOST_BREAK: usize = 16;
/// Fewest bytes of a key.
const LEAST: usize = 16;
