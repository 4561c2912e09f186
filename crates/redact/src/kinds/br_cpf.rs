//! `br-cpf`: the number of a person in the register of taxpayers of Brazil.
//!
//! Nine digits and two check digits modulo 11; eleven times the same is nobody's (Receita Federal). One
//! number in a hundred passes by chance.

use crate::{
    check::{complement_11, field, is_one_repeated, weighted},
    kind::{Find, Form, Kind},
};

pub(super) const KIND: Kind = Kind {
    code: "br-cpf",
    context: &["cpf", "cadastro", "contribuinte", "pessoa"],
    country: Some("br"),
    doc: "The number of a person in the register of taxpayers of Brazil: its check digits (Receita Federal).",
    find: &[Find::Forms(
        &[
            Form::certain("999.999.999-99"),
            Form::grouped("999.999.999.99"),
            Form::grouped("999 999 999 99"),
            Form::grouped("999999999-99"),
            Form::grouped("99999999999"),
        ],
        is_valid,
    )],
};

fn is_valid(text: &[u8]) -> bool {
    let first = complement_11(weighted(text, &[10, 9, 8, 7, 6, 5, 4, 3, 2]));
    let second = complement_11(weighted(text, &[11, 10, 9, 8, 7, 6, 5, 4, 3, 2]));
    field(text, 9, 11) == first * 10 + second && !is_one_repeated(text)
}
