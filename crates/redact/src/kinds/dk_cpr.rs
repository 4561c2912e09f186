//! `dk-cpr`: the number of the civil register of Denmark.
//!
//! Day, month and year of birth, and a serial number whose first digit says the century. Its check digit
//! ran out in 2007 (CPR-kontoret), so only the date tells it from other numbers: without a group a word
//! decides.

use crate::{
    check::{field, is_date, pairs},
    kind::{Find, Form, Kind},
};

pub(super) const KIND: Kind = Kind {
    code: "dk-cpr",
    context: &["cpr", "personnummer", "cprnummer", "civil"],
    country: Some("dk"),
    doc: "The number of the civil register of Denmark: a date of birth and its century (CPR-kontoret).",
    find: &[Find::Forms(
        &[Form::grouped("999999-9999"), Form::bare("999999 9999"), Form::bare("9999999999")],
        is_valid,
    )],
};

fn is_valid(text: &[u8]) -> bool {
    let [day, month, year] = pairs(text, 0);
    let century = match (field(text, 6, 7), year) {
        (0..4, _) | (4 | 9, 37..) => 1900,
        (4 | 9, _) | (_, ..58) => 2000,
        _ => 1800,
    };
    is_date(century + year, month, day)
}
