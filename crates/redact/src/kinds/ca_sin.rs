//! `ca-sin`: a social insurance number of Canada.
//!
//! Nine digits with Luhn's check digit; the first is neither 0 nor 8, which are given to nobody (Employment
//! and Social Development Canada).

use crate::{
    check::{is_one_repeated, luhn},
    kind::{Find, Form, Kind},
};

pub(super) const KIND: Kind = Kind {
    code: "ca-sin",
    context: &["sin", "nas", "social", "insurance", "assurance", "sociale"],
    country: Some("ca"),
    doc: "A social insurance number of Canada: first digit and check digit (Employment and Social Development Canada).",
    find: &[Find::Forms(&[Form::grouped("999 999 999"), Form::bare("999999999")], is_valid)],
};

fn is_valid(text: &[u8]) -> bool {
    !matches!(text.first(), Some(b'0' | b'8')) && luhn(text) == 0 && !is_one_repeated(text)
}
