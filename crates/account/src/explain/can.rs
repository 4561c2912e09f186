//! What could be done now, by whom.
//!
//! The holder is taken to have a session, and others to be somebody else than the holder: an event
//! asks for the proof as well.

use serde::Serialize;

use crate::{
    actor::Capacity,
    event::{end_session, reset_factor, set_password, turn_off_factor, unlock, unlock_by_mail},
    factor::{self, Standing},
    password, proof,
    state::Account,
    step::Step,
};

/// What could be done now, by whom: names of events, with the method after a colon where there is
/// one. `unlock` is named while something is locked, `end-session` while there is a session.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Can {
    /// By an administrator of the account's organisation.
    #[serde(rename = "org-admin")]
    pub org_admin: Vec<String>,
    /// By the owner of the account's organisation.
    pub owner: Vec<String>,
    /// By the account's holder, who has a session; `unlock-by-mail` needs none.
    #[serde(rename = "self")]
    pub holder: Vec<String>,
    /// By customer support.
    pub support: Vec<String>,
}

pub(super) fn of(step: &mut Step<'_>, account: &Account) -> Can {
    let mut of = |role| {
        step.header.actor.role = role;
        actions(step, account)
    };
    Can {
        org_admin: of(Capacity::OrgAdmin),
        owner: of(Capacity::Owner),
        holder: of(Capacity::Holder),
        support: of(Capacity::Support),
    }
}

/// What whoever acts could do, sorted.
fn actions(step: &Step<'_>, account: &Account) -> Vec<String> {
    let is_holder = step.header.actor.role == Capacity::Holder;
    let mut can = Vec::new();
    let mut add = |may: bool, name: &str| can.extend(may.then(|| name.to_owned()));
    let locked = account.counters.values().any(|counter| counter.lock.is_some());
    let guarded = account.guards.values().any(|guard| guard.locked);
    add(is_holder && password::bars_holder(step, account).is_none(), "change-password");
    let ends = end_session::refusal(step, account).is_none();
    add(ends && !account.sessions.is_empty(), "end-session");
    for method in factors(step, account, Some(Standing::Active)) {
        add(reset_factor::refusal(step, method).is_none(), &format!("reset-factor:{method}"));
    }
    add(set_password::refusal(step, account).is_none(), "set-password");
    for method in factors(step, account, None) {
        let may = turn_off_factor::refusal(step, account, method).is_none();
        add(may, &format!("turn-off-factor:{method}"));
    }
    add((locked || guarded) && unlock::refusal(step, account).is_none(), "unlock");
    add(locked && unlock_by_mail::is_allowed(step, account), "unlock-by-mail");
    can
}

/// The methods that are so far, sorted; none, where whoever acts may touch none of this account.
fn factors(step: &Step<'_>, account: &Account, standing: Option<Standing>) -> Vec<&'static str> {
    if step.header.actor.role != Capacity::Holder && proof::overruled(step, account).is_some() {
        return Vec::new();
    }
    let mut methods: Vec<&str> = match standing {
        Some(standing) => factor::methods(account, standing).collect(),
        None => account.factors.iter().map(|factor| factor.method.as_str()).collect(),
    };
    methods.sort_unstable();
    methods
}
