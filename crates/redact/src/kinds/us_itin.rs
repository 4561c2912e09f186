//! `us-itin`: an Individual Taxpayer Identification Number of the United States.
//!
//! It has the form of a Social Security number, begins with 9, and its group is 50 to 65, 70 to 88, 90 to 92
//! or 94 to 99 (IRS). There is no check digit.

use crate::{
    check::field,
    kind::{Find, Form, Kind},
};

pub(super) const KIND: Kind = Kind {
    code: "us-itin",
    context: &["itin", "itins", "taxpayer", "tax", "individual", "tin"],
    country: Some("us"),
    doc: "An Individual Taxpayer Identification Number of the United States: its groups that are given (IRS).",
    find: &[Find::Forms(&[Form::grouped("999 99 9999"), Form::bare("999999999")], is_valid)],
};

fn is_valid(text: &[u8]) -> bool {
    let group = field(text, 3, 5);
    text.starts_with(b"9") && matches!(group, 50..=65 | 70..=88 | 90..=92 | 94..=99)
}
