//! `activity_log`: how long activity is kept.

use wicketgate_core::field::{DAY, Default, Field, Fields};

use super::{Members, millis};

/// The section of a policy.
#[derive(Clone, Debug)]
pub struct ActivityLog {
    /// Milliseconds that an entry is kept; it is purged when it is exactly as old.
    pub retention: u64,
}

impl Members for ActivityLog {
    fn of(fields: &Fields<'_>) -> Self {
        Self { retention: millis(fields.duration("retention").unwrap_or_default()) }
    }
}

pub(super) const FIELDS: &[Field] = &[Field::duration("retention", DAY, 3650 * DAY)
    .or(Default::Duration(365 * DAY))
    .doc("How long activity is kept; a year where nothing is said (PCI DSS 10.5.1).")];
