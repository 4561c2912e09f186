//! `br-cnpj`: the number of a business in the register of Brazil, of sole traders too.
//!
//! Eight characters of the business, four of the branch, two check digits modulo 11. From July 2026 on the first
//! twelve may be letters, which count as their ASCII code less 48 (Receita Federal, IN RFB 2229/2024).
//! Fourteen digits may be a date and time, and fourteen letters and digits anything: those need a word.

use crate::{
    check::{complement_11, field, is_date, is_one_repeated, part, weighted},
    kind::{Find, Form, Kind},
};

pub(super) const KIND: Kind = Kind {
    code: "br-cnpj",
    context: &["cnpj", "cadastro", "empresa", "pessoa", "jurídica", "juridica"],
    country: Some("br"),
    doc: "The number of a business in the register of Brazil, of letters too: its check digits (Receita Federal).",
    find: &[
        Find::Forms(
            &[
                Form::certain("XX.XXX.XXX/XXXX-99"),
                Form::grouped("XX.XXX.XXX.XXXX-99"),
                Form::grouped("XX XXX XXX XXXX 99"),
                Form::grouped("XXXXXXXX/XXXX-99"),
                Form::bare("XXXXXXXXXXXX99"),
            ],
            is_valid,
        ),
        Find::Forms(&[Form::grouped("99999999999999")], |text| is_valid(text) && !is_time(text)),
    ],
};

fn is_valid(text: &[u8]) -> bool {
    let first = complement_11(weighted(text, &[5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2]));
    let second = complement_11(weighted(text, &[6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2]));
    field(text, 12, 14) == first * 10 + second && !is_one_repeated(part(text, 0, 12))
}

/// Whether it may be a year, month, day, hour, minute and second.
fn is_time(text: &[u8]) -> bool {
    let two = |from| field(text, from, from + 2);
    let year = field(text, 0, 4);
    matches!(year, 1900..2100) && is_date(year, two(4), two(6)) && two(8) < 24 && two(10) < 60
}
