//! Earlier passwords: which may not come again, and how the host finds out.

use wicketgate_core::Timestamp;

use super::{Older, Password};
use crate::{
    decision::{Plain, Stored},
    policy::History,
    time::after,
};

/// The hashes that a new password is held against.
pub(super) fn hashes(password: &Password, policy: &History, now: Timestamp) -> Vec<Stored> {
    let older = password.older.iter().filter(|older| is_kept(older, policy, now));
    let all = std::iter::once(&password.hash).chain(older.take(most(policy)).map(|it| &it.hash));
    let stored = |(index, hash)| Stored {
        against: "new",
        hash: Plain::of(hash),
        name: format!("{NAME}{index}"),
    };
    all.enumerate().map(stored).collect()
}

/// Adds the password that is replaced to those before it, as many as the policy asks for.
pub(super) fn keep(password: &Password, policy: Option<&History>, now: Timestamp) -> Vec<Older> {
    let Some(policy) = policy else { return Vec::new() };
    let last = Older { hash: password.hash.clone(), until: now };
    let all = std::iter::once(last).chain(password.older.iter().cloned());
    all.filter(|older| is_kept(older, policy, now)).take(most(policy)).collect()
}

/// Whether a name in a settlement is that of a hash which the new password must not have.
pub(super) fn is_name(name: &str) -> bool {
    name.starts_with(NAME)
}

fn is_kept(older: &Older, policy: &History, now: Timestamp) -> bool {
    policy.within.is_none_or(|span| after(older.until, span) > now)
}

/// How many are remembered beside the current one.
fn most(policy: &History) -> usize {
    let count = policy.count.saturating_sub(policy.includes_current.into());
    usize::try_from(count).unwrap_or(usize::MAX)
}

/// How the names of hashes begin that the new password is held against.
const NAME: &str = "history-";
