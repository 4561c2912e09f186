//! `be-national-number`: the number of the national register of Belgium, or of its `bis` register.
//!
//! Year, month, day, a serial number and 97 less the remainder of what stands before, with a 2 before it
//! for those born from 2000 on (Royal Decree of 3 April 1984). In the `bis` register 20 or 40 is added to
//! the month. A month or a day that nobody knows is zero, and a day whose serial numbers ran out goes on
//! beyond its month: the day is not looked at.

use crate::{
    check::{field, part, remainder},
    kind::{Find, Form, Kind},
};

pub(super) const KIND: Kind = Kind {
    code: "be-national-number",
    context: &[
        "rijksregisternummer",
        "rijksregister",
        "insz",
        "niss",
        "rrn",
        "nrn",
        "registre",
        "national",
        "nationaal",
        "numéro",
    ],
    country: Some("be"),
    doc: "The number of the national register of Belgium: month and check digits modulo 97 (Royal Decree of 3 April 1984).",
    find: &[Find::Forms(
        &[
            Form::grouped("99.99.99-999.99"),
            Form::grouped("99 99 99 999 99"),
            Form::grouped("999999-999.99"),
            Form::grouped("999999 999 99"),
            Form::grouped("99999999999"),
        ],
        is_valid,
    )],
};

fn is_valid(text: &[u8]) -> bool {
    let (month, rest) = (field(text, 2, 4), field(text, 9, 11));
    let before = remainder(part(text, 0, 9), 97);
    // 2 * 10^9 modulo 97.
    let checks = [before, (before + 2 * TEN_TO_NINE) % 97];
    month < 60 && month % 20 <= 12 && checks.iter().any(|check| 97 - check == rest)
}

/// 10^9 modulo 97.
const TEN_TO_NINE: u32 = 1_000_000_000 % 97;
