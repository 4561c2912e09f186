//! `za-id-number`: the identity number of South Africa.
//!
//! Year, month and day of birth, a serial number, 0, 1 or 2 for a citizen, a resident or a refugee, a digit
//! that once meant something else, and Luhn's check digit (Department of Home Affairs).

use crate::{
    check::{field, is_short_date, luhn, pairs},
    kind::{Find, Form, Kind},
};

pub(super) const KIND: Kind = Kind {
    code: "za-id-number",
    context: &["id", "identity", "rsa", "sa", "south", "african"],
    country: Some("za"),
    doc: "The identity number of South Africa: date of birth, status and check digit (Department of Home Affairs).",
    find: &[Find::Forms(
        &[
            Form::grouped("999999 9999 999"),
            Form::grouped("999999 9999 99 9"),
            Form::grouped("999999 9999999"),
            Form::grouped("9999999999999"),
        ],
        is_valid,
    )],
};

fn is_valid(text: &[u8]) -> bool {
    let [year, month, day] = pairs(text, 0);
    is_short_date(year, month, day) && field(text, 10, 11) < 3 && luhn(text) == 0
}
