//! `pl-pesel`: the number of the population register of Poland.
//!
//! Year, month and day of birth, the month with 80, 0, 20, 40 or 60 added for its century, and a sum with
//! the weights 1, 3, 7, 9 that is a multiple of 10 (Ustawa o ewidencji ludności, article 15).

use crate::{
    check::{is_date, pairs, weighted},
    kind::{Find, Form, Kind},
};

pub(super) const KIND: Kind = Kind {
    code: "pl-pesel",
    context: &["pesel", "ewidencyjny"],
    country: Some("pl"),
    doc: "The number of the population register of Poland: date of birth and check digit (Ustawa o ewidencji ludności).",
    find: &[Find::Forms(&[Form::grouped("99999999999")], is_valid)],
};

fn is_valid(text: &[u8]) -> bool {
    let [year, month, day] = pairs(text, 0);
    let century = match month / 20 {
        4 => 1800,
        later => 1900 + later * 100,
    };
    weighted(text, &[1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1]).is_multiple_of(10)
        && is_date(century + year, month % 20, day)
}
