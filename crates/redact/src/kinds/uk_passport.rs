//! `uk-passport`: the number of a passport of the United Kingdom.
//!
//! Nine digits, or two letters and seven digits (HM Passport Office). Nothing about it can be checked, so it
//! counts only where a word says what it is.

use crate::kind::{Find, Form, Kind};

pub(super) const KIND: Kind = Kind {
    code: "uk-passport",
    context: &["passport", "travel"],
    country: Some("gb"),
    doc: "The number of a passport of the United Kingdom, where a word says so.",
    find: &[Find::Forms(&[Form::bare("999999999"), Form::bare("AA9999999")], |_| true)],
};
