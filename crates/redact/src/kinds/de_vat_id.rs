//! `de-vat-id`: the value added tax number of a business in Germany (USt-IdNr.), of sole traders too.
//!
//! DE and nine digits, the first not zero, the last by ISO/IEC 7064, MOD 11,10 (Bundeszentralamt für Steuern).

use crate::{
    check::is_mod_11_10,
    kind::{Find, Form, Kind},
};

pub(super) const KIND: Kind = Kind {
    code: "de-vat-id",
    context: &["ust", "idnr", "umsatzsteuer", "mwst", "vat", "steuernummer"],
    country: Some("de"),
    doc: "The value added tax number of a business in Germany: its check digit (BZSt; ISO/IEC 7064).",
    find: &[Find::Forms(
        &[
            Form::certain("AA999999999"),
            Form::certain("AA 999999999"),
            Form::certain("AA 999 999 999"),
            Form::certain("AA999 999 999"),
            Form::certain("AA.999.999.999"),
            Form::certain("AA 999.999.999"),
            Form::certain("AA 999-999.999"),
        ],
        is_valid,
    )],
};

fn is_valid(text: &[u8]) -> bool {
    text.strip_prefix(b"DE").is_some_and(|digits| !digits.starts_with(b"0") && is_mod_11_10(digits))
}
