//! `de-passport`: the number of a passport of Germany.
//!
//! The same numbers as those of identity cards (ICAO 9303); see there why nine
//! characters count without a word only where the last is a check digit.

use super::de_id_card::{is_checked, is_long, is_plain, is_serial};
use crate::kind::{Find, Form, Kind};

pub(super) const KIND: Kind = Kind {
    code: "de-passport",
    context: &["reisepass", "pass", "passnummer", "passport", "reisedokument"],
    country: Some("de"),
    doc: "The number of a passport of Germany: its letters and check digit (ICAO 9303).",
    find: &[
        Find::Forms(&[Form::grouped("AXXXXXXX9")], |text| is_serial(text) && is_checked(text)),
        Find::Forms(&[Form::bare("AXXXXXXXX"), Form::bare("AXXXXXXXXA")], is_plain),
        Find::Forms(&[Form::bare("AXXXXXXXX9"), Form::certain("AXXXXXXXX9A")], is_long),
    ],
};
