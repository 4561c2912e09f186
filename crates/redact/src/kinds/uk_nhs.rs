//! `uk-nhs`: a number of the National Health Service of the United Kingdom.
//!
//! Ten digits, in groups of three, three and four; the last is eleven less the sum of the others times 10 to
//! 2, modulo 11, and where that is ten there is no number (NHS Data Dictionary, NHS NUMBER). One of eleven
//! passes by chance, so ten digits without groups need a word. American telephone numbers have the same
//! groups: those that are both are telephone numbers unless a word says otherwise. Ten digits may be seconds of
//! Unix time too; the numbers of Scotland that look so begin with a day and a month.

use crate::{
    check::{field, is_one_repeated, is_unix_time, weighted},
    kind::{Find, Form, Kind},
};

pub(super) const KIND: Kind = Kind {
    code: "uk-nhs",
    context: &["nhs", "health", "patient"],
    country: Some("gb"),
    doc: "A number of the National Health Service of the United Kingdom: its check digit (NHS Data Dictionary).",
    find: &[
        Find::Forms(&[Form::grouped("999 999 9999")], is_valid),
        Find::Forms(&[Form::bare("9999999999")], |text| {
            let month = matches!(field(text, 2, 4), 1..=12);
            is_valid(text) && (month || !is_unix_time(text))
        }),
    ],
};

fn is_valid(text: &[u8]) -> bool {
    let sum = weighted(text, &[10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
    sum.is_multiple_of(11) && !is_one_repeated(text)
}

#[cfg(test)]
mod tests {
    use super::is_valid;

    #[test]
    fn the_check_digit_is_eleven_less_the_sum() {
        for number in (0..1_000_000_000_u32).step_by(99_991) {
            let body = format!("{number:09}");
            let sum: u32 =
                body.bytes().zip(2..).map(|(byte, at)| u32::from(byte - b'0') * (12 - at)).sum();
            let check = 11 - sum % 11;
            for digit in 0..10 {
                let expected = check == digit || (check == 11 && digit == 0);
                let is = is_valid(format!("{body}{digit}").as_bytes());
                assert_eq!(is, expected && number != 0, "{body}{digit}");
            }
        }
    }
}
