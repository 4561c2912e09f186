//! `in-passport`: the number of a passport of India.
//!
//! A letter and seven digits, of which the first is not zero (Passport Seva). Nothing about it can be
//! checked, so it counts only where a word says what it is. Lists of letters and of last digits that are
//! not given contradict each other, and are not asked.

use crate::kind::{Find, Form, Kind};

pub(super) const KIND: Kind = Kind {
    code: "in-passport",
    context: &["passport", "travel", "पासपोर्ट"],
    country: Some("in"),
    doc: "The number of a passport of India, where a word says so.",
    find: &[Find::Forms(&[Form::bare("A9999999"), Form::bare("A99 99999")], is_valid)],
};

fn is_valid(text: &[u8]) -> bool {
    text.get(1) != Some(&b'0')
}
