//! `no-national-id`: the birth number of Norway, or a D number.
//!
//! Day, month and year of birth, an individual number whose range says the century, and two check digits
//! modulo 11 (Skatteetaten). A D number has 40 added to its day, a number of a hospital to its month.

use crate::{
    check::{field, is_date, pairs, weighted},
    kind::{Find, Form, Kind},
};

pub(super) const KIND: Kind = Kind {
    code: "no-national-id",
    context: &[
        "fødselsnummer",
        "fodselsnummer",
        "personnummer",
        "fnr",
        "dnr",
        "birth",
        "national",
        "nasjonal",
    ],
    country: Some("no"),
    doc: "The birth number of Norway, or a D number: date of birth and two check digits modulo 11 (Skatteetaten).",
    find: &[Find::Forms(
        &[
            Form::grouped("999999 99999"),
            Form::grouped("99999999999"),
            Form::grouped("999999 999 99"),
        ],
        is_valid,
    )],
};

fn is_valid(text: &[u8]) -> bool {
    let [day, month, year] = pairs(text, 0);
    let century = match (field(text, 6, 9), year) {
        (0..500, _) | (900.., 40..) => 1900,
        (500..750, 54..) => 1800,
        (500.., ..40) => 2000,
        _ => return false,
    };
    let shifted = |value: u32| if value > 40 { value - 40 } else { value };
    weighted(text, &[3, 7, 6, 1, 8, 9, 4, 5, 2, 1]).is_multiple_of(11)
        && weighted(text, &[5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]).is_multiple_of(11)
        && is_date(century + year, shifted(month), shifted(day))
}
