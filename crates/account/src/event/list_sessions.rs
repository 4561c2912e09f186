//! `list-sessions`: which sessions are live.

use wicketgate_core::field::Fields;

use super::{EventType, Run};
use crate::{actor::Capacity, decision::Decision, proof, session, state::Account, step::Step};

pub(super) const EVENT: EventType = EventType {
    actors: &[Capacity::Holder, Capacity::OrgAdmin, Capacity::Owner, Capacity::Support],
    doc: "Which sessions are live, for the holder and for administrators.",
    members: &[proof::SESSION],
    name: "list-sessions",
    quiet: true,
    run: Run::Existing(run),
};

fn run(step: &mut Step<'_>, account: &mut Account, fields: &Fields<'_>) -> Decision {
    match proof::session_or_authority(step, account, fields) {
        Ok(own) => Decision {
            sessions: session::list(account, &step.given.policy.session, own),
            ..Decision::allow("sessions-listed")
        },
        Err(refusal) => refusal,
    }
}
