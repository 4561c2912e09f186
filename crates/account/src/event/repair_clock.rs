//! `repair-clock`: support takes back a time that a broken clock set.

use wicketgate_core::field::Fields;

use super::{EventType, REPAIR_CLOCK, Run};
use crate::{
    actor::Capacity, authenticator, decision::Decision, session, state::Account, step::Step,
    time::after,
};

pub(super) const EVENT: EventType = EventType {
    actors: &[Capacity::Support],
    doc: "Support takes back a time that a broken clock set; a lock never ends sooner by it.",
    members: &[],
    name: REPAIR_CLOCK,
    quiet: false,
    run: Run::Existing(run),
};

/// What began while the clock was wrong has no end that means anything: it ends now, or begins now.
/// A lock alone keeps the end that it was given: an administrator ends it, never a clock.
fn run(step: &mut Step<'_>, account: &mut Account, _: &Fields<'_>) -> Decision {
    let now = step.given.now;
    account.mark = now;
    account.reserved.retain(|reservation| reservation.since <= now);
    account.flows.retain(|flow| flow.since <= now);
    let sessions = std::mem::take(&mut account.sessions);
    for mut session in sessions {
        if session.since > now {
            session::end(step, &session, "clock-repaired");
            continue;
        }
        session.used = session.used.min(now);
        session.active = session.active.min(now);
        account.sessions.push(session);
    }
    let trust = step.given.policy.second_factor.remember.unwrap_or_default();
    account.devices.retain(|device| device.until <= after(now, trust));
    for factor in &mut account.factors {
        authenticator::repair(step, factor);
    }
    for counter in account.counters.values_mut() {
        counter.repair(now);
    }
    if let Some(password) = &mut account.password {
        password.since = password.since.min(now);
        for older in &mut password.older {
            older.until = older.until.min(now);
        }
    }
    Decision::allow("clock-repaired")
}
