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
    let role = step.header.actor.role;
    if !step.given.policy.lockout.unlockers(account.role()).contains(&role.as_str()) {
        return Decision::deny("not-authorized");
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
