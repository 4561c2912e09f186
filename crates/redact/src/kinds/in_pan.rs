//! `in-pan`: a Permanent Account Number of the Income Tax Department of India.
//!
//! Five letters, four digits, a letter; the fourth letter says what the holder is, and the digits are not all
//! zero. How the last letter checks the others is not published, so nothing proves it: its shape is rare, no
//! more.

use crate::kind::{Find, Form, Kind};

pub(super) const KIND: Kind = Kind {
    code: "in-pan",
    context: &["pan", "pans", "permanent", "income", "tax", "स्थायी"],
    country: Some("in"),
    doc: "A Permanent Account Number of India: its holder's letter (Income Tax Department).",
    find: &[Find::Forms(&[Form::grouped("AAAAA9999A")], is_valid)],
};

/// Whether ten letters and digits may be such a number.
fn is_valid(text: &[u8]) -> bool {
    let holder = text.get(3).is_some_and(|letter| b"ABCFGHJLPT".contains(letter));
    holder && text.get(5..9) != Some(b"0000")
}
