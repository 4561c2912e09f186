//! Accounts at identity providers that are bound to this one.

use wicketgate_core::Timestamp;

use crate::record::record;

record! {
    /// An account at an identity provider.
    pub(crate) struct Bound {
        /// The provider's name.
        pub(crate) provider: String,
        /// When it was bound.
        pub(crate) since: Timestamp,
        /// The account's id there.
        pub(crate) subject: String,
    }
}

/// Most bindings of an account.
pub(crate) const MOST: usize = 8;
