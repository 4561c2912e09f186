//! `email-address`: an e-mail address, of international names and domains too.
//!
//! A local part of at most 64 bytes without quotation marks, a domain of at least two labels, the last of
//! which is no number (RFC 5321, section 4.5.3.1; RFC 6531). Full stops and hyphens that end a sentence do
//! not belong to it.

use crate::{
    bytes::{of, table},
    kind::{Class, Find, Kind, Trigger},
    window::{BEHIND, Found, Run, Window},
};

pub(super) const KIND: Kind = Kind {
    code: "email-address",
    context: &["email", "mail", "e-mail"],
    country: None,
    doc: "An e-mail address, of international names and domains too (RFC 5321, RFC 6531).",
    find: &[Find::At(Trigger::AtSign, find)],
};

fn find(window: &Window<'_>, run: Run) -> Found {
    let at = run.end;
    // Of the run every byte may stand in an address.
    let from = at.saturating_sub(BEHIND).max(window.floor);
    let before = window.of(from, run.start);
    let locals = before.iter().rev().take_while(|byte| is_local(**byte)).count();
    let mut start = run.start.max(from) - locals;
    // Nothing that punctuates begins an address, nor does half of a character.
    let punctuates = |byte: u8| !byte.is_ascii_alphanumeric() && byte < 0xC0 && byte != b'_';
    start = window.span(start, BEHIND, punctuates).min(at);
    let Some(mut end) = domain(window, at) else { return Found::More };
    if start == at || end == at {
        return Found::Nothing;
    }
    // What a second at-sign follows is no domain alone: all of it is one address.
    while window.at(end) == b'@' && end < at + MOST_DOMAIN {
        match domain(window, end) {
            None => return Found::More,
            Some(last) if last > end => end = last,
            Some(_) => break,
        }
    }
    Found::whole(Class::Certain, start, end)
}

/// Where the domain ends that follows an at-sign, which is there itself where none does; nothing where that
/// cannot be told yet.
fn domain(window: &Window<'_>, at: usize) -> Option<usize> {
    let end = window.span(at + 1, MOST_DOMAIN, is_domain);
    if window.is_open(end) && end - at <= MOST_DOMAIN {
        return None;
    }
    let domain = before_number(ended(window.of(at + 1, end)));
    Some(if is_name(domain) { at + 1 + domain.len() } else { at })
}

/// A name without the full stops and hyphens after it.
fn ended(name: &[u8]) -> &[u8] {
    let last = name.iter().rposition(|byte| !matches!(byte, b'.' | b'-'));
    last.and_then(|last| name.get(..=last)).unwrap_or_default()
}

/// A name without the numbers that run into it, as in `ada@example.org.42`; the whole of it where what is
/// before them is none, as in `core@7.0.0-beta.55`.
fn before_number(name: &[u8]) -> &[u8] {
    if !name.last().is_some_and(u8::is_ascii_digit) {
        return name;
    }
    let mut rest = name;
    while let Some(stop) = rest.iter().rposition(|byte| *byte == b'.')
        && rest.iter().skip(stop + 1).all(u8::is_ascii_digit)
    {
        rest = ended(rest.get(..stop).unwrap_or_default());
    }
    let last = rest.rsplit(|byte| *byte == b'.').next().unwrap_or_default();
    if last.first().is_some_and(u8::is_ascii_digit) { name } else { rest }
}

/// Whether labels make a domain name.
fn is_name(domain: &[u8]) -> bool {
    let is_label = |label: &[u8]| !matches!(label, [] | [b'-', ..]) && label.len() <= MOST_LABEL;
    let mut rest = domain;
    while let Some(dot) = rest.iter().position(|byte| *byte == b'.') {
        let (label, after) = rest.split_at(dot);
        if !is_label(label) {
            return false;
        }
        rest = after.get(1..).unwrap_or_default();
    }
    rest.len() < domain.len()
        && rest.len() >= 2
        && is_label(rest)
        && !rest.iter().all(u8::is_ascii_digit)
}

/// Whether a byte may stand in the local part of an address (RFC 5321 atoms, RFC 6531).
pub(crate) const fn is_local(byte: u8) -> bool {
    of(&PARTS, byte) != 0
}

const fn is_domain(byte: u8) -> bool {
    of(&PARTS, byte) == DOMAIN
}

static PARTS: [u8; 256] = table!(byte => match byte {
    b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | 0x80.. | b'.' | b'-' => DOMAIN,
    b'_' | b'+' | b'%' | b'!' | b'#' | b'$' | b'&' | b'*' | b'/' | b'?' | b'^' | b'`' | b'{'
    | b'|' | b'}' | b'~' | b'\'' => LOCAL,
    _ => 0,
});

/// What may stand in an address: in a domain too, or in a local part alone.
const DOMAIN: u8 = 1;
const LOCAL: u8 = 2;

/// Most bytes of a domain name (RFC 1035, section 2.3.4).
const MOST_DOMAIN: usize = 255;
/// Most bytes of a label (RFC 1035, section 2.3.4).
const MOST_LABEL: usize = 63;
