//! A forgotten password: a link by mail, and a new password by it.

use wicketgate_core::Timestamp;

use super::change;
use crate::{
    decision::Decision,
    flow::{self, Aim},
    link,
    lockout::Counter,
    state::Account,
    step::Step,
};

/// Somebody asks for a link to set a new password.
///
/// SECURITY: the answer is the same whether there is such an account or not, and whether a link is
/// sent or not; only where the policy documents locks, a lock that bars it is told.
pub(crate) fn forgot(step: &mut Step<'_>, account: Option<&mut Account>) -> Decision {
    let Some(account) = account else { return link::asked("unknown-account") };
    let policy = &step.given.policy.lockout;
    let barring = account.counters.values().filter(|counter| counter.bars_recovery(policy));
    if let Some(until) = latest(barring) {
        if step.is_uniform() {
            return link::asked("locked");
        }
        let decision = Decision::deny("locked").until(until);
        return if until.is_none() { decision.then("unlock", None) } else { decision };
    }
    link::send(step, account, Aim::Recover)
}

/// Somebody who followed the link sets a new password.
pub(crate) fn reset(step: &mut Step<'_>, account: &mut Account, token: Option<&str>) -> Decision {
    match flow::find_of(step, account, Aim::Recover, token) {
        Some(flow) => change::by_link(step, account, flow.number),
        None => link::void(),
    }
}

/// When the last of some locks lapses: nothing where there is none, and no time where one stays.
fn latest<'c>(locked: impl Iterator<Item = &'c Counter> + Clone) -> Option<Option<Timestamp>> {
    let ends = locked.map(Counter::deadline);
    ends.clone().next()?;
    if ends.clone().any(|end| end.is_none()) {
        return Some(None);
    }
    Some(ends.flatten().max())
}
