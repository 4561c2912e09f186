//! `reset-user-secret`: the secret of an account's programs is made anew.

use wicketgate_core::field::{Field, Fields};

use super::{EventType, Run};
use crate::{
    actor::Capacity,
    decision::Decision,
    session,
    state::Account,
    step::Step,
    token::{self, Holder},
};

pub(super) const EVENT: EventType = EventType {
    actors: &[Capacity::Holder, Capacity::OrgAdmin, Capacity::Owner, Capacity::Support],
    doc: "The secret of the account's programs is made anew; the old one is worth nothing at once.",
    members: &[Field::text("session", 128).optional().doc("The holder's session.")],
    name: "reset-user-secret",
    quiet: false,
    run: Run::Existing(run),
};

fn run(step: &mut Step<'_>, account: &mut Account, fields: &Fields<'_>) -> Decision {
    let is_holder = step.header.actor.role == Capacity::Holder;
    if is_holder && session::find(step, account, fields.text("session")).is_none() {
        return session::ended(step, account, fields.text("session"));
    }
    let (issue, plain) = token::issue(step, Holder::User, &account.id);
    account.secret = Some(issue);
    let mut decision = Decision::allow("secret-reset");
    decision.issued.tokens.push(plain);
    decision
}
