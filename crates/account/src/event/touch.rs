//! `touch`: a session is used.

use wicketgate_core::field::{Default, Field, Fields};

use super::{EventType, Run};
use crate::{
    actor::Capacity,
    decision::{CookieInstruction, Decision},
    password,
    policy::Cookie,
    session::{self, Channel},
    state::Account,
    step::Step,
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
    let (now, policy) = (step.now, &step.given.policy.session);
    let Some(session) = account.sessions.iter_mut().find(|it| it.number == number) else {
        return Decision::deny("reauthenticate");
    };
    let limits = policy.of_channel(session.channel);
    let written = session::touch(session, policy, fields.flag("active"), now);
    let end = session.end(limits).map(|(at, _)| at);
    let mut decision = Decision::allow("session-live").until(end);
    let kept = limits.cookie == Some(Cookie::Persistent) && limits.idle.is_some();
    if written && session.channel == Channel::Web && kept {
        // The session lives longer now, and so must its cookie.
        let max_age = session.cookie_age(limits, now);
        decision.issued.cookie = Some(CookieInstruction { max_age });
    }
    password::warn(step, account, decision)
}
