//! `de-tax-id`: the tax identification number of a person in Germany (Steuer-IdNr.).
//!
//! Eleven digits, the first not zero, the last by ISO/IEC 7064, MOD 11,10. Of the first ten, one digit
//! stands there two or three times and each other at most once (Bundeszentralamt für Steuern). Ten
//! different ones are not given, but they are what people make up; one number in three thousand is of that
//! kind, so they are found too.

use crate::{
    check::{is_mod_11_10, part},
    kind::{Find, Form, Kind},
};

pub(super) const KIND: Kind = Kind {
    code: "de-tax-id",
    context: &[
        "steuer",
        "steuernummer",
        "steueridentifikationsnummer",
        "identifikationsnummer",
        "steuerid",
        "idnr",
        "tin",
        "tax",
    ],
    country: Some("de"),
    doc: "The tax identification number of a person in Germany: its digits and check digit (BZSt; ISO/IEC 7064).",
    find: &[Find::Forms(
        &[
            Form::grouped("99 999 999 999"),
            Form::grouped("99999999999"),
            Form::bare("9999999999 9"),
        ],
        is_valid,
    )],
};

fn is_valid(text: &[u8]) -> bool {
    let body = part(text, 0, 10);
    let times = |digit: u8| body.iter().filter(|byte| **byte == digit).count();
    let repeated = (b'0'..=b'9').filter(|digit| times(*digit) > 1).count();
    let most = (b'0'..=b'9').map(times).max().unwrap_or(0);
    let digits = repeated <= 1 && most <= 3;
    digits && !text.starts_with(b"0") && is_mod_11_10(text)
}
