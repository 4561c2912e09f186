//! A forgotten password: a link by mail, and a new password by it.

use super::change;
use crate::{
    decision::Decision,
    flow::{self, Aim},
    link,
    lockout::counter_name,
    reserve,
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
    // SECURITY: the lock of another place bars nobody here, or a stranger could bar the owner.
    let name = counter_name(step, account, None);
    if account.counters.get(&name).is_some_and(|counter| counter.bars_recovery(policy)) {
        return if step.is_uniform() {
            link::asked("locked")
        } else {
            reserve::refused(account, Some(&name))
        };
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
