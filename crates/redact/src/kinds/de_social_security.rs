//! `de-social-security`: a pension insurance number of Germany (Rentenversicherungsnummer).
//!
//! An area of two digits, the day of birth (fifty more where numbers of that day ran out), month and year, the
//! first letter of the name at birth, a serial number of two digits, and a check digit: the letter becomes two
//! digits, and the digit sums of all digits times 2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1 are added modulo ten
//! (Deutsche Rentenversicherung).

use crate::{
    check::{digits, field, is_date},
    kind::{Find, Form, Kind},
};

pub(super) const KIND: Kind = Kind {
    code: "de-social-security",
    context: &[
        "rentenversicherungsnummer",
        "sozialversicherungsnummer",
        "versicherungsnummer",
        "rentenversicherung",
        "svnr",
        "rvnr",
        "sozialversicherung",
    ],
    country: Some("de"),
    doc: "A pension insurance number of Germany: its date of birth and check digit (Deutsche Rentenversicherung).",
    find: &[Find::Forms(
        &[
            Form::certain("99999999A999"),
            Form::certain("99 999999 A999"),
            Form::certain("99 999999 A 999"),
            Form::certain("99 999999 A 99 9"),
        ],
        is_valid,
    )],
};

fn is_valid(text: &[u8]) -> bool {
    let (day, month) = (field(text, 2, 4), field(text, 4, 6));
    let day = if day > 50 { day - 50 } else { day };
    // A leap year, as the century is not known.
    is_date(2000, month, day) && field(text, 0, 2) > 1 && is_checked(text)
}

fn is_checked(text: &[u8]) -> bool {
    let Some((before, [letter, after @ .., check])) = text.split_at_checked(8) else {
        return false;
    };
    let letter = letter.wrapping_sub(b'A') + 1;
    let sum = crossed(before, &[2, 1, 2, 5, 7, 1, 2, 1])
        + crossed(&[b'0' + letter / 10, b'0' + letter % 10], &[2, 1])
        + crossed(after, &[2, 1]);
    digits(&[*check]).eq([sum % 10])
}

/// The sum of the digits of each digit times its weight.
fn crossed(text: &[u8], weights: &[u32]) -> u32 {
    let products = digits(text).zip(weights).map(|(digit, weight)| digit * weight);
    products.map(|product| product / 10 + product % 10).sum()
}
