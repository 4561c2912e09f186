//! `unlock-by-mail`: the holder ends a lock by a link.

use wicketgate_core::field::{Field, Fields};

use super::{EventType, Run};
use crate::{
    actor::Capacity,
    decision::Decision,
    flow::{self, Aim},
    link,
    state::Account,
    step::Step,
};

pub(super) const EVENT: EventType = EventType {
    actors: &[Capacity::Holder],
    doc: "The holder ends a lock by a link, or asks for another one; the answer to the latter is the same for everybody.",
    members: &[Field::text("token", 128)
        .optional()
        .doc("The token of the link; another link is asked for where there is none.")],
    name: "unlock-by-mail",
    quiet: false,
    run: Run::Any(run),
};

fn run(step: &mut Step<'_>, state: &mut Option<Account>, fields: &Fields<'_>) -> Decision {
    let token = fields.text("token");
    let Some(account) = state else {
        return if token.is_none() { link::asked("unknown-account") } else { link::void() };
    };
    if !is_allowed(step, account) {
        return if token.is_none() { link::asked("not-authorized") } else { link::void() };
    }
    if token.is_none() {
        let is_locked = account.counters.values().any(|counter| counter.lock.is_some());
        return if is_locked {
            link::send(step, account, Aim::Unlock)
        } else {
            link::asked("not-locked")
        };
    }
    if flow::find_of(step, account, Aim::Unlock, token).is_none() {
        return link::void();
    }
    account.counters.clear();
    account.flows.retain(|flow| flow.aim != Aim::Unlock);
    Decision::allow("unlocked").then("sign-in", None)
}

/// Whether the holder of this account may end its locks.
pub(crate) fn is_allowed(step: &Step<'_>, account: &Account) -> bool {
    EVENT.actors.contains(&step.header.actor.role)
        && step.given.policy.lockout.unlockers(account.role()).contains(&"self-by-mail")
}
