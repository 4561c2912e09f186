//! `change-password`: the holder sets another password.

use wicketgate_core::field::{Field, Fields};

use super::{EventType, Run};
use crate::{
    actor::Capacity, decision::Decision, flow, password, proof, state::Account, step::Step,
};

pub(super) const EVENT: EventType = EventType {
    actors: &[Capacity::Holder],
    doc: "The holder sets another password: with a session and the current one, or where a sign-in asks for it.",
    members: &[
        Field::text("current", 4096)
            .optional()
            .doc("The current password, where a session proves who asks; the host verifies it."),
        proof::FLOW,
        Field::text("password", 4096).doc("The new password."),
        proof::SESSION,
    ],
    name: "change-password",
    quiet: false,
    run: Run::Existing(run),
};

fn run(step: &mut Step<'_>, account: &mut Account, fields: &Fields<'_>) -> Decision {
    if fields.text("flow").is_some() {
        return match flow::find(step, account, fields.text("flow")) {
            Some(begun) => password::by_flow(step, account, &begun),
            None => flow::ended(),
        };
    }
    match proof::session(step, account, fields) {
        Ok(session) => password::by_session(step, account, session, fields.text("current")),
        Err(refusal) => refusal,
    }
}
