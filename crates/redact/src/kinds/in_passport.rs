//! `in-passport`: the number of a passport of India.
//!
//! A letter other than Q, X and Z, and seven digits, of which the first and the last are not zero (Passport
//! Seva). Nothing about it can be checked, so it counts only where a word says what it is.

use crate::kind::{Find, Form, Kind};

pub(super) const KIND: Kind = Kind {
    code: "in-passport",
    context: &["passport", "travel", "पासपोर्ट"],
    country: Some("in"),
    doc: "The number of a passport of India, where a word says so.",
    find: &[Find::Forms(&[Form::bare("A9999999"), Form::bare("A99 99999")], is_valid)],
};

fn is_valid(text: &[u8]) -> bool {
    let [letter, first, .., last] = text else { return false };
    !matches!(letter, b'Q' | b'X' | b'Z') && *first != b'0' && *last != b'0'
}
