//! From a proven identity to a session: what comes next is the engine's to say.

use wicketgate_core::field::Fields;

use crate::{
    attempt::Reservation,
    binding::{self, Bound},
    decision::{Decision, Outcome},
    flow::{self, Aim},
    link,
    lockout::{Counter, Gate, counter_name},
    reserve,
    session::Channel,
    settle::{Answer, Results, counter},
    state::Account,
    step::{Judged, Step},
};

/// What was proved, and where.
#[derive(Clone, Copy)]
pub(crate) struct Proven {
    pub(crate) channel: Channel,
    /// The trusted browser that it came from, by number.
    pub(crate) device: Option<u64>,
    /// Whether no second factor is asked for any more.
    pub(crate) factor: bool,
    /// Whether it was the mailbox: a code by e-mail proves nothing more then.
    pub(crate) mail: bool,
    /// Whether it was the password.
    pub(crate) password: bool,
}

impl Proven {
    /// Nothing yet.
    pub(crate) const fn nothing(channel: Channel) -> Self {
        Self { channel, device: None, factor: false, mail: false, password: false }
    }
}

/// The host verified the password of a sign-in.
pub(crate) fn settled(
    step: &mut Step<'_>,
    account: &mut Account,
    reservation: &Reservation,
    results: &Results,
) -> Decision {
    let decision = match results.get(reserve::CURRENT) {
        // The attempt never happened: nothing is counted, nothing is told.
        Answer::NotVerified => return Decision::wait("not-verified", step.now),
        Answer::Mismatch => mismatch(step, account, reservation),
        // SECURITY: a right password tells nothing while the account is locked.
        Answer::Match if reservation.locked => {
            reserve::refused(account, reservation.counter.as_deref())
        }
        Answer::Match => return matched(step, account, reservation, results),
    };
    veiled(step, decision)
}

/// Somebody whom a provider vouches for, or does not.
///
/// A binding tells that an account exists, but only to whoever the provider vouches for.
pub(crate) fn through(
    step: &mut Step<'_>,
    state: &mut Option<Account>,
    fields: &Fields<'_>,
    proven: Proven,
) -> Decision {
    let (provider, subject) = (fields.text("provider"), fields.text("subject"));
    let (Some(provider), Some(subject)) = (provider, subject) else {
        return Decision::deny("subject-needed");
    };
    if let Some(refusal) = binding::refusal(step, provider) {
        return refusal;
    }
    let verified = fields.flag("verified");
    let bound = |account: &&mut Account| account.bindings.iter().any(|it| it.is(provider, subject));
    let Some(account) = state.as_mut().filter(bound) else {
        return if verified {
            binding::needed(step, provider, subject)
        } else {
            Decision::deny("not-verified").veil("refused")
        };
    };
    if let Some(refusal) = barred(step, account, fields.choice("method"), verified) {
        return refusal;
    }
    if !verified {
        return Decision::deny("not-verified").veil("refused");
    }
    proceed(step, account, proven, None)
}

/// Somebody who asks for a link by mail.
pub(crate) fn mail(step: &mut Step<'_>, account: &mut Account, channel: Channel) -> Decision {
    match lock_of(step, account, "email-on-file") {
        Some(_) if step.is_uniform() => link::asked("locked"),
        Some(name) => reserve::refused(account, Some(&name)),
        None => link::send_for(step, account, Aim::Link, channel),
    }
}

/// Somebody who followed a link that was sent to sign in.
pub(crate) fn entered(
    step: &mut Step<'_>,
    account: &mut Account,
    token: Option<&str>,
    device: Option<u64>,
) -> Decision {
    let Some(begun) = flow::find_of(step, account, Aim::Link, token) else { return link::void() };
    if let Some(name) = lock_of(step, account, "email-on-file") {
        return reserve::refused(account, Some(&name));
    }
    let followed = account.flows.iter().position(|flow| flow.number == begun.number);
    let followed = followed.map(|at| account.flows.remove(at));
    let channel = followed.map_or(Channel::Web, |flow| flow.channel);
    let proven = Proven { device, mail: true, ..Proven::nothing(channel) };
    let begun = flow::begin(step, account, Aim::SignIn, proven);
    flow::advance(step, account, begun)
}

