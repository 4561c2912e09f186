//! `date-of-birth`: a day that somebody was born on.
//!
//! A day of the Gregorian calendar between 1900 and 2099: year, month and day (ISO 8601, with its time if
//! it has one), or day and month in either order before the year, with the same separator twice. A date
//! alone says nothing of anybody, so a word must. *Fecha*, which is any date, is none of the words. What
//! day it is today is not known here.

use crate::{
    check::{is_date, leading, number},
    kind::{Class, Find, Kind},
    label::ahead,
    window::{Found, Run, Window},
};

pub(super) const KIND: Kind = Kind {
    code: "date-of-birth",
    context: &[
        "birth",
        "birthdate",
        "birthday",
        "bday",
        "born",
        "dob",
        "geb",
        "geboortedatum",
        "geboren",
        "geburtsdatum",
        "geburtstag",
        "nac",
        "nacido",
        "nacida",
        "nacimiento",
        "naissance",
        "narozen",
        "narození",
        "nascida",
        "nascido",
        "nascimento",
        "nascita",
        "nata",
        "nato",
        "né",
        "née",
        "urodzenia",
        "urodzony",
        "urodzona",
        "födelsedatum",
        "född",
        "fødselsdato",
        "født",
        "syntymäaika",
    ],
    country: None,
    doc: "A day that somebody was born on: a date (ISO 8601, or day and month in either order) after a word that says so.",
    find: &[Find::Counted(1..=2, "-/.", find), Find::Counted(4..=4, "-/.", find)],
};

fn find(window: &Window<'_>, run: Run) -> Found {
    let separator = window.at(run.end);
    let second = |length: usize| window.at(run.end + 1 + length) == separator;
    if !second(1) && !second(2) && !window.is_open(run.end + 3) {
        return Found::Nothing;
    }
    day(window, run, separator)
}

/// A day whose numbers have the same separator twice, as few have.
#[inline(never)]
fn day(window: &Window<'_>, run: Run, separator: u8) -> Found {
    let first = number(window.of(run.start, run.end));
    let (second, length) = leading(window.from(run.end + 1), 3);
    let middle = run.end + 1 + length;
    if window.is_open(middle) {
        return Found::More;
    }
    if window.at(middle) != separator {
        return Found::Nothing;
    }
    let (third, last) = leading(window.from(middle + 1), 5);
    let end = middle + 1 + last;
    if window.is_open(end) {
        return Found::More;
    }
    let whole = match (run.end - run.start, length, last) {
        (4, 1..=2, 1..=2) => is_day(first, second, third),
        (1..=2, 1..=2, 4) => is_day(third, second, first) || is_day(third, first, second),
        _ => false,
    };
    if whole { ending(window, run.start, end) } else { Found::Nothing }
}

/// A date with its time, if one follows; none if it is a part of something longer.
fn ending(window: &Window<'_>, start: usize, end: usize) -> Found {
    let next = window.at(end);
    let Some(after) = ahead(window, end + 1) else { return Found::More };
    if next == b'T' && after.is_ascii_digit() {
        let is_time = |byte: u8| matches!(byte, b'0'..=b':' | b'.' | b'+' | b'-' | b'Z');
        let last = window.span(end + 1, MOST_TIME, is_time);
        if window.is_open(last) {
            return Found::More;
        }
        let trimmed = last - usize::from(window.before(last) == b'.');
        return Found::whole(Class::Bare, start, trimmed);
    }
    let goes_on = next.is_ascii_alphanumeric()
        || next == b'_'
        || (matches!(next, b'-' | b'/' | b'.') && after.is_ascii_alphanumeric());
    if goes_on { Found::Nothing } else { Found::whole(Class::Bare, start, end) }
}

fn is_day(year: u32, month: u32, day: u32) -> bool {
    matches!(year, 1900..2100) && is_date(year, month, day)
}

/// Most bytes of a time: `23:59:59.999999999+01:00`.
const MOST_TIME: usize = 24;
