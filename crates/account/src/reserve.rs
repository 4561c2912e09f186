//! Reserving an attempt: the gate before the costly part.

use wicketgate_core::{Code, param::Params};

use crate::{
    attempt::{self, Purpose, Reservation},
    binding::Bound,
    decision::{Decision, Outcome, Plain, Stored, Verify},
    effect::Action,
    flow::Aim,
    link,
    lockout::{Counter, Gate, counter_name},
    session::Channel,
    state::Account,
    step::Step,
    time::after,
};

/// What an attempt is wanted for.
pub(crate) struct Wish {
    pub(crate) bind: Option<Bound>,
    pub(crate) channel: Option<Channel>,
    /// Whether the failure of it is counted.
    pub(crate) counted: bool,
    pub(crate) device: Option<u64>,
    pub(crate) hashes: Vec<Stored>,
    pub(crate) purpose: Purpose,
    pub(crate) temporary: bool,
    pub(crate) within: Option<u64>,
}

impl Wish {
    /// A wish of which nothing is known but its purpose.
    pub(crate) const fn of(purpose: Purpose) -> Self {
        Self {
            bind: None,
            channel: None,
            counted: false,
            device: None,
            hashes: Vec::new(),
            purpose,
            temporary: false,
            within: None,
        }
    }
}

/// Reserves an attempt to sign in by the account's password, or says why there is none.
pub(crate) fn password(step: &mut Step<'_>, account: &mut Account, wish: Wish) -> Decision {
    match current(account) {
        None => decoy(step, "no-password"),
        Some(hash) => attempt(step, account, Wish { counted: true, hashes: vec![hash], ..wish }),
    }
}

/// The account's own hash, for the password that is given as the current one.
pub(crate) fn current(account: &Account) -> Option<Stored> {
    let hash = Plain::of(&account.password.as_ref()?.hash);
    Some(Stored { against: "current", hash, name: CURRENT.to_owned() })
}

/// Reserves an attempt, or says why there is none.
pub(crate) fn attempt(step: &mut Step<'_>, account: &mut Account, wish: Wish) -> Decision {
    let policy = &step.given.policy.lockout;
    let counted = wish.counted && policy.counts("password");
    let name = counted.then(|| counter_name(step, account, wish.device));
    let gate = match name.as_ref().and_then(|name| account.counters.get(name)) {
        Some(counter) => counter.free(policy),
        None => Counter::new().free(policy),
    };
    let is_locked = matches!(gate, Gate::Locked);
    if is_locked && policy.right_counts_while_locked {
        let name = name.unwrap_or_default();
        knock(step, account, &name);
        return locked(step, account, wish.purpose, &name);
    }
    let free = match gate {
        Gate::Free(free) => free,
        // What is verified of a locked account tells nothing, and is bounded like everything else.
        Gate::Locked => u32::MAX,
    };
    if let Some(refusal) = full(step, account, name.as_deref(), free) {
        return refusal;
    }
    let number = account.number();
    account.reserved.push(Reservation {
        bind: wish.bind,
        channel: wish.channel,
        counter: name,
        device: wish.device,
        locked: is_locked,
        names: wish.hashes.iter().map(|stored| stored.name.clone()).collect(),
        number,
        purpose: wish.purpose,
        since: step.now,
        temporary: wish.temporary,
        within: wish.within,
    });
    verify(step, number, wish.hashes, wish.purpose != Purpose::SignIn)
}

/// Full by reservations is not locked: the first of them to end makes room.
fn full(step: &Step<'_>, account: &Account, name: Option<&str>, free: u32) -> Option<Decision> {
    let all = account.reserved.iter();
    let counted = all.clone().filter(|it| name.is_some() && it.counter.as_deref() == name);
    let free = usize::try_from(free).unwrap_or(usize::MAX);
    let first = if counted.clone().count() >= free {
        counted.map(Reservation::until).min()
    } else if account.reserved.len() >= attempt::MOST {
        all.map(Reservation::until).min()
    } else {
        return None;
    };
    Some(Decision::wait("busy", first.unwrap_or(step.now)))
}

/// Has the host verify a hash that no password has, so that nothing can be told from the time.
///
/// SECURITY: an unknown account, and a locked one, cost what every other costs.
pub(crate) fn decoy(step: &Step<'_>, reason: &'static str) -> Decision {
    let hash = Plain::of(&step.given.decoy);
    let hashes = vec![Stored { against: "current", hash, name: CURRENT.to_owned() }];
    let mut decision = verify(step, 0, hashes, false);
    decision.internal.reason = Code::new(reason);
    decision
}

/// The answer while the account is locked: to a stranger, what a wrong password would be told.
fn locked(step: &Step<'_>, account: &Account, purpose: Purpose, counter: &str) -> Decision {
    if step.is_uniform() && purpose == Purpose::SignIn {
        return decoy(step, "locked");
    }
    refused(account, Some(counter))
}

/// What is said of a lock where it may be said.
pub(crate) fn refused(account: &Account, counter: Option<&str>) -> Decision {
    let lock = counter.and_then(|name| account.counters.get(name)?.lock.as_ref());
    let until = lock.and_then(|lock| lock.until);
    let decision = Decision::deny("locked").until(until);
    match (lock, until) {
        (Some(_), None) => decision.then("unlock", None),
        _ => decision,
    }
}

/// Counts an attempt while the account is locked.
pub(crate) fn knock(step: &mut Step<'_>, account: &mut Account, name: &str) {
    let (policy, now) = (&step.given.policy.lockout, step.now);
    let counter = account.counters.entry(name.to_owned()).or_insert_with(Counter::new);
    if counter.knock(policy, now) {
        raised(step, account, name);
    }
}

/// What follows from a lock that a counter just raised.
pub(crate) fn raised(step: &mut Step<'_>, account: &mut Account, name: &str) {
    step.note("locked", "too-many-failures", Params::new());
    let policy = &step.given.policy.lockout;
    if account.counters.get_mut(name).is_some_and(Counter::tells) {
        step.effect(Action::Notify {
            audience: "account",
            message: Code::new("account-locked"),
            params: Params::new(),
            to: account.email.clone(),
        });
        if policy.unlockers(account.role()).contains(&"self-by-mail") {
            link::send(step, account, Aim::Unlock);
        }
    }
    if policy.end_sessions {
        crate::session::end_all(step, account, "locked", None);
    }
}

fn verify(step: &Step<'_>, attempt: u64, hashes: Vec<Stored>, hash_new: bool) -> Decision {
    let expires = after(step.now, attempt::LIFE);
    Decision {
        verify: Some(Verify { attempt, expires, hash_new, hashes }),
        ..Decision::new(Outcome::Verify, "verify")
    }
}

/// The name of the hash of the account's own password.
pub(crate) const CURRENT: &str = "current";
