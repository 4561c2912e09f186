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
    if let Some(refusal) = refusal(step, account) {
        return refusal;
    }
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

/// Why whoever acts may end no session of this account; the holder is asked for one of the own.
pub(crate) fn refusal(step: &Step<'_>, account: &Account) -> Option<Decision> {
    let role = step.header.actor.role;
    if !EVENT.actors.contains(&role) {
        return Some(Decision::deny("not-authorized"));
    }
    if role == Capacity::Holder { None } else { proof::authority(step, account) }
}
