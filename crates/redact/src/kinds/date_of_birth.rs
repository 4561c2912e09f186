//! `date-of-birth`: a day that somebody was born on.
//!
//! A day of the Gregorian calendar between 1900 and 2099: year, month and day (ISO 8601, with its time if
//! it has one), or day and month in either order before the year, with the same separator twice. A date
//! alone says nothing of anybody, so a word must. *Fecha*, which is any date, is none of the words. What
//! day it is today is not known here.

use crate::{
    check::{is_date, number},
    kind::{Class, Find, Kind},
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
    find: &[Find::Counted(1..=4, "-/.", find)],
};

fn find(window: &Window<'_>, run: Run) -> Found {
    let separator = window.at(run.end);
    if !matches!(run.end - run.start, 1 | 2 | 4) || !matches!(separator, b'-' | b'/' | b'.') {
        return Found::Nothing;
    }
    let second = |length: usize| window.at(run.end + 1 + length) == separator;
    if !(1..=2).any(second) && !window.is_open(run.end + 3) {
        return Found::Nothing;
    }
    let (mut numbers, mut lengths, mut at) = ([0; 3], [0; 3], run.start);
    for (group, (value, length)) in numbers.iter_mut().zip(&mut lengths).enumerate() {
        let end = window.span(at, 5, |byte| byte.is_ascii_digit());
        if window.is_open(end) {
            return Found::More;
        }
        (*value, *length) = (number(window.of(at, end)), end - at);
        let goes_on = group < 2;
        if goes_on && window.at(end) != separator {
            return Found::Nothing;
        }
        at = end + usize::from(goes_on);
    }
    let [a, b, c] = numbers;
    let whole = match lengths {
        [4, 1..=2, 1..=2] => is_day(a, b, c),
        [1..=2, 1..=2, 4] => is_day(c, b, a) || is_day(c, a, b),
        _ => false,
    };
    if !whole {
        return Found::Nothing;
    }
    ending(window, run.start, at)
}

/// A date with its time, if one follows; none if it is a part of something longer.
fn ending(window: &Window<'_>, start: usize, end: usize) -> Found {
    if window.is_open(end + 1) {
        return Found::More;
    }
    let (next, after) = (window.at(end), window.at(end + 1));
    if next == b'T' && after.is_ascii_digit() {
        let is_time =
            |byte: u8| byte.is_ascii_digit() || matches!(byte, b':' | b'.' | b'+' | b'-' | b'Z');
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
