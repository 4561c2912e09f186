//! `sign-out`: a session ends, or every session.

use wicketgate_core::field::{Default, Field, Fields};

use super::{EventType, Run};
use crate::{actor::Capacity, decision::Decision, proof, session, state::Account, step::Step};

pub(super) const EVENT: EventType = EventType {
    actors: &[Capacity::Holder, Capacity::OrgAdmin, Capacity::Owner, Capacity::Support],
    doc: "A session ends; every session of the account, where `everywhere` is set.",
    members: &[
        Field::flag("everywhere")
            .or(Default::Flag(false))
            .doc("Whether every session of the account ends."),
        proof::SESSION,
    ],
    name: "sign-out",
    quiet: false,
    run: Run::Existing(run),
};

fn run(step: &mut Step<'_>, account: &mut Account, fields: &Fields<'_>) -> Decision {
    let own = proof::session(step, account, fields);
    let number = match own {
        Err(refusal) if step.header.actor.role == Capacity::Holder => return refusal,
        own => own.ok(),
    };
    let everywhere = fields.flag("everywhere") || number.is_none();
    let sessions = std::mem::take(&mut account.sessions);
    for session in sessions {
        if everywhere || Some(session.number) == number {
            session::end(step, &session, "signed-out");
        } else {
            account.sessions.push(session);
        }
    }
    Decision::allow("signed-out")
}
