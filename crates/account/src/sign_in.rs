//! From a proven identity to a session: what comes next is the engine's to say.

use wicketgate_core::field::Fields;

use crate::{
    attempt::Reservation,
    decision::{Decision, Outcome},
    flow, reserve,
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
}

/// The host verified the password of a sign-in.
pub(crate) fn settled(
    step: &mut Step<'_>,
    account: &mut Account,
    reservation: &Reservation,
    results: &Results,
) -> Decision {
    match results.get(reserve::CURRENT) {
        // The attempt never happened: nothing is counted, nothing is told.
        Answer::NotVerified => Decision::wait("not-verified", step.now),
        Answer::Mismatch => mismatch(step, account, reservation),
        Answer::Match if reservation.locked => {
            veiled(step, reserve::refused(account, reservation.counter.as_deref()))
        }
        Answer::Match => matched(step, account, reservation, results),
    }
}

/// Somebody whom a provider vouches for, or does not.
pub(crate) fn through(
    step: &mut Step<'_>,
    account: &mut Account,
    fields: &Fields<'_>,
    proven: Proven,
) -> Decision {
    let (provider, subject) = (fields.text("provider"), fields.text("subject"));
    if !fields.flag("verified") {
        return Decision::deny("not-verified").veil("refused");
    }
    let configured = &step.given.policy.sign_in.providers;
    if provider.is_some_and(|provider| !configured.iter().any(|name| name == provider)) {
        return Decision::deny("provider-not-configured");
    }
    let bound = account.bindings.iter().any(|bound| {
        Some(bound.provider.as_str()) == provider && Some(bound.subject.as_str()) == subject
    });
    if !bound {
        return Decision::deny("not-bound").veil("refused");
    }
    proceed(step, account, proven)
}

/// Somebody who asks for a link by mail.
pub(crate) fn mail(_: &mut Step<'_>, _: &mut Account, _: Channel) -> Decision {
    Decision::deny("method-not-allowed")
}

/// Goes on from a proven password or provider.
pub(crate) fn proceed(step: &mut Step<'_>, account: &mut Account, proven: Proven) -> Decision {
    let index = flow::begin(step, account, flow::Aim::SignIn, proven);
    flow::advance(step, account, index)
}

fn mismatch(step: &mut Step<'_>, account: &mut Account, reservation: &Reservation) -> Decision {
    let (policy, now) = (&step.given.policy.lockout, step.now);
    if reservation.locked {
        if let Some(name) = &reservation.counter {
            reserve::knock(step, account, name);
        }
        return veiled(step, reserve::refused(account, reservation.counter.as_deref()));
    }
    let Some(counter) = counter(account, reservation) else {
        return veiled(step, Decision::deny("wrong-password"));
    };
    if counter.fail(policy, now) {
        reserve::raised(step, account);
        return veiled(step, reserve::refused(account, reservation.counter.as_deref()));
    }
    let left = match counter.free(policy) {
        crate::lockout::Gate::Free(left) => Some(left),
        crate::lockout::Gate::Locked(_) => None,
    };
    let decision = Decision { attempts_left: left, ..Decision::deny("wrong-password") };
    veiled(step, decision)
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
            return veiled(step, Decision::deny("temporary-password-expired"));
        }
        if step.given.judged == Some(Judged::Refused) && password.change.is_none() {
            password.change = Some("weak".to_owned());
        }
    }
    let channel = reservation.channel.unwrap_or(Channel::Web);
    proceed(
        step,
        account,
        Proven { channel, device: reservation.device, factor: false, mail: false },
    )
}

/// A refusal as a stranger may see it.
fn veiled(step: &Step<'_>, decision: Decision) -> Decision {
    if step.is_uniform() && decision.outcome == Outcome::Deny {
        decision.veil("refused")
    } else {
        decision
    }
}
