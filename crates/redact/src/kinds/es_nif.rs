//! `es-nif`: the tax number of a person in Spain: that of a national identity document (DNI), or one that
//! begins with K, L or M.
//!
//! Up to eight digits and a letter, which is the number modulo 23 (Agencia Tributaria). Those of companies
//! are no personal data and are left alone; those of foreigners are `es-nie`.

use crate::{
    check::field,
    kind::{Find, Form, Kind},
};

pub(super) const KIND: Kind = Kind {
    code: "es-nif",
    context: &["nif", "dni", "documento", "identidad", "fiscal"],
    country: Some("es"),
    doc: "The tax number of a person in Spain: its letter (Agencia Tributaria).",
    find: &[
        Find::Forms(
            &[
                Form::grouped("99999999A"),
                Form::grouped("99999999 A"),
                Form::grouped("99.999.999-A"),
                Form::grouped("99.999.999A"),
                Form::grouped("9999999-A"),
                Form::bare("9999999A"),
            ],
            is_valid,
        ),
        Find::Forms(
            &[
                Form::grouped("A9999999A"),
                Form::grouped("A 9999999 A"),
                Form::grouped("A9999999 A"),
            ],
            |text| {
                let digits = text.strip_prefix(b"K").or(text.strip_prefix(b"L"));
                digits.or(text.strip_prefix(b"M")).is_some_and(is_valid)
            },
        ),
    ],
};

/// Whether the letter after a number is its own.
pub(super) fn is_valid(text: &[u8]) -> bool {
    let digits = text.len().saturating_sub(1);
    let rest = usize::try_from(field(text, 0, digits) % 23).unwrap_or(0);
    text.last() == b"TRWAGMYFPDXBNJZSQVHLCKE".get(rest)
}
