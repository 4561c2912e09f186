//! `us-ssn`: a Social Security number of the United States.
//!
//! Area 000, 666 and 900 to 999, group 00 and serial 0000 are given to nobody (SSA, POMS RM 10201.035); a
//! few numbers were printed in advertisements and are nobody's either. Nine digits without groups say
//! nothing by themselves: seven of eight are in range.

use crate::{
    check::field,
    kind::{Find, Form, Kind},
};

pub(super) const KIND: Kind = Kind {
    code: "us-ssn",
    context: &["ssn", "ssns", "social", "security", "ss"],
    country: Some("us"),
    doc: "A Social Security number of the United States: area, group and serial that are given (SSA, POMS RM 10201.035).",
    find: &[Find::Forms(
        &[Form::grouped("999 99 9999"), Form::grouped("999.99.9999"), Form::bare("999999999")],
        is_valid,
    )],
};

fn is_valid(text: &[u8]) -> bool {
    let (area, group, serial) = (field(text, 0, 3), field(text, 3, 5), field(text, 5, 9));
    let given = !matches!(area, 0 | 666 | 900..) && group != 0 && serial != 0;
    given && !matches!((area, group, serial), (78, 5, 1120) | (219, 9, 9999) | (123, 45, 6789))
}

#[cfg(test)]
mod tests {
    use super::is_valid;

    #[test]
    fn every_area_group_and_serial_is_given_or_not() {
        let is =
            |area, group, serial| is_valid(format!("{area:03}{group:02}{serial:04}").as_bytes());
        for area in 0..1000 {
            let given = (1..=665).contains(&area) || (667..=899).contains(&area);
            for (group, serial) in [(1, 1), (99, 9999), (45, 6788)] {
                assert_eq!(is(area, group, serial), given, "area {area}");
            }
            assert!(!is(area, 0, 1) && !is(area, 1, 0), "area {area}");
        }
        assert!((0..100).all(|group| is(1, group, 1) == (group > 0)));
        assert!((0..10_000).all(|serial| is(1, 1, serial) == (serial > 0)));
    }
}
