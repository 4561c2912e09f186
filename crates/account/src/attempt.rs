//! Attempts that are being verified: reserved before the costly part, settled after it.
//!
//! The host takes its hashing permit first. A reservation that is not settled within
//! [`LIFE`] is void, or a failure where the policy says so: no answer leaves the host before the
//! settlement is committed, so that a void one has disclosed nothing.

use wicketgate_core::Timestamp;

use crate::{binding::Bound, name::names, record::record, session::Channel, time::after};

names! {
    /// What an attempt is for.
    pub(crate) enum Purpose {
        /// To change the password.
        ChangePassword = "change-password",
        /// To set a new password by a link.
        ResetPassword = "reset-password",
        /// To set a password for somebody else.
        SetPassword = "set-password",
        /// To sign in.
        SignIn = "sign-in",
    }
}

record! {
    /// An attempt that is being verified.
    pub(crate) struct Reservation {
        /// An account at a provider that is bound by a sign-in.
        pub(crate) bind: Option<Bound>,
        /// The channel of a sign-in.
        pub(crate) channel: Option<Channel>,
        /// The counter that it is counted by; none where it is not counted.
        pub(crate) counter: Option<String>,
        /// The trusted browser that it came from, by number.
        pub(crate) device: Option<u64>,
        /// Whether the account was locked when it was made: the outcome then changes nothing for it.
        pub(crate) locked: bool,
        /// The hashes to verify, by name.
        pub(crate) names: Vec<String>,
        /// Its number.
        pub(crate) number: u64,
        /// What it is for.
        pub(crate) purpose: Purpose,
        /// When it was made.
        pub(crate) since: Timestamp,
        /// Whether the password that is set must be changed at the next sign-in.
        pub(crate) temporary: bool,
        /// The flow or the session that it belongs to, by number.
        pub(crate) within: Option<u64>,
    }
}

impl Reservation {
    /// When it is void.
    pub(crate) const fn until(&self) -> Timestamp {
        after(self.since, LIFE)
    }
}

/// Milliseconds for which a reservation holds.
pub(crate) const LIFE: u64 = 10_000;

/// Most reservations of an account at once, where no limit asks for fewer.
pub(crate) const MOST: usize = 32;
