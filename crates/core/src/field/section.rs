//! A section of a policy: where it stands, and its members.

use super::Field;

/// One section of a policy.
#[derive(Debug)]
pub struct Section {
    /// What it decides.
    pub doc: &'static str,
    /// Its members.
    pub fields: &'static [Field],
    /// Where it stands, as a JSON Pointer.
    pub pointer: &'static str,
}

impl Section {
    /// The names that lead to it from the top of a document.
    pub fn steps(&self) -> impl Iterator<Item = &'static str> {
        self.pointer.split('/').skip(1)
    }
}
