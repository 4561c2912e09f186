//! `cn-ric`: the identity number of China.
//!
//! The place where it was first registered, the date of birth, a serial number, and a check character
//! modulo 11 that is `X` for ten (GB 11643-1999, ISO 7064 MOD 11-2).

use crate::{
    check::{digits, field, is_date, part},
    kind::{Find, Form, Kind},
};

pub(super) const KIND: Kind = Kind {
    code: "cn-ric",
    context: &["身份证", "身份证号", "公民身份号码", "identity", "ric"],
    country: Some("cn"),
    doc: "The identity number of China: province, date of birth and check character (GB 11643-1999).",
    find: &[Find::Forms(&[Form::certain("99999999999999999X")], is_valid)],
};

fn is_valid(text: &[u8]) -> bool {
    let province = matches!(
        field(text, 0, 2),
        11..=15 | 21..=23 | 31..=37 | 41..=46 | 50..=54 | 61..=65 | 71 | 81..=83
    );
    let year = field(text, 6, 10);
    let date = is_date(year, field(text, 10, 12), field(text, 12, 14));
    let last = match text.last() {
        Some(b'X') => 10,
        Some(digit @ b'0'..=b'9') => u32::from(digit - b'0'),
        _ => return false,
    };
    let sum = digits(part(text, 0, 17)).fold(0, |sum, digit| (sum + digit) * 2 % 11);
    province && matches!(year, 1900..2100) && date && (sum + last) % 11 == 1
}
