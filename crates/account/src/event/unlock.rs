//! `unlock`: somebody ends a lock, who may.

use wicketgate_core::{
    field::{Default, Field, Fields},
    param::Params,
};

use super::{EventType, Run};
use crate::{actor::Capacity, decision::Decision, state::Account, step::Step};

pub(super) const EVENT: EventType = EventType {
    actors: &[Capacity::OrgAdmin, Capacity::Owner, Capacity::Support],
    doc: "Somebody ends the locks of an account, if the policy says that they may.",
    members: &[Field::choice("what", &["everything", "password", "second-factor"])
        .or(Default::Choice("everything"))
        .doc("Which locks end.")],
    name: "unlock",
    quiet: false,
    run: Run::Existing(run),
};

fn run(step: &mut Step<'_>, account: &mut Account, fields: &Fields<'_>) -> Decision {
    if let Some(refusal) = refusal(step, account) {
        return refusal;
    }
    let what = fields.choice("what");
    if what != "second-factor" {
        account.counters.clear();
    }
    if what != "password" {
        account.guards.clear();
    }
    step.note("unlocked", "unlocked", Params::new());
    Decision::allow("unlocked")
}

/// Why whoever acts may not end the locks of this account.
pub(crate) fn refusal(step: &Step<'_>, account: &Account) -> Option<Decision> {
    let role = step.header.actor.role;
    let may = EVENT.actors.contains(&role)
        && step.given.policy.lockout.unlockers(account.role()).contains(&role.as_str());
    (!may).then(|| Decision::deny("not-authorized"))
}
