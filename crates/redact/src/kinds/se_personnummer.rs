//! `se-personnummer`: the personal identity number of Sweden, or a coordination number.
//!
//! Year, month and day of birth, a serial number, and Luhn's check digit over the ten digits without the
//! century; a plus sign instead of the hyphen says a hundred years old (Skatteverket). A coordination number has 60
//! added to its day, and zeros where month or day are not known. Ten digits without a sign need a word.

use crate::{
    check::{is_date, is_short_date, luhn, number, pairs},
    kind::{Class, Find, Form, Kind},
    window::{Found, Run, Window},
};

pub(super) const KIND: Kind = Kind {
    code: "se-personnummer",
    context: &["personnummer", "pnr", "samordningsnummer", "personal", "identity"],
    country: Some("se"),
    doc: "The personal identity number of Sweden, or a coordination number: date of birth and check digit (Skatteverket).",
    find: &[
        Find::Forms(
            &[
                Form::grouped("999999-9999"),
                Form::grouped("99999999-9999"),
                Form::grouped("999999999999"),
                Form::bare("9999999999"),
            ],
            is_valid,
        ),
        Find::Counted(6..=8, "+", find),
    ],
};

fn is_valid(text: &[u8]) -> bool {
    let (century, short) = text.split_at_checked(text.len().saturating_sub(10)).unwrap_or_default();
    let [year, month, day] = pairs(short, 0);
    let (coordination, day) = if day > 60 { (true, day - 60) } else { (day == 60, day % 60) };
    let date = |month: u32, day: u32| match number(century) {
        0 => century.is_empty() && is_short_date(year, month, day),
        century => matches!(century, 18..=20) && is_date(century * 100 + year, month, day),
    };
    let known = |value: u32| if coordination && value == 0 { 1 } else { value };
    date(known(month), known(day)) && luhn(short) == 0
}

/// A number with a plus sign.
fn find(window: &Window<'_>, run: Run) -> Found {
    if !matches!(run.end - run.start, 6 | 8) || window.at(run.end) != b'+' {
        return Found::Nothing;
    }
    let end = window.span(run.end + 1, 5, |byte| byte.is_ascii_alphanumeric() || byte == b'_');
    if window.is_open(end) {
        return Found::More;
    }
    let text = [window.of(run.start, run.end), window.of(run.end + 1, end)].concat();
    if end - run.end != 5 || !text.iter().all(u8::is_ascii_digit) || !is_valid(&text) {
        return Found::Nothing;
    }
    Found::whole(Class::Grouped, run.start, end)
}