/// Goes on from a proven password or provider.
fn proceed(
    step: &mut Step<'_>,
    account: &mut Account,
    proven: Proven,
    bind: Option<Bound>,
) -> Decision {
    let begun = flow::begin(step, account, Aim::SignIn, proven);
    if let Some(flow) = flow::get(account, begun.number) {
        flow.bind = bind;
    }
    flow::advance(step, account, begun)
}

/// The name of the counter whose lock bars a method, if one does.
fn lock_of(step: &Step<'_>, account: &Account, method: &str) -> Option<String> {
    let policy = &step.given.policy.lockout;
    if !policy.counts(method) {
        return None;
    }
    let name = counter_name(step, account, None);
    account.counters.get(&name)?.lock.is_some().then_some(name)
}

/// Why a method does not open the account that is counted and barred like a password.
fn barred(
    step: &mut Step<'_>,
    account: &mut Account,
    method: &str,
    verified: bool,
) -> Option<Decision> {
    let policy = &step.given.policy.lockout;
    if !policy.counts(method) {
        return None;
    }
    if let Some(name) = lock_of(step, account, method) {
        let decision = reserve::refused(account, Some(&name));
        return Some(if verified { decision } else { veiled(step, decision) });
    }
    let name = counter_name(step, account, None);
    let counter = account.counters.entry(name.clone()).or_insert_with(Counter::new);
    if verified {
        counter.succeed(policy);
    } else if counter.fail(policy, step.now) {
        reserve::raised(step, account, &name);
    }
    None
}

/// The current password was another one: a failure, wherever it was asked for.
pub(crate) fn mismatch(
    step: &mut Step<'_>,
    account: &mut Account,
    reservation: &Reservation,
) -> Decision {
    let (policy, now) = (&step.given.policy.lockout, step.now);
    let Some(name) = reservation.counter.as_deref() else {
        return Decision::deny("wrong-password");
    };
    if reservation.locked {
        reserve::knock(step, account, name);
        return reserve::refused(account, Some(name));
    }
    let Some(counter) = counter(account, reservation) else {
        return Decision::deny("wrong-password");
    };
    let raised = counter.fail(policy, now);
    let gate = counter.free(policy);
    if raised {
        reserve::raised(step, account, name);
    }
    match gate {
        Gate::Locked => reserve::refused(account, Some(name)),
        Gate::Free(left) => {
            Decision { attempts_left: Some(left), ..Decision::deny("wrong-password") }
        }
    }
}

fn matched(
    step: &mut Step<'_>,
    account: &mut Account,
    reservation: &Reservation,
    results: &Results,
) -> Decision {
    let policy = &step.given.policy.lockout;
    if let Some(counter) = counter(account, reservation) {
        counter.succeed(policy);
    }
    if let Some(password) = &mut account.password {
        if let Some(hash) = &results.hash {
            password.hash = hash.clone();
        }
        if password.until.is_some_and(|until| until <= step.now) {
            return Decision::deny("temporary-password-expired").then("forgot-password", None);
        }
        if step.given.judged == Some(Judged::Refused) && password.change.is_none() {
            password.change = Some("weak".to_owned());
        }
    }
    let proven = Proven {
        device: reservation.device,
        password: true,
        ..Proven::nothing(reservation.channel.unwrap_or(Channel::Web))
    };
    proceed(step, account, proven, reservation.bind.clone())
}

/// A refusal as a stranger may see it.
fn veiled(step: &Step<'_>, decision: Decision) -> Decision {
    if step.is_uniform() && decision.outcome == Outcome::Deny {
        decision.veil("refused")
    } else {
        decision
    }
}
