//! What verifying a stored hash may cost.

use super::Error;
use crate::Hashing;

/// Most memory of a stored hash in KiB, where the policy does not ask for more itself: 256 MiB, what
/// libsodium calls moderate.
pub const MAX_MEMORY: u64 = 262_144;

/// Most work of a stored hash, where the policy does not ask for more itself: about one second on a
/// common core, two in a component. The unit is one pass of Argon2 over one KiB.
pub const MAX_WORK: u64 = 2_097_152;

/// What one hash costs.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Cost {
    /// Memory in KiB.
    pub(super) memory: u64,
    /// Work, in the unit of [`MAX_WORK`].
    pub(super) work: u64,
}

impl Cost {
    /// Refuses what is dearer than the bounds and than the policy's own hashes.
    ///
    /// SECURITY: the string names its cost, and may be an attacker's.
    pub(super) fn within(self, hashing: &Hashing) -> Result<(), Error> {
        let memory = u64::from(hashing.memory);
        let work = memory.saturating_mul(hashing.iterations.into());
        if self.memory > MAX_MEMORY.max(memory) || self.work > MAX_WORK.max(work) {
            return Err(Error::Cost);
        }
        Ok(())
    }
}
