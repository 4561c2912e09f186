//! `it-fiscal-code`: the tax code of a person in Italy (codice fiscale).
//!
//! Letters of both names, year, month and day of birth (forty more for women), the place, and a check letter
//! (Decreto ministeriale 23 dicembre 1976). Where two persons would have the same, digits become letters from
//! the last one on. A wrong check letter needs a word.

use crate::{
    check::{field, is_date},
    kind::{Find, Form, Kind},
};

pub(super) const KIND: Kind = Kind {
    code: "it-fiscal-code",
    context: &["codice", "fiscale", "cf", "tax", "fiscal"],
    country: Some("it"),
    doc: "The tax code of a person in Italy: its date of birth and check letter (DM 23 dicembre 1976).",
    find: &[
        Find::Forms(
            &[Form::certain("AAAAAAXXAXXAXXXA"), Form::certain("AAAAAAXXAXX AXXXA")],
            |text| is_shape(text) && is_checked(text),
        ),
        Find::Forms(&[Form::bare("AAAAAAXXAXXAXXXA")], is_shape),
    ],
};

/// Whether the date is one, and the place a letter and three digits.
fn is_shape(text: &[u8]) -> bool {
    let Ok(mut plain) = <[u8; 16]>::try_from(text) else { return false };
    let [_, _, _, _, _, _, y1, y2, month, d1, d2, _, p1, p2, p3, _] = &mut plain;
    let month = b"ABCDEHLMPRST".iter().zip(1..).find(|(letter, _)| *letter == month);
    let Some((_, month)) = month else { return false };
    for place in [y1, y2, d1, d2, p1, p2, p3] {
        let Some(digit) = digit(*place) else { return false };
        *place = digit;
    }
    let [year, day] = [6, 9].map(|at| field(&plain, at, at + 2));
    // The century is not known: 1900 had no 29 February, but 2000 had.
    is_date(2000 + year, month, if day > 40 { day - 40 } else { day })
}

/// A digit, or the letter that stands for it.
fn digit(byte: u8) -> Option<u8> {
    if byte.is_ascii_digit() {
        return Some(byte);
    }
    b"LMNPQRSTUV".iter().zip(b'0'..).find(|(letter, _)| **letter == byte).map(|(_, digit)| digit)
}

fn is_checked(text: &[u8]) -> bool {
    let Some((check, body)) = text.split_last() else { return false };
    let sum: u32 = body
        .iter()
        .enumerate()
        .map(|(at, byte)| {
            let value = byte.wrapping_sub(if byte.is_ascii_digit() { b'0' } else { b'A' });
            let table = if at % 2 == 0 { ODD.get(usize::from(value)) } else { None };
            u32::from(table.copied().unwrap_or(value))
        })
        .sum();
    u32::from(check.wrapping_sub(b'A')) == sum % 26
}

/// What characters in odd places count, letters and digits alike.
const ODD: [u8; 26] =
    [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];
