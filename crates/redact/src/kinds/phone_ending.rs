//! What stands around the digits of a telephone number, its scheme and its extension: a part of
//! `phone-number`.

use crate::{
    kind::Class,
    label::ahead,
    scan::decimal::is_thousands,
    window::{Found, Window},
};

/// A number whose digits are known, with its scheme and its extension; none where it runs into a name, a
/// time or a longer number.
pub(super) fn ending(window: &Window<'_>, class: Class, start: usize, end: usize) -> Found {
    let Some(extended) = extension(window, end) else { return Found::More };
    let next = window.at(extended);
    let Some(after) = ahead(window, extended + 1) else { return Found::More };
    let goes_on = next.is_ascii_alphanumeric()
        || next == b'_'
        || (class != Class::Certain
            && (matches!(next, b'@' | b'%')
                || (matches!(next, b'-' | b'.' | b':' | b'/') && after.is_ascii_digit())
                || (next == b','
                    && after.is_ascii_digit()
                    && is_thousands(window.of(start, end)))));
    if goes_on {
        return Found::Nothing;
    }
    Found::whole(class, prefix(window, start), extended)
}

/// Where an extension ends that follows a number: `;ext=12`, `x12`, ` ext. 12`; nothing where that
/// cannot be told yet, and the end of the number where there is none.
fn extension(window: &Window<'_>, end: usize) -> Option<usize> {
    let mut at = end + usize::from(window.at(end) == b' ');
    if !matches!(window.at(at), b'x' | b'X' | b'e' | b'E' | b'#' | b';') && !window.is_open(at) {
        return Some(end);
    }
    at = window.span(at, MOST_WORD, |byte| {
        byte.is_ascii_alphabetic() || matches!(byte, b';' | b'=' | b'#')
    });
    if window.is_open(at) {
        return None;
    }
    let word = window.of(end, at);
    let word = word.strip_prefix(b" ").unwrap_or(word);
    if !EXTENSIONS.iter().any(|known| known.eq_ignore_ascii_case(word)) {
        return Some(end);
    }
    at = window.span(at, 1, |byte| byte == b'.');
    at = window.span(at, 1, |byte| byte == b' ');
    let last = window.span(at, MOST_EXTENSION + 1, |byte| byte.is_ascii_digit());
    if window.is_open(last) {
        return None;
    }
    let whole = (1..=MOST_EXTENSION).contains(&(last - at));
    Some(if whole && !window.at(last).is_ascii_alphanumeric() { last } else { end })
}

/// Where a number begins whose first character is known: with its scheme, where it has one (RFC 3966).
fn prefix(window: &Window<'_>, start: usize) -> usize {
    let scheme = start.checked_sub(4).filter(|from| *from >= window.floor);
    match scheme {
        Some(from) if window.of(from, start).eq_ignore_ascii_case(b"tel:") => from,
        _ => start,
    }
}

/// What says that an extension follows, the longest of them, and most digits of one.
const EXTENSIONS: &[&[u8]] = &[b"x", b"ext", b"extn", b"extension", b"#", b";ext="];
const MOST_WORD: usize = 10;
const MOST_EXTENSION: usize = 7;
