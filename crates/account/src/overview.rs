//! What the holder of an account and administrators see of its second factors: no secret, no code, no
//! address.
//!
//! How far the clock of an authenticator is off is shown to administrators alone; its holder is told
//! after a success.

use serde::Serialize;
use wicketgate_core::Timestamp;

use crate::{
    factor::{Factor, Method, Standing},
    guard::Guard,
    policy::SecondFactor,
    proof::Proof,
    state::Account,
};

/// The second factors of an account.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Overview {
    /// Backup codes that are left; nothing where there are none at all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub backup_codes: Option<usize>,
    /// Trusted browsers.
    pub devices: usize,
    /// Each factor, sorted by method.
    pub factors: Vec<View>,
    /// Methods that could be enrolled.
    pub others: Vec<&'static str>,
}

/// One second factor.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct View {
    /// By how many steps the clock of an authenticator was ahead when it was used last; behind, where
    /// this is negative.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub drift: Option<i64>,
    /// Whether it is locked.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[cfg_attr(feature = "schema", schemars(default))]
    pub locked: bool,
    /// Its method.
    pub method: &'static str,
    /// Since when it is what it is.
    pub since: Timestamp,
    /// Whether it is in use (`active`) or must be enrolled anew (`reset`).
    pub standing: &'static str,
    /// When the lock lapses.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
}

/// What whoever asks may see.
pub(crate) fn of(account: &Account, policy: &SecondFactor, proof: Proof) -> Overview {
    let used = |method: &str| {
        let mut factors = account.factors.iter();
        factors.any(|it| it.method.as_str() == method && it.standing == Standing::Active)
    };
    let mut factors: Vec<View> =
        account.factors.iter().map(|factor| view(account, factor, proof)).collect();
    factors.sort_by_key(|factor| factor.method);
    Overview {
        backup_codes: account.backup.as_ref().map(|set| set.codes.len()),
        devices: account.devices.len(),
        factors,
        others: policy.methods.iter().copied().filter(|method| !used(method)).collect(),
    }
}

fn view(account: &Account, factor: &Factor, proof: Proof) -> View {
    let guard = account.guards.get(factor.method.as_str());
    let lock = guard.filter(|guard: &&Guard| guard.locked);
    let steps = |(steps, ahead): (u64, bool)| {
        let steps = i64::try_from(steps).unwrap_or(i64::MAX);
        if ahead { steps } else { -steps }
    };
    let told = factor.method == Method::Totp && proof == Proof::Vouched;
    View {
        drift: factor.drift().filter(|_| told).map(steps),
        locked: lock.is_some(),
        method: factor.method.as_str(),
        since: factor.since,
        standing: factor.standing.as_str(),
        until: lock.and_then(|guard| guard.until),
    }
}
