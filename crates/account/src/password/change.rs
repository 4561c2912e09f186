//! A new password: whether it may be set now, what the host verifies first, what follows from it.

use wicketgate_core::{
    Code, Secret,
    param::{Param, Params},
};

use super::{Password, history};
use crate::{
    actor::Role,
    attempt::{Purpose, Reservation},
    decision::Decision,
    device,
    effect::Action,
    flow::{self, Aim, Begun, Flow},
    reserve::{self, Wish},
    session,
    settle::{self, Answer, Results},
    sign_in,
    state::Account,
    step::{Judged, Step},
    time::after,
};

/// Whoever has a session asks for another password.
pub(crate) fn by_session(
    step: &mut Step<'_>,
    account: &mut Account,
    session: u64,
    current: Option<&str>,
) -> Decision {
    if account.password.is_none() {
        return Decision::deny("no-password").then("forgot-password", None);
    }
    if current.is_none() {
        return Decision::deny("current-password-needed");
    }
    if let Some(refusal) = refusal(step, account, None) {
        return refusal;
    }
    let within = Some(session);
    let mut wish = wish(step, account, Purpose::ChangePassword, within);
    wish.counted = true;
    wish.hashes.extend(reserve::current(account));
    reserve::attempt(step, account, wish)
}

/// Whoever must change the password before a session sets another one; the current one was proven
/// a moment ago.
pub(crate) fn by_flow(step: &mut Step<'_>, account: &mut Account, begun: &Begun) -> Decision {
    let flow = account.flows.iter().find(|flow| flow.number == begun.number);
    // SECURITY: the second factor comes first, whatever the client asks for.
    if !flow.is_some_and(|flow| flow.factor && flow.change.is_some()) {
        return Decision::deny("not-asked-for");
    }
    if let Some(refusal) = refusal(step, account, Some("forced")) {
        return refusal;
    }
    let wish = wish(step, account, Purpose::ChangePassword, Some(begun.number));
    reserve::attempt(step, account, wish)
}

/// Whoever followed a link sets another password.
pub(super) fn by_link(step: &mut Step<'_>, account: &mut Account, flow: u64) -> Decision {
    if let Some(refusal) = refusal(step, account, Some("recovery")) {
        return refusal;
    }
    let wish = wish(step, account, Purpose::ResetPassword, Some(flow));
    reserve::attempt(step, account, wish)
}

/// An administrator sets a password for somebody else.
///
/// Earlier passwords are not held against it: an administrator could find out by it what somebody
/// else's password was.
pub(crate) fn by_administrator(
    step: &mut Step<'_>,
    account: &mut Account,
    temporary: bool,
) -> Decision {
    let mut wish = wish(step, account, Purpose::SetPassword, None);
    wish.hashes.clear();
    wish.temporary = temporary;
    reserve::attempt(step, account, wish)
}

/// Why no administrator sets another password now.
pub(crate) fn bars_administrator(step: &Step<'_>, account: &Account) -> Option<Decision> {
    refusal(step, account, Some("administrator"))
}

/// Why the holder sets no other password by a session now.
pub(crate) fn bars_holder(step: &Step<'_>, account: &Account) -> Option<Decision> {
    if account.password.is_none() {
        return Some(Decision::deny("no-password").then("forgot-password", None));
    }
    refusal(step, account, None)
}

/// The host verified what a change asked for, and hashed the new password.
pub(crate) fn settled(
    step: &mut Step<'_>,
    account: &mut Account,
    reservation: &Reservation,
    results: &Results,
) -> Decision {
    if !is_wanted_still(account, reservation) {
        return Decision::deny("attempt-void").veil("refused");
    }
    let answers = reservation.names.iter().map(|name| (name.as_str(), results.get(name)));
    if answers.clone().any(|(_, answer)| answer == Answer::NotVerified) {
        return Decision::wait("not-verified", step.now);
    }
    if answers.clone().any(|it| it == (reserve::CURRENT, Answer::Mismatch)) {
        return sign_in::mismatch(step, account, reservation);
    }
    if reservation.locked {
        return reserve::refused(account, reservation.counter.as_deref());
    }
    let policy = &step.given.policy.lockout;
    if let Some(counter) = settle::counter(account, reservation) {
        counter.succeed(policy);
    }
    let reused = |(name, answer)| history::is_name(name) && answer == Answer::Match;
    if answers.clone().any(reused) {
        return Decision::deny("reused");
    }
    let Some(hash) = results.hash.clone() else {
        return Decision::wait("not-hashed", step.now);
    };
    set(step, account, reservation, hash);
    match (reservation.purpose, reservation.within) {
        (Purpose::ChangePassword, Some(number))
            if account.flows.iter().any(|flow| flow.number == number) =>
        {
            flow::advance(step, account, Begun { number, token: None })
        }
        (Purpose::SetPassword, _) => Decision::allow("password-set"),
        (Purpose::ResetPassword, _) => Decision::allow("password-changed").then("sign-in", None),
        _ => Decision::allow("password-changed"),
    }
}

