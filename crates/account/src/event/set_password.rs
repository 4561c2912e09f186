//! `set-password`: an administrator sets a password for somebody else.

use wicketgate_core::field::{Default, Field, Fields};

use super::{EventType, Run};
use crate::{actor::Capacity, decision::Decision, password, proof, state::Account, step::Step};

pub(super) const EVENT: EventType = EventType {
    actors: &[Capacity::OrgAdmin, Capacity::Owner, Capacity::Support],
    doc: "An administrator sets a password for somebody else; a lock stays as it is.",
    members: &[
        Field::text("password", 4096).doc("The new password."),
        Field::flag("temporary")
            .or(Default::Flag(true))
            .doc("Whether it must be changed at the next sign-in, and holds for a while only."),
    ],
    name: "set-password",
    quiet: false,
    run: Run::Existing(run),
};

fn run(step: &mut Step<'_>, account: &mut Account, fields: &Fields<'_>) -> Decision {
    match refusal(step, account) {
        Some(refusal) => refusal,
        None => password::by_administrator(step, account, fields.flag("temporary")),
    }
}

/// Why whoever acts may set no password for this account.
pub(crate) fn refusal(step: &Step<'_>, account: &Account) -> Option<Decision> {
    if !EVENT.actors.contains(&step.header.actor.role) {
        return Some(Decision::deny("not-authorized"));
    }
    proof::authority(step, account).or_else(|| password::bars_administrator(step, account))
}
