//! `th-tnin`: the identity number of Thailand.
//!
//! A digit for the kind of person, the province and the district of registration, serial numbers, and a
//! check digit modulo 11 (Department of Provincial Administration). One number of thirteen digits in
//! fifteen passes, and the milliseconds of the years 2020 to 2027 begin like persons of two regions: for
//! those a word decides.

use crate::{
    check::{field, weighted},
    kind::{Find, Form, Kind},
};

pub(super) const KIND: Kind = Kind {
    code: "th-tnin",
    context: &["tnin", "pin", "thai", "thailand", "citizen", "บัตรประชาชน", "เลขประจำตัวประชาชน"],
    country: Some("th"),
    doc: "The identity number of Thailand: province and check digit (Department of Provincial Administration).",
    find: &[
        Find::Forms(&[Form::grouped("9 9999 99999 99 9"), Form::bare("9999999999999")], is_valid),
        Find::Forms(&[Form::grouped("9999999999999")], is_no_time),
    ],
};

fn is_no_time(text: &[u8]) -> bool {
    !matches!(text, [b'1', b'6' | b'7', ..]) && is_valid(text)
}

fn is_valid(text: &[u8]) -> bool {
    let province = matches!(
        field(text, 1, 3),
        10..=27 | 30..=58 | 60..=67 | 70..=77 | 80..=86 | 90..=96
    );
    let sum = weighted(text, &[13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2]);
    let check = (11 - sum % 11) % 10;
    matches!(text.first(), Some(b'1'..=b'8')) && province && check == field(text, 12, 13)
}
