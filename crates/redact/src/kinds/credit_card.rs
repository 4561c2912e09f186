//! `credit-card`: the number of a payment card.
//!
//! Its first digits name an issuer's network, its length is one of that network's, and its last digit is
//! Luhn's (ISO/IEC 7812-1). Thirteen digits that begin with 1 are times;
//! of what begins so, only the fifteen digits of airline cards (UATP) are looked for.

use crate::{
    check::{field, is_one_repeated, luhn},
    kind::{Find, Form, Kind},
};

pub(super) const KIND: Kind = Kind {
    code: "credit-card",
    context: &[
        "card",
        "credit",
        "debit",
        "visa",
        "mastercard",
        "amex",
        "maestro",
        "pan",
        "cc",
        "carte",
        "tarjeta",
        "karte",
        "kreditkarte",
    ],
    country: None,
    doc: "The number of a payment card: network, length and check digit (ISO/IEC 7812-1).",
    find: &[Find::Forms(
        &[
            Form::grouped("9999 9999 9999 9999"),
            Form::grouped("9999 999999 99999"),
            Form::grouped("9999 999999 9999"),
            Form::grouped("9999 9999 9999 9999 999"),
            Form::grouped("9999999999999999"),
            Form::grouped("999999999999999"),
            Form::grouped("99999999999999"),
            Form::grouped("9999999999999"),
            Form::grouped("9999999999999999999"),
            Form::bare("999999999999"),
            Form::bare("99999999999999999"),
            Form::bare("999999999999999999"),
        ],
        is_valid,
    )],
};

fn is_valid(text: &[u8]) -> bool {
    let network = is_network(field(text, 0, 6), text.len());
    network && luhn(text) == 0 && !is_one_repeated(text)
}

/// Whether cards of so many digits begin so: the first six digits of a number.
///
/// Source: ISO/IEC 7812 issuer ranges, as card networks publish them.
fn is_network(first: u32, length: usize) -> bool {
    match first {
        100_000..=199_999 => length == 15,
        400_000..=499_999 => matches!(length, 13 | 16 | 19),
        510_000..=559_999 | 222_100..=272_099 => length == 16,
        340_000..=349_999 | 370_000..=379_999 | 213_100..=213_199 => length == 15,
        300_000..=305_999 | 309_500..=309_599 | 360_000..=369_999 | 380_000..=399_999 => {
            matches!(length, 14 | 16 | 19)
        }
        352_800..=358_999 => matches!(length, 16..=19),
        601_100..=601_199 | 644_000..=659_999 => matches!(length, 16..=19),
        620_000..=629_999 => matches!(length, 16..=19),
        500_000..=509_999 | 560_000..=599_999 | 600_000..=699_999 => matches!(length, 12..=19),
        _ => false,
    }
}
