//! Keys that say by themselves that a secret stands under them.

use crate::{context::Kinds, kinds::KINDS, rules::Rules};

/// The kinds of secrets that are on.
#[derive(Debug, Default)]
pub(crate) struct Names {
    kinds: Kinds,
}

impl Names {
    pub(crate) fn of(rules: &Rules) -> Self {
        let on = (0..KINDS.len()).filter(|kind| rules.least(*kind).is_some());
        Self { kinds: on.fold(0, |kinds, kind| kinds | 1 << kind) }
    }

    /// The kind of secret that a key names, where that kind is on.
    pub(crate) fn kind(&self, _key: &[u8]) -> Option<usize> {
        None.filter(|kind: &usize| self.kinds >> kind & 1 == 1)
    }
}
