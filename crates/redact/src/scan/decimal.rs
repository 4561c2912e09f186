//! Commas between digits: that of a decimal, as the continent writes it, or those of a row and of a list.
//!
//! **Fails closed**: what may be either is a row, in which an identifier stands by itself. A decimal is one
//! integer and one fraction, of no more digits together than numbers are computed with, and nothing that a
//! row has is beside it: no other comma, no bracket or quotation mark before it, and no beginning of a line.

use super::time::fits as fits_form;
use crate::window::{Run, Window};

/// Whether digits after a comma are the fraction of a decimal, `0,250750683890174`; nothing where that cannot
/// be told yet. Whatever is written in groups or with letters is none.
pub(super) fn is_fraction(window: &Window<'_>, digits: Run) -> Option<bool> {
    let end = digits.start - 1;
    let start = window.back_any(end, MOST_INTEGER + 1, |byte| byte.is_ascii_digit());
    let Some(fraction) = fraction(window, end)? else { return Some(false) };
    // A row may begin with a zero too, but far more fractions do.
    let small =
        window.of(start, end) == b"0" && matches!(opening(window, start), 0 | b'\n' | b'\r');
    let whole = fraction.end == digits.end && fits(window, start, fraction);
    Some(whole && (small || !is_listed(opening(window, start))))
}

/// Whether digits after a comma are a column of a row rather than a fraction, where they prove to be an
/// identifier: as long as cards are, after an integer that has no sign and is not zero.
///
/// SECURITY: one in forty fractions so long is the number of a card by chance. Where a decimal is lost nobody
/// is harmed; a card that leaks is one too many.
pub(super) fn is_column(window: &Window<'_>, digits: Run) -> bool {
    let end = digits.start - 1;
    let start = window.back_any(end, MOST_INTEGER + 1, |byte| byte.is_ascii_digit());
    digits.end - digits.start >= LEAST_PROOF
        && window.of(start, end) != b"0"
        && !matches!(window.before(start), b'-' | b'+')
}

/// Whether a number before a comma is an amount, `85073003328,50` or `12 345 678,90`; nothing where that
/// cannot be told yet.
pub(crate) fn is_amount(window: &Window<'_>, number: Run) -> Option<bool> {
    let text = window.of(number.start, number.end);
    let before = opening(window, number.start);
    let listed = if is_thousands(text) {
        before == b','
    } else if text.iter().all(u8::is_ascii_digit) {
        is_listed(before)
    } else {
        true
    };
    if listed {
        return Some(false);
    }
    Some(fraction(window, number.end)?.is_some_and(|fraction| fits(window, number.start, fraction)))
}

/// Whether digits are in groups of three, as those of amounts are.
pub(crate) fn is_thousands(number: &[u8]) -> bool {
    let mut groups = number.split(|byte| matches!(byte, b' ' | b'.'));
    let is = |group: &[u8]| group.iter().all(u8::is_ascii_digit);
    number.len() > 3
        && groups.next().is_some_and(|first| matches!(first.len(), 1..=3) && is(first))
        && groups.all(|group| group.len() == 3 && is(group))
}

/// Whether three digits are a fraction of the second of a time that logs write, with a space after them:
/// `10:11:12,345 `.
pub(super) fn is_of_second(window: &Window<'_>, run: Run) -> bool {
    fits_form(window.of(run.start.saturating_sub(9), run.end + 1), b"99:99:99,999 ")
}

/// The digits after a comma, where they may be a fraction: nothing goes on after them. Nothing where that
/// cannot be told yet.
fn fraction(window: &Window<'_>, comma: usize) -> Option<Option<Run>> {
    let start = comma + 1;
    let end = window.span(start, MOST_DIGITS + 1, |byte| byte.is_ascii_digit());
    if window.is_open(end) || window.is_open(end + 1) {
        return None;
    }
    let (next, after) = (window.at(end), window.at(end + 1));
    let goes_on = match next {
        b',' => after > b' ',
        b'.' | b'-' | b':' | b'/' => after.is_ascii_alphanumeric(),
        b'_' | b'@' => true,
        _ => next.is_ascii_alphanumeric(),
    };
    Some((end > start && !goes_on).then_some(Run { end, start }))
}

/// Whether an integer that begins at a place and a fraction are one number.
fn fits(window: &Window<'_>, start: usize, fraction: Run) -> bool {
    let (integer, digits) = (fraction.start - 1 - start, fraction.end - fraction.start);
    let counted = if window.of(start, start + integer) == b"0" { 0 } else { integer };
    matches!(integer, 1..=MOST_INTEGER) && counted + digits <= MOST_DIGITS
}

/// What stands before a number and its sign; zero at the beginning of a text.
fn opening(window: &Window<'_>, start: usize) -> u8 {
    let before = window.before(start);
    if matches!(before, b'-' | b'+') { window.before(start - 1) } else { before }
}

/// Whether a number is one of a row or of a list, by what stands before it.
const fn is_listed(before: u8) -> bool {
    matches!(
        before,
        0 | b'\n' | b'\r' | b',' | b'.' | b'_' | b'(' | b'[' | b'{' | b'"' | b'\'' | b'`'
    ) || before.is_ascii_alphanumeric()
}

/// Most digits of the integer of a decimal, and of all of it: as many as computers print.
const MOST_INTEGER: usize = 11;
const MOST_DIGITS: usize = 17;
/// Fewest digits of an identifier that stands in a row wherever that may be.
const LEAST_PROOF: usize = 13;
