//! `us-dea`: the number under which a practitioner of the United States may prescribe controlled
//! substances.
//!
//! A letter for what the holder is, the first letter of a name (or 9 for a business), six digits, and a
//! check digit: the first, third and fifth, and twice the second, fourth and sixth (DEA). One of ten
//! passes by chance. Lists of first letters differ about N, which is taken.

use crate::{
    check::{part, weighted},
    kind::{Find, Form, Kind},
};

pub(super) const KIND: Kind = Kind {
    code: "us-dea",
    context: &["dea", "license", "licence", "certificate", "registration", "prescriber", "medical"],
    country: Some("us"),
    doc: "A registration number of the Drug Enforcement Administration of the United States: its check digit (DEA).",
    find: &[Find::Forms(&[Form::grouped("AX9999999"), Form::grouped("AX 9999999")], is_valid)],
};

fn is_valid(text: &[u8]) -> bool {
    let (letters, digits) = (part(text, 0, 2), part(text, 2, 9));
    let [kind, b'A'..=b'Z' | b'9'] = letters else { return false };
    let given = b"ABCDEFGHJKLMNPRSTUX".contains(kind);
    given && weighted(digits, &[1, 2, 1, 2, 1, 2]) % 10 == weighted(digits, &[0, 0, 0, 0, 0, 0, 1])
}
