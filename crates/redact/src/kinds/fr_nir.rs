//! `fr-nir`: the number of a person in the register of France (numéro de sécurité sociale).
//!
//! Sex, year and month of birth, department, commune, order, and a key: 97 less the rest of all of it
//! modulo 97 (INSEE). 2A and 2B, the departments of Corsica, count as 19 and 18. Months of 20 to 42 and of
//! 50 and more stand for those that are not known. Fifteen digits without groups pass once in hundreds.

use crate::{
    check::{field, remainder},
    kind::{Find, Form, Kind},
};

pub(super) const KIND: Kind = Kind {
    code: "fr-nir",
    context: &[
        "nir",
        "sécurité",
        "securite",
        "sociale",
        "insee",
        "vitale",
        "secu",
        "sécu",
        "assuré",
    ],
    country: Some("fr"),
    doc: "The number of a person in the register of France: its month and key (INSEE).",
    find: &[Find::Forms(
        &[
            Form::certain("9 99 99 9X 999 999 99"),
            Form::certain("9 99 99 9X999 999 99"),
            Form::certain("9 99 99 9X 999999 99"),
            Form::certain("9.99.99.9X.999.999.99"),
            Form::certain("999999X999999 99"),
            Form::grouped("999999X99999999"),
        ],
        is_valid,
    )],
};

fn is_valid(text: &[u8]) -> bool {
    let (month, key) = (field(text, 3, 5), field(text, 13, 15));
    let sex = matches!(text.first(), Some(b'1' | b'2' | b'3' | b'4' | b'7' | b'8'));
    let born = matches!(month, 1..=12 | 20..=42 | 50..=99);
    let Some(mut body) = text.first_chunk::<13>().copied() else { return false };
    if let [_, _, _, _, _, tens @ b'2', ones @ (b'A' | b'B'), ..] = &mut body {
        (*tens, *ones) = (b'1', if *ones == b'A' { b'9' } else { b'8' });
    }
    let digits = body.iter().all(u8::is_ascii_digit);
    sex && born && digits && key + remainder(&body, 97) == 97
}
