//! `sg-nric-fin`: the identity number of a resident of Singapore.
//!
//! `S` or `T` for citizens, `F`, `G` or `M` for foreigners, seven digits, and a letter that their sum with
//! the weights 2, 7, 6, 5, 4, 3, 2 gives. The authority publishes no rule; these tables agree with the
//! numbers that it printed.

use crate::{
    check::{part, weighted},
    kind::{Find, Form, Kind},
};

pub(super) const KIND: Kind = Kind {
    code: "sg-nric-fin",
    context: &["nric", "fin", "identification", "identity"],
    country: Some("sg"),
    doc: "The identity number of a resident of Singapore: prefix and check letter.",
    find: &[Find::Forms(&[Form::certain("A9999999A")], is_valid)],
};

fn is_valid(text: &[u8]) -> bool {
    let (Some(prefix), Some(letter)) = (text.first(), text.last()) else { return false };
    let (offset, letters) = match prefix {
        b'S' => (0, b"JZIHGFEDCBA"),
        b'T' => (4, b"JZIHGFEDCBA"),
        b'F' => (0, b"XWUTRQPNMLK"),
        b'G' => (4, b"XWUTRQPNMLK"),
        b'M' => (3, b"XWUTRQPNJLK"),
        _ => return false,
    };
    let sum = offset + weighted(part(text, 1, 8), &[2, 7, 6, 5, 4, 3, 2]);
    letters.iter().zip(0..).any(|(expected, at)| at == sum % 11 && expected == letter)
}
