//! `reset-password`: whoever followed a link sets a new password.

use wicketgate_core::field::{Field, Fields};

use super::{EventType, Run};
use crate::{actor::Capacity, decision::Decision, password, state::Account, step::Step};

pub(super) const EVENT: EventType = EventType {
    actors: &[Capacity::Holder],
    doc: "Whoever followed a link sets a new password.",
    members: &[
        Field::text("password", 4096).doc("The new password."),
        Field::text("token", 128).doc("The token of the link."),
    ],
    name: "reset-password",
    quiet: false,
    run: Run::Existing(run),
};

fn run(step: &mut Step<'_>, account: &mut Account, fields: &Fields<'_>) -> Decision {
    password::reset(step, account, fields.text("token"))
}
