//! `in-gstin`: an identification number of the Goods and Services Tax of India.
//!
//! A state (01 to 38, 97 or 99), a Permanent Account Number, which registration of the holder in that state it
//! is, a Z, and a check character: Luhn's with 36 digits (GST Network). Published examples often have a wrong
//! one and no letter of a holder; as nothing else has the shape, they are found too, only less surely.

use crate::{
    check::field,
    kind::{Find, Form, Kind},
};

pub(super) const KIND: Kind = Kind {
    code: "in-gstin",
    context: &["gstin", "gstins", "gst", "tax"],
    country: Some("in"),
    doc: "An identification number of the Goods and Services Tax of India: state, shape and check character (GST Network).",
    find: &[
        Find::Forms(&[Form::certain("99AAAAA9999AXAX")], |text| is_shape(text) && sum(text) == 0),
        Find::Forms(&[Form::grouped("99AAAAA9999AXAX")], is_shape),
    ],
};

fn is_shape(text: &[u8]) -> bool {
    let state = matches!(field(text, 0, 2), 1..=38 | 97 | 99);
    state && text.get(12) != Some(&b'0') && text.get(13) == Some(&b'Z')
}

/// The sum of values in base 36, every second one doubled and its two digits added.
fn sum(text: &[u8]) -> u32 {
    let values = text.iter().rev().zip([1, 2].into_iter().cycle());
    let sum: u32 = values
        .map(|(byte, weight)| {
            let value = char::from(*byte).to_digit(36).unwrap_or(0) * weight;
            value / 36 + value % 36
        })
        .sum();
    sum % 36
}
