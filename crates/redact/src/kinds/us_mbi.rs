//! `us-mbi`: a Medicare Beneficiary Identifier of the United States.
//!
//! Eleven characters, each a digit or a letter by its place, without the letters S, L, O, I, B and Z (CMS,
//! Understanding the MBI format). There is no check digit, but hardly anything else has the shape.

use crate::kind::{Find, Form, Kind};

pub(super) const KIND: Kind = Kind {
    code: "us-mbi",
    context: &["mbi", "mbis", "medicare", "beneficiary"],
    country: Some("us"),
    doc: "A Medicare Beneficiary Identifier of the United States: a letter or a digit by place (CMS).",
    find: &[Find::Forms(&[Form::certain("9AX9 AX9 AA99"), Form::grouped("9AX9AX9AA99")], is_valid)],
};

fn is_valid(text: &[u8]) -> bool {
    let banned = |byte: &u8| matches!(byte, b'S' | b'L' | b'O' | b'I' | b'B' | b'Z');
    !text.starts_with(b"0") && !text.iter().any(banned)
}
