//! `fi-personal-identity-code`: the personal identity code of Finland.
//!
//! Day, month and year of birth, a sign for the century, a number from 002 on, and a check character
//! modulo 31. From 2023 on there are several signs for a century (Digital and Population Data Services
//! Agency). Numbers from 900 on are given for a while only, and belong to somebody all the same.

use crate::{
    check::{field, is_date, number, pairs, part},
    kind::{Class, Find, Form, Kind},
    window::{Found, Run, Window},
};

pub(super) const KIND: Kind = Kind {
    code: "fi-personal-identity-code",
    context: &["hetu", "henkilötunnus", "personbeteckning", "identity"],
    country: Some("fi"),
    doc: "The personal identity code of Finland: date of birth and check character (Digital and Population Data Services Agency).",
    find: &[
        Find::Forms(&[Form::certain("999999A999X"), Form::certain("999999-999X")], is_valid),
        Find::Counted(6..=6, "+", find),
    ],
};

fn is_valid(text: &[u8]) -> bool {
    let century = match text.get(6) {
        Some(b'A'..=b'F') => 2000,
        // Without the hyphen, here is a digit.
        Some(b'U'..=b'Y' | b'0'..=b'9') => 1900,
        _ => return false,
    };
    is_code(century, part(text, 0, 6), part(text, text.len().saturating_sub(4), text.len()))
}

/// A number of somebody born before 1900, with a plus sign.
fn find(window: &Window<'_>, run: Run) -> Found {
    if run.end - run.start != 6 || window.at(run.end) != b'+' {
        return Found::Nothing;
    }
    let end = window.span(run.end + 1, 5, |byte| byte.is_ascii_alphanumeric() || byte == b'_');
    if window.is_open(end) {
        return Found::More;
    }
    let (born, last) = (window.of(run.start, run.end), window.of(run.end + 1, end));
    let digits = born.iter().chain(last.iter().take(3)).all(u8::is_ascii_digit);
    if last.len() != 4 || !digits || !is_code(1800, born, last) {
        return Found::Nothing;
    }
    Found::whole(Class::Certain, run.start, end)
}

/// Whether a date, and a number with its check character, hold together.
fn is_code(century: u32, born: &[u8], last: &[u8]) -> bool {
    let [day, month, year] = pairs(born, 0);
    let serial = field(last, 0, 3);
    let rest = (number(born) * 1000 + serial) % 31;
    let check = SIGNS.iter().zip(0..).find(|(_, at)| *at == rest).map(|(sign, _)| *sign);
    serial >= 2
        && check == last.get(3).map(u8::to_ascii_uppercase)
        && is_date(century + year, month, day)
}

const SIGNS: &[u8; 31] = b"0123456789ABCDEFHJKLMNPRSTUVWXY";
