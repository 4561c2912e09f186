//! The digest of a document: SHA-256 over its canonical form.
//!
//! Canonical is JSON without white space, with sorted keys. Two texts that say the same have one
//! digest, whatever their layers, order and notes.

use sha2::{Digest as _, Sha256};
use wicketgate_core::{hex, json::Value};

/// The digest as a report names it: `sha256:` and 64 hexadecimal digits.
#[must_use]
pub fn of(document: &Value<'_>) -> String {
    let canonical = serde_json::to_string(document).unwrap_or_default();
    let mut digest = PREFIX.to_owned();
    digest.push_str(&hex::encode(&Sha256::digest(canonical.as_bytes())));
    digest
}

const PREFIX: &str = "sha256:";
