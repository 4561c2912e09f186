//! `es-nie`: the number of a foreigner in Spain.
//!
//! X, Y or Z, seven digits and a letter; with 0, 1 or 2 for the first it is made as that of a national identity
//! document (Agencia Tributaria).

use super::es_nif;
use crate::kind::{Find, Form, Kind};

pub(super) const KIND: Kind = Kind {
    code: "es-nie",
    context: &["nie", "extranjero", "extranjeros", "foreigner"],
    country: Some("es"),
    doc: "The number of a foreigner in Spain: its letter (Agencia Tributaria).",
    find: &[Find::Forms(
        &[
            Form::certain("A9999999A"),
            Form::certain("A9999999 A"),
            Form::certain("A 9999999 A"),
            Form::certain("A 9999999A"),
        ],
        is_valid,
    )],
};

fn is_valid(text: &[u8]) -> bool {
    let Ok(mut number) = <[u8; 9]>::try_from(text) else { return false };
    let [first @ b'X'..=b'Z', ..] = &mut number else { return false };
    *first -= b'X' - b'0';
    es_nif::is_valid(&number)
}
