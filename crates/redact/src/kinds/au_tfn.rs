//! `au-tfn`: a tax file number of Australia.
//!
//! Nine digits whose sum with the weights 1, 4, 3, 7, 5, 8, 6, 9, 10 is a multiple of 11, or eight of long
//! ago, with the weights 10, 7, 8, 4, 6, 3, 5, 1 (Australian Taxation Office).
//!
//! One number in eleven passes. It is found without a word all the same, for whoever names this kind
//! wants it found; with the confidence `certain` it needs one.

use crate::{
    check::{is_one_repeated, weighted},
    kind::{Find, Form, Kind},
};

pub(super) const KIND: Kind = Kind {
    code: "au-tfn",
    context: &["tfn", "tax", "file"],
    country: Some("au"),
    doc: "A tax file number of Australia: weights modulo 11 (Australian Taxation Office).",
    find: &[Find::Forms(
        &[
            Form::grouped("999 999 999"),
            Form::grouped("999999999"),
            Form::bare("99 999 999"),
            Form::bare("99.999.999"),
            Form::bare("999.999.999"),
            Form::bare("9999-999-99"),
            Form::bare("99999999"),
        ],
        is_valid,
    )],
};

fn is_valid(text: &[u8]) -> bool {
    let weights: &[u32] = match text.len() {
        8 => &[10, 7, 8, 4, 6, 3, 5, 1],
        _ => &[1, 4, 3, 7, 5, 8, 6, 9, 10],
    };
    weighted(text, weights).is_multiple_of(11) && !is_one_repeated(text)
}
