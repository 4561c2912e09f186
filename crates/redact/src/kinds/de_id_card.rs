//! `de-id-card`: the number of an identity card of Germany.
//!
//! A letter and eight letters or digits, of which none is a vowel, B, D, Q or S; then a check digit (ICAO
//! 9303), and a D: the machine-readable zone has both. On the face of the card the number has no
//! check digit, so nothing proves it there: it needs a word. Two shapes count without one, as other tools
//! take them: a T and eight digits, and nine characters of which the last is the check digit of the eight
//! before. Passports have the same numbers, and a few begin with letters of either, so first letters are
//! not told apart.

use crate::{
    check::{field, part, travel_digit},
    kind::{Find, Form, Kind},
};

pub(super) const KIND: Kind = Kind {
    code: "de-id-card",
    context: &["ausweis", "personalausweis", "ausweisnummer", "perso", "identity"],
    country: Some("de"),
    doc: "The number of an identity card of Germany: its letters and check digit (ICAO 9303).",
    find: &[
        Find::Forms(&[Form::grouped("A99999999")], |text| text.starts_with(b"T")),
        Find::Forms(&[Form::grouped("AXXXXXXX9")], |text| is_serial(text) && is_checked(text)),
        Find::Forms(&[Form::bare("AXXXXXXXX"), Form::bare("AXXXXXXXXA")], is_plain),
        Find::Forms(&[Form::bare("AXXXXXXXX9"), Form::certain("AXXXXXXXX9A")], is_long),
        // Cards before November 2010: an office, a number and a check digit.
        Find::Forms(&[Form::bare("9999999999"), Form::grouped("9999999999A")], is_long),
    ],
};

/// Whether a serial number may be one, with or without the D after it.
pub(super) fn is_plain(text: &[u8]) -> bool {
    is_serial(if text.len() == 10 { text.strip_suffix(b"D").unwrap_or(b"D") } else { text })
}

/// Whether letters and digits are only those that German documents have.
pub(super) fn is_serial(text: &[u8]) -> bool {
    !text.iter().any(|byte| b"ABDEIOQSU".contains(byte))
}

/// Whether the last digit is the check digit of what stands before it.
pub(super) fn is_checked(text: &[u8]) -> bool {
    let last = text.len().saturating_sub(1);
    field(text, last, text.len()) == travel_digit(part(text, 0, last))
}

/// Whether a serial number and its check digit hold together, and the D after them where it is there.
pub(super) fn is_long(text: &[u8]) -> bool {
    let number = if text.len() == 11 { text.strip_suffix(b"D") } else { Some(text) };
    number.is_some_and(|number| is_serial(number) && is_checked(number))
}
