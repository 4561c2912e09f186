//! `mx-curp`: the population register code of Mexico.
//!
//! Four letters of the name, year, month and day of birth, sex, state, three consonants of the name, a
//! digit for those born before 2000 or a letter for others, and a check digit over the base of 37 letters
//! and digits (Instructivo normativo para la asignación de la CURP).

use crate::{
    check::{field, is_date, pairs, part},
    kind::{Find, Form, Kind},
};

pub(super) const KIND: Kind = Kind {
    code: "mx-curp",
    context: &["curp", "población"],
    country: Some("mx"),
    doc: "The population register code of Mexico: date of birth, state and check digit (Instructivo normativo de la CURP).",
    find: &[Find::Forms(&[Form::certain("AAAA999999AAAAAAX9")], is_valid)],
};

fn is_valid(text: &[u8]) -> bool {
    let [year, month, day] = pairs(text, 4);
    let century = if text.get(16).is_some_and(u8::is_ascii_digit) { 1900 } else { 2000 };
    let consonants = part(text, 13, 16).iter().all(|byte| !b"AEIOU".contains(byte));
    let sum: u32 = text.iter().take(17).zip(2..).map(|(byte, at)| value(*byte) * (20 - at)).sum();
    matches!(text.get(1), Some(b'A' | b'E' | b'I' | b'O' | b'U' | b'X'))
        && is_date(century + year, month, day)
        && matches!(text.get(10), Some(b'H' | b'M' | b'X'))
        && STATES.chunks_exact(2).any(|state| state == part(text, 11, 13))
        && consonants
        && (10 - sum % 10) % 10 == field(text, 17, 18)
}

/// What a character counts: digits, and letters of the Spanish alphabet, whose fifteenth is none of these.
const fn value(byte: u8) -> u32 {
    match byte {
        b'0'..=b'9' => byte as u32 - 48,
        b'A'..=b'N' => byte as u32 - 55,
        _ => byte as u32 - 54,
    }
}

/// The states, and `NE` for those born abroad.
const STATES: &[u8] = b"ASBCBSCCCLCMCSCHDFDGGTGRHGJCMCMNMSNTNLOCPLQTQRSPSLSRTCTSTLVZYNZSNE";
