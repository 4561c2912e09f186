//! `au-acn`: a company number of Australia.
//!
//! Nine digits whose sum with the weights 8 to 1, the last one once, is a multiple of 10 (Australian
//! Securities and Investments Commission).
//!
//! One number in ten passes. It is found without a word all the same, for whoever names this kind
//! wants it found; with the confidence `certain` it needs one.

use crate::{
    check::{is_one_repeated, weighted},
    kind::{Find, Form, Kind},
};

pub(super) const KIND: Kind = Kind {
    code: "au-acn",
    context: &["acn", "company", "arbn"],
    country: Some("au"),
    doc: "A company number of Australia: weights modulo 10 (Australian Securities and Investments Commission).",
    find: &[Find::Forms(&[Form::grouped("999 999 999"), Form::grouped("999999999")], is_valid)],
};

fn is_valid(text: &[u8]) -> bool {
    weighted(text, &[8, 7, 6, 5, 4, 3, 2, 1, 1]).is_multiple_of(10) && !is_one_repeated(text)
}
