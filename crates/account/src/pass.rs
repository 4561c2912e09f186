//! What time alone does to an account, before each event and at its deadline.

use wicketgate_core::Timestamp;

use crate::{
    attempt, backup, challenge, lockout::Counter, policy::Sections, reserve, session,
    state::Account, step::Step, time::earlier,
};

/// Ends what has ended. What is repeated, or comes late, changes nothing more.
pub(crate) fn pass(step: &mut Step<'_>, account: &mut Account) {
    let (now, policy) = (step.now, step.given.policy);
    abandon(step, account);
    for counter in account.counters.values_mut() {
        counter.pass(&policy.lockout, now);
    }
    account.counters.retain(|_, counter| *counter != Counter::new());
    for guard in account.guards.values_mut() {
        guard.pass(now);
    }
    account.guards.retain(|_, guard| !guard.is_clear());
    account.devices.retain(|device| device.until > now);
    end_sessions(step, account);
    let Account { flows, sessions, .. } = account;
    let live = |session: u64| sessions.iter().any(|it| it.number == session);
    flows.retain(|flow| flow.until > now && flow.session.is_none_or(live));
    challenge::pass(step, account);
    backup::pass(step, account);
}

/// When time next does something.
pub(crate) fn deadline(account: &Account, policy: &Sections) -> Option<Timestamp> {
    let counters = account.counters.values().filter_map(Counter::deadline);
    let guards = account.guards.values().filter_map(|guard| guard.deadline());
    let flows = account.flows.iter().map(|flow| flow.deadline());
    let devices = account.devices.iter().map(|device| device.until);
    let reserved = account.reserved.iter().map(attempt::Reservation::until);
    let sessions = account.sessions.iter();
    let sessions = sessions
        .filter_map(|session| Some(session.end(policy.session.of_channel(session.channel))?.0));
    let all = counters.chain(guards).chain(flows).chain(devices).chain(reserved).chain(sessions);
    all.fold(None, |first, at| earlier(first, Some(at)))
}

/// Voids the attempts that nobody settled, or counts them where the policy says so: each at the time
/// when it became void, however late this comes.
fn abandon(step: &mut Step<'_>, account: &mut Account) {
    let (now, policy) = (step.now, &step.given.policy.lockout);
    let (kept, mut abandoned): (Vec<_>, Vec<_>) =
        std::mem::take(&mut account.reserved).into_iter().partition(|it| it.until() > now);
    account.reserved = kept;
    if !policy.abandoned_fail {
        return;
    }
    abandoned.sort_by_key(attempt::Reservation::until);
    for reservation in abandoned {
        let until = reservation.until();
        let Some(name) = reservation.counter else { continue };
        let counter = account.counters.entry(name.clone()).or_insert_with(Counter::new);
        counter.pass(policy, until);
        let raised = if reservation.locked {
            counter.knock(policy, until)
        } else {
            counter.fail(policy, until)
        };
        if raised {
            reserve::raised(step, account, &name);
        }
    }
}

fn end_sessions(step: &mut Step<'_>, account: &mut Account) {
    let (now, policy) = (step.now, &step.given.policy.session);
    let sessions = std::mem::take(&mut account.sessions);
    for session in sessions {
        let end = session.end(policy.of_channel(session.channel));
        match end.filter(|(at, _)| *at <= now) {
            None => account.sessions.push(session),
            Some((_, why)) => {
                session::end(step, &session, why.code());
                step.ended.push((session.token, why));
            }
        }
    }
}
