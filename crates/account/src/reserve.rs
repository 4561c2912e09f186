//! Reserving an attempt: the gate before the costly part.

use std::net::IpAddr;

use wicketgate_core::{Code, param::Params};

use crate::{
    attempt::{self, Purpose, Reservation},
    decision::{Decision, Outcome, Plain, Stored, Verify},
    effect::Action,
    lockout::{Counter, Gate},
    policy::Scope,
    session::Channel,
    state::Account,
    step::Step,
    time::after,
};

/// What an attempt is wanted for.
#[derive(Clone, Copy)]
pub(crate) struct Wish {
    pub(crate) channel: Option<Channel>,
    pub(crate) device: Option<u64>,
    pub(crate) purpose: Purpose,
    pub(crate) within: Option<u64>,
}

/// Reserves an attempt at the account's password, or says why there is none.
pub(crate) fn password(step: &mut Step<'_>, account: &mut Account, wish: Wish) -> Decision {
    let Some(hash) = account.password.as_ref().map(|password| Plain::of(&password.hash)) else {
        return decoy(step, "no-password");
    };
    let policy = &step.given.policy.lockout;
    let counted = policy.applies_to.contains(&"password") && !policy.stages.is_empty();
    let name = counted.then(|| counter_name(step, account, wish.device));
    let counter = name.as_ref().map_or_else(Counter::new, |name| {
        account.counters.get(name).cloned().unwrap_or_else(Counter::new)
    });
    let locked = match counter.free(policy) {
        Gate::Locked(until) => {
            if policy.right_counts_while_locked {
                knock(step, account, name.as_deref().unwrap_or_default());
                return locked(step, account, name.as_deref());
            }
            let _ = until;
            true
        }
        Gate::Free(free) => {
            let reserved = account.reserved.iter().filter(|it| it.counter == name);
            let count = reserved.clone().count();
            let most = usize::try_from(free).unwrap_or(usize::MAX).min(attempt::MOST);
            if count >= most {
                // Full by reservations is not locked: the first to end makes room.
                let first = reserved.map(Reservation::until).min().unwrap_or(step.now);
                return Decision::wait("busy", first);
            }
            false
        }
    };
    if account.reserved.len() >= attempt::MOST {
        let first = account.reserved.iter().map(Reservation::until).min();
        return Decision::wait("busy", first.unwrap_or(step.now));
    }
    let number = account.number();
    account.reserved.push(Reservation {
        channel: wish.channel,
        counter: name,
        device: wish.device,
        locked,
        names: vec![CURRENT.to_owned()],
        number,
        purpose: wish.purpose,
        since: step.now,
        within: wish.within,
    });
    let hashes = vec![Stored { against: "current", hash, name: CURRENT.to_owned() }];
    verify(step, number, hashes)
}

/// Has the host verify a hash that no password has, so that nothing can be told from the time.
///
/// SECURITY: an unknown account, and a locked one, cost what every other costs.
pub(crate) fn decoy(step: &Step<'_>, reason: &'static str) -> Decision {
    let hash = Plain::of(&step.given.decoy);
    let hashes = vec![Stored { against: "current", hash, name: CURRENT.to_owned() }];
    let mut decision = verify(step, 0, hashes);
    decision.internal.reason = Code::new(reason);
    decision
}

/// The answer while the account is locked.
pub(crate) fn locked(step: &Step<'_>, account: &Account, counter: Option<&str>) -> Decision {
    if step.is_uniform() {
        return decoy(step, "locked");
    }
    refused(account, counter)
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
        raised(step, account);
    }
}

/// What follows from a lock that was just raised.
pub(crate) fn raised(step: &mut Step<'_>, account: &mut Account) {
    step.note("locked", "too-many-failures", Params::new());
    step.effect(Action::Notify {
        audience: "account",
        message: Code::new("account-locked"),
        params: Params::new(),
        to: account.email.clone(),
    });
    if step.given.policy.lockout.end_sessions {
        crate::session::end_all(step, account, "locked", None);
    }
}

fn verify(step: &Step<'_>, attempt: u64, hashes: Vec<Stored>) -> Decision {
    Decision {
        verify: Some(Verify {
            attempt,
            expires: after(step.now, attempt::LIFE),
            hash_new: false,
            hashes,
        }),
        ..Decision::new(Outcome::Verify, "verify")
    }
}

/// What counts an attempt: the account, or the account seen from somewhere.
fn counter_name(step: &Step<'_>, account: &Account, device: Option<u64>) -> String {
    let hashed = |ip: IpAddr| {
        let seal = step.given.keys.seal("address", &account.id, &ip.to_canonical().to_string());
        seal.hash.reveal().get(..16).unwrap_or_default().to_owned()
    };
    match step.given.policy.lockout.per {
        Scope::Account => ACCOUNT.to_owned(),
        Scope::Familiarity => if device.is_some() { "familiar" } else { "unfamiliar" }.to_owned(),
        Scope::Address => {
            let name = step.header.ip.map_or_else(|| ELSEWHERE.to_owned(), hashed);
            // SECURITY: counters are bounded, and none is given up for a new one: beyond the bound
            // every further address shares one, which only makes the lock come sooner.
            let known = account.counters.contains_key(&name);
            if known || account.counters.len() < MOST_COUNTERS {
                name
            } else {
                ELSEWHERE.to_owned()
            }
        }
    }
}

/// The name of the hash of the account's own password.
pub(crate) const CURRENT: &str = "current";
/// The counter of the account from wherever.
const ACCOUNT: &str = "account";
/// The counter of every address that has none of its own.
const ELSEWHERE: &str = "elsewhere";
/// Most counters of an account.
const MOST_COUNTERS: usize = 16;