/// Why another password is not even verified.
fn refusal(step: &Step<'_>, account: &Account, exempt: Option<&str>) -> Option<Decision> {
    match step.given.judged {
        Some(Judged::Accepted) => {}
        Some(Judged::Refused) => return Some(Decision::deny("password-refused")),
        // Nobody judged it, or a list has yet to be asked.
        Some(Judged::Undecided) | None => return Some(Decision::deny("undecided")),
    }
    let lifecycle = &step.given.policy.lifecycle;
    let until = account.password.as_ref()?.held_until(lifecycle);
    let is_exempt = exempt.is_some_and(|change| lifecycle.min_age_exempt.contains(&change));
    // A password that must be changed is not held back: nothing but its change is left to do.
    let forced =
        lifecycle.min_age_exempt.contains(&"forced") && super::must_change(step, account).is_some();
    (until > step.now && !is_exempt && !forced)
        .then(|| Decision::deny("min-age").until(Some(until)))
}

fn wish(step: &Step<'_>, account: &Account, purpose: Purpose, within: Option<u64>) -> Wish {
    let policy = step.given.policy.lifecycle.history.as_ref();
    let hashes = match (&account.password, policy) {
        (Some(password), Some(policy)) => history::hashes(password, policy, step.now),
        _ => Vec::new(),
    };
    Wish { hashes, within, ..Wish::of(purpose) }
}

/// Whether the session or the flow is there still that an attempt belongs to.
fn is_wanted_still(account: &Account, reservation: &Reservation) -> bool {
    reservation.within.is_none_or(|number| {
        account.sessions.iter().any(|session| session.number == number)
            || account.flows.iter().any(|flow| flow.number == number)
    })
}

/// Sets a password, and ends whatever the one before it opened.
fn set(step: &mut Step<'_>, account: &mut Account, reservation: &Reservation, hash: Secret) {
    let lifecycle = &step.given.policy.lifecycle;
    let older = account
        .password
        .as_ref()
        .map(|password| history::keep(password, lifecycle.history.as_ref(), step.now));
    let temporary = reservation.temporary;
    let life = if temporary { lifecycle.temporary_life } else { None };
    account.password = Some(Password {
        change: temporary.then(|| "temporary".to_owned()),
        hash,
        older: older.unwrap_or_default(),
        since: step.now,
        until: life.map(|life| after(step.now, life)),
    });
    // SECURITY: whatever was reserved or begun with the password before is worth nothing now.
    account.reserved.clear();
    let within = reservation.within;
    let own = |flow: &Flow| within.is_some_and(|it| it == flow.number || flow.session == Some(it));
    account.flows.retain(|flow| [Aim::Session, Aim::SignIn].contains(&flow.aim) && own(flow));
    for flow in &mut account.flows {
        flow.change = None;
    }
    device::revoke_all(step, account);
    if step.given.policy.session.ends_on.contains(&"password-change") {
        session::end_all(step, account, "password-changed", within);
    }
    if reservation.purpose == Purpose::ResetPassword {
        after_recovery(step, account);
    }
    tell(step, account, reservation.purpose);
}

/// What a mailbox that was proven does to counts of failures.
///
/// A count that has not come to a lock was of guesses at the password that is no more. A lock ends
/// only where the policy lets the holder unlock by mail: a link must not undo what waits for an
/// administrator.
fn after_recovery(step: &Step<'_>, account: &mut Account) {
    let policy = &step.given.policy.lockout;
    let by_mail = policy.unlockers(account.role()).contains(&"self-by-mail");
    account.counters.retain(|_, counter| counter.lock.is_some() && !by_mail);
}

fn tell(step: &mut Step<'_>, account: &Account, purpose: Purpose) {
    let message = Code::new("password-changed");
    let to = account.email.clone();
    step.effect(Action::Notify {
        audience: "account",
        message: message.clone(),
        params: Params::new(),
        to,
    });
    let by_holder = purpose != Purpose::SetPassword;
    if step.given.policy.lifecycle.notify_admin && by_holder && account.role() == Role::Member {
        let mut params = Params::new();
        params.insert("account", Param::Text(account.id.clone().into()));
        step.effect(Action::Notify { audience: "administrators", message, params, to: None });
    }
}
