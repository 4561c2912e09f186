//! `kr-rrn`: the resident registration number of Korea.
//!
//! Year, month and day of birth, 1 to 4 for sex and century, and six digits that had a place of birth and
//! a check digit modulo 11 until October 2020 and are random since (Resident Registration Act). With the
//! hyphen the date is enough. Without it there must be the check digit or a word: milliseconds have
//! thirteen digits too, and some of them look like a date. Foreigners have 5 to 8, a kind of its own.

use crate::{
    check::{field, is_date, pairs, weighted},
    kind::{Find, Form, Kind},
};

pub(super) const KIND: Kind = Kind {
    code: "kr-rrn",
    context: &["rrn", "resident", "registration", "korean", "주민등록번호", "주민번호"],
    country: Some("kr"),
    doc: "The resident registration number of Korea: date of birth, sex and century (Resident Registration Act).",
    find: &[
        Find::Forms(&[Form::grouped("999999-9999999"), Form::bare("9999999999999")], is_born),
        Find::Forms(&[Form::grouped("9999999999999")], has_check),
    ],
};

fn is_born(text: &[u8]) -> bool {
    let [year, month, day] = pairs(text, 0);
    let century = match text.get(6) {
        Some(b'1' | b'2') => 1900,
        Some(b'3' | b'4') => 2000,
        _ => return false,
    };
    is_date(century + year, month, day)
}

fn has_check(text: &[u8]) -> bool {
    let sum = weighted(text, &[2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5]);
    is_born(text) && field(text, 7, 9) <= 96 && (11 - sum % 11) % 10 == field(text, 12, 13)
}
