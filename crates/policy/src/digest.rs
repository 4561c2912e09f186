//! The digest of a document: SHA-256 over its canonical form.
//!
//! Canonical is JSON without white space, with sorted keys. Two texts that say the same have one
//! digest, whatever their layers, order and notes.

use sha2::{Digest as _, Sha256};
use wicketgate_core::json::Value;

/// The digest as a report names it: `sha256:` and 64 hexadecimal digits.
#[must_use]
pub fn of(document: &Value<'_>) -> String {
    let canonical = serde_json::to_string(document).unwrap_or_default();
    let mut digest = String::with_capacity(PREFIX.len() + 64);
    digest.push_str(PREFIX);
    for byte in Sha256::digest(canonical.as_bytes()) {
        for nibble in [byte >> 4, byte & 15] {
            digest.extend(char::from_digit(nibble.into(), 16));
        }
    }
    digest
}

const PREFIX: &str = "sha256:";
