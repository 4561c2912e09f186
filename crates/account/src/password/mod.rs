//! The password of an account, and those before it: its age, its end, its change.
//!
//! A change is three things in one event and one settlement: the rules judge the new password
//! first, then its age is looked at, then everything that costs is verified at once.

mod change;
mod history;
mod recovery;

pub(crate) use change::{
    bars_administrator, bars_holder, by_administrator, by_flow, by_session, settled,
};
pub(crate) use recovery::{forgot, reset};

use wicketgate_core::{
    Secret, Timestamp,
    param::{Param, Params},
};

use crate::{
    decision::Decision, policy::Lifecycle, record::record, state::Account, step::Step, time::after,
};

record! {
    /// The current password, and those before it.
    pub(crate) struct Password {
        /// Why it must be changed; nothing where it need not.
        pub(crate) change: Option<String>,
        /// Its hash.
        pub(crate) hash: Secret,
        /// Earlier ones, the latest first.
        pub(crate) older: Vec<Older>,
        /// When it was set.
        pub(crate) since: Timestamp,
        /// When it ends, where an administrator set it for a while.
        pub(crate) until: Option<Timestamp>,
    }
}

impl Password {
    /// When it expires; never, where the policy has no such age.
    pub(crate) fn expires(&self, policy: &Lifecycle) -> Option<Timestamp> {
        policy.max_age.map(|age| after(self.since, age))
    }

    /// Until when another one is held back.
    pub(crate) const fn held_until(&self, policy: &Lifecycle) -> Timestamp {
        after(self.since, policy.min_age)
    }
}

record! {
    /// An earlier password.
    pub(crate) struct Older {
        /// Its hash.
        pub(crate) hash: Secret,
        /// Until when it was the current one.
        pub(crate) until: Timestamp,
    }
}

/// Most bytes of a stored hash.
pub(crate) const MAX_HASH: usize = 512;

/// Why the password must be changed before a session; nothing where it need not.
pub(crate) fn must_change(step: &Step<'_>, account: &Account) -> Option<String> {
    let password = account.password.as_ref()?;
    let expires = password.expires(&step.given.policy.lifecycle);
    let expired = expires.is_some_and(|at| at <= step.now);
    password.change.clone().or_else(|| expired.then(|| "expired".to_owned()))
}

/// Warns of a password that expires soon.
pub(crate) fn warn(step: &Step<'_>, account: &Account, decision: Decision) -> Decision {
    let lifecycle = &step.given.policy.lifecycle;
    let expires = account.password.as_ref().and_then(|password| password.expires(lifecycle));
    let Some(end) = expires else { return decision };
    if after(step.now, lifecycle.warn_before) < end {
        return decision;
    }
    let mut params = Params::new();
    params.insert("at", Param::Integer(end.millis()));
    decision.warn("password-expires", params)
}
