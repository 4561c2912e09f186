//! `touch`: a session is used.

use wicketgate_core::field::{Default, Field, Fields};

use super::{EventType, Run};
use crate::{
    actor::Capacity, decision::Decision, session, state::Account, step::Step, time::after,
};

pub(super) const EVENT: EventType = EventType {
    actors: &[Capacity::Holder],
    doc: "A session is used. The state is the same as before, unless something that matters changed.",
    members: &[
        Field::flag("active")
            .or(Default::Flag(true))
            .doc("Whether somebody was active at the client, as it reports; the engine dates it."),
        Field::text("session", 128).doc("The session's token."),
    ],
    name: "touch",
    quiet: true,
    run: Run::Existing(run),
};

fn run(step: &mut Step<'_>, account: &mut Account, fields: &Fields<'_>) -> Decision {
    let Some(number) = session::find(step, account, fields.text("session")).map(|it| it.number)
    else {
        return session::ended(step, account, fields.text("session"));
    };
    let (now, every) = (step.now, step.given.policy.session.touch_every);
    let Some(session) = account.sessions.iter_mut().find(|it| it.number == number) else {
        return Decision::deny("reauthenticate");
    };
    if after(session.used, every) <= now {
        session.used = now;
    }
    if fields.flag("active") && after(session.active, every) <= now {
        session.active = now;
    }
    let limits = step.given.policy.session.of_channel(session.channel);
    let end = session.end(limits).map(|(at, _)| at);
    Decision::allow("session-live").until(end)
}
