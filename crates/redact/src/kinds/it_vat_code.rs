//! `it-vat-code`: the value added tax number of a business in Italy (partita IVA), of sole traders too.
//!
//! Eleven digits: seven of the holder, three of the office of a province (001 to 100, 120, 121, 888, 999), and
//! Luhn's (DPR 633/1972, article 35). With the office one number in a hundred passes by chance, so it counts
//! without a word.

use crate::{
    check::{luhn, number, part},
    kind::{Find, Form, Kind},
};

pub(super) const KIND: Kind = Kind {
    code: "it-vat-code",
    context: &["iva", "partita", "piva", "vat"],
    country: Some("it"),
    doc: "The value added tax number of a business in Italy: its office and check digit (DPR 633/1972).",
    find: &[Find::Forms(
        &[
            Form::certain("AA99999999999"),
            Form::certain("AA 99999999999"),
            Form::grouped("99999999999"),
        ],
        is_valid,
    )],
};

fn is_valid(text: &[u8]) -> bool {
    let digits = text.strip_prefix(b"IT").unwrap_or(text);
    let office = matches!(number(part(digits, 7, 10)), 1..=100 | 120 | 121 | 888 | 999);
    let whole = digits.len() == 11 && number(part(digits, 0, 7)) != 0;
    whole && office && luhn(digits) == 0
}
