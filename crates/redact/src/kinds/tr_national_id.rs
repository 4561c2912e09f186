//! `tr-national-id`: the identity number of Türkiye.
//!
//! Eleven digits, the first no zero: the tenth is seven times those at odd places less those at even ones,
//! and the last is the sum of the others, both modulo 10 (Nüfus ve Vatandaşlık İşleri).

use crate::{
    check::{field, part, weighted},
    kind::{Find, Form, Kind},
};

pub(super) const KIND: Kind = Kind {
    code: "tr-national-id",
    context: &["tc", "tckn", "kimlik", "tckimlik", "nüfus", "citizen"],
    country: Some("tr"),
    doc: "The identity number of Türkiye: two check digits (Nüfus ve Vatandaşlık İşleri).",
    find: &[Find::Forms(&[Form::grouped("99999999999")], is_valid)],
};

fn is_valid(text: &[u8]) -> bool {
    // Less one is nine more modulo ten.
    let tenth = weighted(part(text, 0, 9), &[7, 9, 7, 9, 7, 9, 7, 9, 7]) % 10;
    let sum = weighted(part(text, 0, 10), &[1; 10]) % 10;
    text.first() != Some(&b'0') && tenth == field(text, 9, 10) && sum == field(text, 10, 11)
}
