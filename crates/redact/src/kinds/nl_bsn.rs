//! `nl-bsn`: the citizen service number of the Netherlands.
//!
//! Nine digits, or eight where the first is a zero; their sum with the weights 9 to 2 and -1 is a multiple
//! of 11 (Logisch ontwerp BSN). One number in eleven has that sum: without full stops a word decides.

use crate::{
    check::{is_one_repeated, weighted},
    kind::{Find, Form, Kind},
};

pub(super) const KIND: Kind = Kind {
    code: "nl-bsn",
    context: &["bsn", "burgerservicenummer", "sofinummer", "sofi", "citizen", "service"],
    country: Some("nl"),
    doc: "The citizen service number of the Netherlands: weights modulo 11 (Logisch ontwerp BSN).",
    find: &[Find::Forms(
        &[
            Form::grouped("9999.99.999"),
            Form::bare("9999 99 999"),
            Form::bare("999.999.999"),
            Form::bare("999 999 999"),
            Form::bare("999999999"),
            Form::bare("99999999"),
        ],
        is_valid,
    )],
};

fn is_valid(text: &[u8]) -> bool {
    let weights = WEIGHTS.get(9_usize.saturating_sub(text.len())..).unwrap_or_default();
    // Minus one is ten modulo eleven.
    weighted(text, weights).is_multiple_of(11) && !is_one_repeated(text)
}

const WEIGHTS: &[u32] = &[9, 8, 7, 6, 5, 4, 3, 2, 10];
