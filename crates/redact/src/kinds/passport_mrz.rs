//! `passport-mrz`: the machine-readable lines of a passport, a visa or an identity card.
//!
//! Two lines of 44 or of 36 characters, or three of 30, of capitals, digits and `<` (ICAO 9303, parts 4
//! to 7). The number of the document, the date of birth and the day that it expires have check digits with
//! the weights 7, 3, 1. The line with the number is enough, and the lines around it belong to it: the
//! holder's name stands there.

use crate::{
    check::{field, is_short_date, pairs, part, travel_digit},
    kind::{Class, Find, Kind},
    window::{Found, Run, Window},
};

pub(super) const KIND: Kind = Kind {
    code: "passport-mrz",
    context: &["mrz", "passport", "passeport", "reisepass", "pasaporte"],
    country: None,
    doc: "The machine-readable lines of a passport, a visa or an identity card: check digits (ICAO 9303).",
    find: &[Find::Starts("", 30, "<", find)],
};

fn find(window: &Window<'_>, run: Run) -> Found {
    let first = run.start;
    if is_mrz(window.before(first)) {
        return Found::Nothing;
    }
    let end = window.span(first, LONGEST + 1, is_mrz);
    let length = end - first;
    if window.is_open(end) && length <= LONGEST {
        return Found::More;
    }
    if !matches!(length, 30 | 36 | LONGEST) {
        return Found::Nothing;
    }
    let text = window.of(first, end);
    if length != 30 && is_second(text) {
        return Found::whole(Class::Certain, first, end);
    }
    if !text.first().is_some_and(u8::is_ascii_alphabetic) {
        return Found::Nothing;
    }
    // The lines that follow are waited for.
    let Some((second, after)) = line(window, end, length) else { return Found::More };
    if length != 30 {
        return if is_second(second) {
            Found::whole(Class::Certain, first, after)
        } else {
            Found::Nothing
        };
    }
    let Some((third, last)) = line(window, after, length) else { return Found::More };
    let (number, dates) = (is_checked(text, 5, 14), has_dates(second, 0, 8));
    match (number, dates, third.is_empty()) {
        (true, true, false) => Found::whole(Class::Certain, first, last),
        (true, true, true) => Found::whole(Class::Certain, first, after),
        (true, false, _) if matches!(text, [b'A' | b'C' | b'I', ..]) && text.contains(&b'<') => {
            Found::whole(Class::Grouped, first, end)
        }
        _ => Found::Nothing,
    }
}

/// The line after a place that has so many characters, and where it ends: an empty one there is none
/// of, and nothing where that cannot be told yet.
fn line<'b>(window: &Window<'b>, end: usize, length: usize) -> Option<(&'b [u8], usize)> {
    let mut from = window.span(end, 1, |byte| byte == b'\r');
    from = window.span(from, 1, |byte| byte == b'\n');
    if from == end {
        from = window.span(end, 1, |byte| byte == b' ');
    }
    let last = window.span(from, length + 1, is_mrz);
    if window.is_open(last) && last - from <= length {
        return None;
    }
    if from == end || last - from != length {
        return Some((&[], end));
    }
    Some((window.of(from, last), last))
}

/// Whether a line is the second of two: number, holder's country, dates.
fn is_second(text: &[u8]) -> bool {
    is_checked(text, 0, 9) && has_dates(text, 13, 21)
}

/// Whether two days stand at two places, each with its check digit. The day of birth may not be known.
fn has_dates(text: &[u8], born: usize, expires: usize) -> bool {
    is_checked(text, born, born + 6)
        && is_checked(text, expires, expires + 6)
        && is_day(part(text, expires, expires + 6))
}

fn is_day(text: &[u8]) -> bool {
    let [year, month, day] = pairs(text, 0);
    text.iter().all(u8::is_ascii_digit) && is_short_date(year, month, day)
}

/// Whether a part is followed by its check digit.
fn is_checked(text: &[u8], from: usize, to: usize) -> bool {
    let checked = part(text, from, to);
    let digit = text.get(to).is_some_and(u8::is_ascii_digit);
    digit
        && !checked.iter().all(|byte| *byte == b'<')
        && travel_digit(checked) == field(text, to, to + 1)
}

const fn is_mrz(byte: u8) -> bool {
    byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'<'
}

/// Characters of the longest line.
const LONGEST: usize = 44;
