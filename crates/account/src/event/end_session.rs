//! `end-session`: one session ends, by its id.

use wicketgate_core::field::{Field, Fields};

use super::{EventType, Run};
use crate::{actor::Capacity, decision::Decision, proof, session, state::Account, step::Step};

pub(super) const EVENT: EventType = EventType {
    actors: &[Capacity::Holder, Capacity::OrgAdmin, Capacity::Owner, Capacity::Support],
    doc: "One session ends, by its id: the holder ends one of the own, an administrator one of somebody else.",
    members: &[
        Field::text("target", 20).doc("The session's id, as `list-sessions` tells it."),
        proof::SESSION,
    ],
    name: "end-session",
    quiet: false,
    run: Run::Existing(run),
};

fn run(step: &mut Step<'_>, account: &mut Account, fields: &Fields<'_>) -> Decision {
    let own = match proof::session_or_authority(step, account, fields) {
        Ok(own) => own,
        Err(refusal) => return refusal,
    };
    let number = fields.text("target").and_then(|number| number.parse::<u64>().ok());
    let at = account.sessions.iter().position(|session| Some(session.number) == number);
    let Some(at) = at else { return Decision::deny("unknown-session") };
    let session = account.sessions.remove(at);
    let because = if own.is_some() { "signed-out" } else { "ended-by-administrator" };
    session::end(step, &session, because);
    Decision::allow("session-ended")
}
