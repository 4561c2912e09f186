//! `us-ssn`: a Social Security number of the United States.
//!
//! Area 000, 666 and 900 to 999, group 00 and serial 0000 are given to nobody (SSA, POMS RM 10201.035); a
//! few numbers were printed in advertisements and are nobody's either.

use crate::{
    check::{number, part},
    kind::{Find, Form, Kind},
};

pub(super) const KIND: Kind = Kind {
    code: "us-ssn",
    context: &["ssn", "ssns", "social", "security", "ss"],
    country: Some("us"),
    doc: "A Social Security number of the United States: area, group and serial that are given (SSA, POMS RM 10201.035).",
    find: &[Find::Forms(
        &[Form::grouped("999 99 9999"), Form::bare("999.99.9999"), Form::bare("999999999")],
        is_valid,
    )],
};

fn is_valid(text: &[u8]) -> bool {
    let (area, group, serial) =
        (number(part(text, 0, 3)), number(part(text, 3, 5)), number(part(text, 5, 9)));
    let given = !matches!(area, 0 | 666 | 900..) && group != 0 && serial != 0;
    given && !matches!((area, group, serial), (78, 5, 1120) | (219, 9, 9999) | (123, 45, 6789))
}
