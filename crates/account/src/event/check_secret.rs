//! `check-secret`: a program shows the account's secret.

use wicketgate_core::field::Fields;

use super::{EventType, Run};
use crate::{
    actor::Capacity,
    decision::Decision,
    state::Account,
    step::Step,
    token::{self, Holder},
};

pub(super) const EVENT: EventType = EventType {
    actors: &[Capacity::System],
    doc: "A program shows the account's secret; the organisation's is shown to the organisation.",
    members: token::MEMBERS,
    name: "check-secret",
    quiet: true,
    run: Run::Existing(run),
};

fn run(step: &mut Step<'_>, account: &mut Account, fields: &Fields<'_>) -> Decision {
    token::check(step, Holder::User, &account.id, account.secret.as_ref(), fields)
}
