//! Secrets of programs.

use wicketgate_core::Timestamp;

use crate::{key::Sealed, record::record};

record! {
    /// A secret that was issued.
    pub(crate) struct Issue {
        /// When.
        pub(crate) since: Timestamp,
        /// The secret.
        pub(crate) token: Sealed,
    }
}
