//! `uk-nino`: a National Insurance number of the United Kingdom.
//!
//! Two letters, six digits and a letter from A to D. D, F, I, Q, U and V are never among the first two, O is
//! never the second, and BG, GB, KN, NK, NT, TN and ZZ are given to nobody (HMRC, National Insurance Manual
//! NIM39110). There is no check digit, but with its letters at both ends the shape is rare.

use crate::kind::{Find, Form, Kind};

pub(super) const KIND: Kind = Kind {
    code: "uk-nino",
    context: &["nino", "ni", "insurance", "national"],
    country: Some("gb"),
    doc: "A National Insurance number of the United Kingdom: prefixes and suffixes that are given (HMRC, NIM39110).",
    find: &[Find::Forms(
        &[
            Form::certain("AA 99 99 99 A"),
            Form::grouped("AA 99 99 99A"),
            Form::grouped("AA99 99 99A"),
            Form::grouped("AA99 99 99 A"),
            Form::grouped("AA 999 999 A"),
            Form::grouped("AA 999 999A"),
            Form::grouped("AA 999999 A"),
            Form::grouped("AA 999999A"),
            Form::grouped("AA999999 A"),
            Form::grouped("AA999999A"),
        ],
        is_valid,
    )],
};

fn is_valid(text: &[u8]) -> bool {
    let [first, second, .., suffix] = text else { return false };
    let never = |byte: &u8| matches!(byte, b'D' | b'F' | b'I' | b'Q' | b'U' | b'V');
    let given = !never(first) && !never(second) && *second != b'O';
    given && matches!(suffix, b'A'..=b'D') && !NOBODY.contains(&[*first, *second])
}

const NOBODY: [[u8; 2]; 7] = [*b"BG", *b"GB", *b"KN", *b"NK", *b"NT", *b"TN", *b"ZZ"];
