//! `us-npi`: a National Provider Identifier of the United States.
//!
//! Ten digits, the first 1 or 2; with 80840 before them, Luhn's digit holds (CMS, 45 CFR 162.406). One of
//! ten numbers passes by chance, and the seconds of Unix time have ten digits: those of 2017 to 2033 are
//! taken only in groups or where a word says so. The numbers themselves are published.

use crate::{
    check::{is_one_repeated, is_unix_time, luhn, part},
    kind::{Find, Form, Kind},
};

pub(super) const KIND: Kind = Kind {
    code: "us-npi",
    context: &["npi", "npis", "provider", "nppes", "physician", "taxonomy"],
    country: Some("us"),
    doc: "A National Provider Identifier of the United States: Luhn's digit after 80840 (CMS, 45 CFR 162.406).",
    find: &[
        Find::Forms(&[Form::grouped("9999 999 999"), Form::grouped("999 999 9999")], is_valid),
        Find::Forms(&[Form::grouped("9999999999")], |text| is_valid(text) && !is_unix_time(text)),
        Find::Forms(&[Form::bare("9999999999")], is_valid),
    ],
};

fn is_valid(text: &[u8]) -> bool {
    // The digits of 80840 add 24 to the sum.
    let holds = (luhn(text) + 24).is_multiple_of(10);
    holds && matches!(text.first(), Some(b'1' | b'2')) && !is_one_repeated(part(text, 0, 9))
}

#[cfg(test)]
mod tests {
    use super::is_valid;
    use crate::check::luhn;

    #[test]
    fn the_prefix_counts() {
        for number in (1_000_000_000_u64..3_000_000_000).step_by(99_991) {
            let text = number.to_string();
            assert_eq!(
                is_valid(text.as_bytes()),
                luhn(format!("80840{text}").as_bytes()) == 0,
                "{text}"
            );
        }
    }
}
