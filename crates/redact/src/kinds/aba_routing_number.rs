//! `aba-routing-number`: the routing transit number of a bank of the United States.
//!
//! Nine digits: the first two are 00 to 12, 21 to 32, 61 to 72 or 80, and the sum of the digits times 3, 7, 1
//! is a multiple of ten (ABA, Key to Routing Numbers). Four of a hundred numbers of nine digits pass by
//! chance, which is as few as pass for cards, and so they count without a word beside them: somebody who
//! turns the kind on rather loses an order number than shows an account.

use crate::{
    check::{field, is_one_repeated, weighted},
    kind::{Find, Form, Kind},
};

pub(super) const KIND: Kind = Kind {
    code: "aba-routing-number",
    context: &["aba", "routing", "rtn", "transit", "bank", "wire", "ach"],
    country: Some("us"),
    doc: "The routing transit number of a bank of the United States: its district and check digit (ABA).",
    find: &[Find::Forms(&[Form::grouped("999999999"), Form::grouped("9999 9999 9")], is_valid)],
};

fn is_valid(text: &[u8]) -> bool {
    let district = matches!(field(text, 0, 2), 0..=12 | 21..=32 | 61..=72 | 80);
    let holds = weighted(text, &[3, 7, 1, 3, 7, 1, 3, 7, 1]).is_multiple_of(10);
    district && holds && !is_one_repeated(text)
}
