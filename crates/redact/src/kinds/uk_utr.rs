//! `uk-utr`: a Unique Taxpayer Reference of the United Kingdom.
//!
//! Ten digits; the first is the check digit of the others, whose weights are 6, 7, 8, 9, 10, 5, 4, 3, 2 modulo
//! 11 (HMRC). A K may follow, or three digits of a tax office stand before. One of ten passes by chance, so
//! without that letter it needs a word.

use crate::{
    check::{part, weighted},
    kind::{Find, Form, Kind},
};

pub(super) const KIND: Kind = Kind {
    code: "uk-utr",
    context: &["utr", "utrs", "trn", "taxpayer", "tax", "hmrc", "assessment"],
    country: Some("gb"),
    doc: "A Unique Taxpayer Reference of the United Kingdom: its check digit (HMRC).",
    find: &[Find::Forms(
        &[
            Form::grouped("9999999999A"),
            Form::grouped("A9999999999999"),
            Form::bare("99999 99999"),
            Form::bare("999 999 999 9"),
            Form::bare("9999999999"),
            Form::bare("9999999999999"),
        ],
        is_valid,
    )],
};

fn is_valid(text: &[u8]) -> bool {
    let digits = text.strip_prefix(b"K").or(text.strip_suffix(b"K")).unwrap_or(text);
    // What stands before the last ten is the number of a tax office.
    let digits = part(digits, digits.len().saturating_sub(10), digits.len());
    let sum = weighted(part(digits, 1, 10), &[6, 7, 8, 9, 10, 5, 4, 3, 2]);
    let check = usize::try_from(sum % 11).ok().and_then(|at| CHECK.get(at));
    digits.iter().all(u8::is_ascii_digit) && digits.first() == check
}

/// The first digit, by what the others come to.
const CHECK: &[u8; 11] = b"21987654321";
