//! `us-passport`: the number of a passport of the United States.
//!
//! Nine digits, or a letter and eight digits (Department of State). Nothing about it can be checked, so it
//! counts only where a word says what it is.

use crate::kind::{Find, Form, Kind};

pub(super) const KIND: Kind = Kind {
    code: "us-passport",
    context: &["passport", "travel", "document"],
    country: Some("us"),
    doc: "The number of a passport of the United States, where a word says so.",
    find: &[Find::Forms(&[Form::bare("999999999"), Form::bare("A99999999")], |_| true)],
};
