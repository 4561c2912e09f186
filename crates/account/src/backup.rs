//! Backup codes: each works once.

use wicketgate_core::{Secret, Timestamp};

use crate::{key::Sealed, record::record};

record! {
    /// A set of backup codes.
    pub(crate) struct Set {
        /// Codes that were not used yet.
        pub(crate) codes: Vec<Sealed>,
        /// The same codes to be shown again, where the policy keeps them so.
        pub(crate) plain: Vec<Secret>,
        /// When they were made.
        pub(crate) since: Timestamp,
        /// Codes that were used: to tell a used one from a wrong one.
        pub(crate) used: Vec<Sealed>,
    }
}
