//! `it-vat-code`: the value added tax number of a business in Italy (partita IVA), of sole traders too.
//!
//! Eleven digits: seven of the holder, three of the office of a province (001 to 100, 120, 121, 888, 999),
//! and Luhn's (Agenzia delle Entrate; the offices as python-stdnum has them). With such an office one
//! number in a hundred passes by chance, so it counts without a word; with another one it needs a word.

use crate::{
    check::{field, luhn},
    kind::{Find, Form, Kind},
};

pub(super) const KIND: Kind = Kind {
    code: "it-vat-code",
    context: &["iva", "partita", "piva", "vat"],
    country: Some("it"),
    doc: "The value added tax number of a business in Italy: its office and check digit (Agenzia delle Entrate).",
    find: &[
        Find::Forms(&[Form::certain("AA99999999999"), Form::certain("AA 99999999999")], |text| {
            text.strip_prefix(b"IT").is_some_and(is_valid)
        }),
        Find::Forms(&[Form::grouped("99999999999")], |text| is_valid(text) && is_office(text)),
        Find::Forms(&[Form::bare("99999999999")], is_valid),
    ],
};

fn is_valid(digits: &[u8]) -> bool {
    field(digits, 0, 7) != 0 && luhn(digits) == 0
}

fn is_office(digits: &[u8]) -> bool {
    matches!(field(digits, 7, 10), 1..=100 | 120 | 121 | 888 | 999)
}
