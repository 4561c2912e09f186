//! `google-api-key`: a key of a Google API.
//!
//! `AIza` and 35 letters, digits, hyphens and underscores (gitleaks `gcp-api-key`).

use crate::{
    kind::{Find, Kind},
    token::{Shape, is_word},
};

pub(super) const KIND: Kind = Kind {
    code: "google-api-key",
    context: &["google", "gcp", "maps", "firebase"],
    country: None,
    doc: "A key of a Google API: `AIza` and 35 characters.",
    find: &[Find::Starts("A", 39, "-", |window, run| KEY.find(window, run))],
};

const KEY: Shape = Shape { counts: 35..=35, is: is_word, prefix: b"AIza" };
