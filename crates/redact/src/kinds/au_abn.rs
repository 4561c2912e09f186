//! `au-abn`: a business number of Australia.
//!
//! Eleven digits, of which the first two are check digits: with one taken from the first, the sum with the
//! weights 10, 1, 3 to 19 is a multiple of 89 (Australian Business Register).

use crate::{
    check::weighted,
    kind::{Find, Form, Kind},
};

pub(super) const KIND: Kind = Kind {
    code: "au-abn",
    context: &["abn", "business", "gst"],
    country: Some("au"),
    doc: "A business number of Australia: weights modulo 89 (Australian Business Register).",
    find: &[Find::Forms(
        &[Form::grouped("99 999 999 999"), Form::grouped("99999999999")],
        is_valid,
    )],
};

fn is_valid(text: &[u8]) -> bool {
    let sum = weighted(text, &[10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19]);
    // The one that is taken from the first digit counts ten.
    text.first() != Some(&b'0') && sum % 89 == 10
}
