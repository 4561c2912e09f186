//! `reset-user-secret`: the secret of an account's programs is made anew.

use wicketgate_core::field::Fields;

use super::{EventType, Run};
use crate::{
    actor::Capacity,
    decision::Decision,
    proof,
    state::Account,
    step::Step,
    token::{self, Holder},
};

pub(super) const EVENT: EventType = EventType {
    actors: &[Capacity::Holder, Capacity::OrgAdmin, Capacity::Owner, Capacity::Support],
    doc: "The secret of the account's programs is made anew; the old one is worth nothing at once.",
    members: &[proof::SESSION],
    name: "reset-user-secret",
    quiet: false,
    run: Run::Existing(run),
};

fn run(step: &mut Step<'_>, account: &mut Account, fields: &Fields<'_>) -> Decision {
    if step.header.actor.role == Capacity::Holder
        && let Err(refusal) = proof::session(step, account, fields)
    {
        return refusal;
    }
    let (issue, plain) = token::issue(step, Holder::User, &account.id);
    account.secret = Some(issue);
    let mut decision = Decision::allow("secret-reset");
    decision.issued.tokens.push(plain);
    decision
}
