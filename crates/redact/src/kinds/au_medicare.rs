//! `au-medicare`: the number of a Medicare card of Australia.
//!
//! Eight digits of which the first is 2 to 6, a check digit with the weights 1, 3, 7, 9, how often the card
//! was issued, and perhaps a place on it (Services Australia).
//!
//! One number in twenty of ten digits passes. It is found without a word all the same, for whoever names this kind
//! wants it found; with the confidence `certain` it needs one.

use crate::{
    check::{field, part, weighted},
    kind::{Find, Form, Kind},
};

pub(super) const KIND: Kind = Kind {
    code: "au-medicare",
    context: &["medicare", "irn"],
    country: Some("au"),
    doc: "The number of a Medicare card of Australia: weights modulo 10 (Services Australia).",
    find: &[Find::Forms(
        &[
            Form::grouped("9999 99999 9"),
            Form::grouped("9999999999"),
            Form::grouped("9999 99999 9 9"),
            Form::grouped("99999999999"),
        ],
        is_valid,
    )],
};

fn is_valid(text: &[u8]) -> bool {
    let first = matches!(text.first(), Some(b'2'..=b'6'));
    let sum = weighted(part(text, 0, 8), &[1, 3, 7, 9, 1, 3, 7, 9]);
    first && sum % 10 == field(text, 8, 9)
}
