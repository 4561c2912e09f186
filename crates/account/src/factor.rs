//! Second factors of an account.

use wicketgate_core::{Secret, Timestamp};

use crate::{name::names, record::record, state::Account, step::Step};

names! {
    /// A method of second factor.
    pub(crate) enum Method {
        /// A code by e-mail.
        Email = "email",
        /// A token with a counter (RFC 4226).
        Hotp = "hotp",
        /// A code by text message.
        Sms = "sms",
        /// An authenticator app (RFC 6238).
        Totp = "totp",
    }
}

names! {
    /// How far a factor is.
    pub(crate) enum Standing {
        /// It is used.
        Active = "active",
        /// It waits for its first code.
        Pending = "pending",
        /// It was reset and must be enrolled anew.
        Reset = "reset",
    }
}

record! {
    /// A second factor.
    pub(crate) struct Factor {
        /// The counter of a token, or the last time step that was used.
        pub(crate) counter: u64,
        /// By how many steps the clock of the authenticator was off, plus 100; nothing known where 0.
        pub(crate) drift: u32,
        /// The method.
        pub(crate) method: Method,
        /// The secret in Base32; the host seals the state at rest.
        pub(crate) secret: Option<Secret>,
        /// When it began to be what it is.
        pub(crate) since: Timestamp,
        /// How far it is.
        pub(crate) standing: Standing,
    }
}

/// What a sign-in still needs.
pub(crate) enum Need {
    /// A code by one of these methods.
    Code(Vec<&'static str>),
    /// A factor, by one of these methods.
    Enrolment(Vec<&'static str>),
    /// Nothing.
    Nothing,
}

/// What a sign-in needs after the first factor.
pub(crate) fn need(step: &Step<'_>, account: &Account, trusted: Option<u64>) -> Need {
    let policy = &step.given.policy.second_factor;
    let usable = |standing| {
        let factors = account.factors.iter().filter(move |factor| factor.standing == standing);
        let methods = factors.map(|factor| factor.method.as_str());
        methods.filter(|method| policy.methods.contains(method)).collect::<Vec<_>>()
    };
    let (active, reset) = (usable(Standing::Active), usable(Standing::Reset));
    if !active.is_empty() {
        let still = |number| account.devices.iter().any(|device| device.number == number);
        return if trusted.is_some_and(still) { Need::Nothing } else { Need::Code(active) };
    }
    if !reset.is_empty() {
        return Need::Enrolment(reset);
    }
    if policy.enforced { Need::Enrolment(policy.methods.clone()) } else { Need::Nothing }
}
