//! Wrong codes of one method of second factor, and the lock that they raise.
//!
//! Codes verify in microseconds: they are verified and consumed in one event, so that nothing is
//! reserved. **Only a right code of its own method clears a count**: a password does not, a new code
//! does not, a new challenge does not. What cannot be a code at all, one that has expired and one
//! that was used before are refused without being counted: none of them is a guess of the code that
//! would be accepted, and the answer tells nothing of that one.
//!
//! Whoever enters codes has proved the first factor, so that they are told how many are left.
//! An account has at most one guard for each method and one for its backup codes.

use wicketgate_core::{
    Code, Timestamp,
    param::{Param, Params},
};

use crate::{
    decision::Decision,
    effect::Action,
    flow,
    policy::SecondFactor,
    record::record,
    state::Account,
    step::Step,
    time::{after, earlier},
};

record! {
    /// Wrong codes of one method.
    pub(crate) struct Guard {
        /// Until when codes are refused after a warning.
        pub(crate) cooling: Option<Timestamp>,
        /// Whether it is locked.
        pub(crate) locked: bool,
        /// When the lock lapses; never by itself where nothing is said.
        pub(crate) until: Option<Timestamp>,
        /// Wrong codes since the last right one, lock or unlocking.
        pub(crate) wrong: u32,
    }
}

/// What a wrong code comes to.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Wrong {
    /// So many more may follow before the lock.
    Left(u32),
    /// It was one too many.
    Lock,
    /// So many more may follow, and the wait is told.
    Warn(u32),
}

impl Guard {
    /// A guard that counted nothing.
    pub(crate) const fn new() -> Self {
        Self { cooling: None, locked: false, until: None, wrong: 0 }
    }

    /// Whether nothing is counted.
    pub(crate) const fn is_clear(&self) -> bool {
        self.cooling.is_none() && !self.locked && self.until.is_none() && self.wrong == 0
    }

    /// Lets time do its part.
    pub(crate) fn pass(&mut self, now: Timestamp) {
        if self.locked && self.until.is_some_and(|until| until <= now) {
            *self = Self::new();
        }
        if self.cooling.is_some_and(|until| until <= now) {
            self.cooling = None;
        }
    }

    /// When something happens by itself next.
    pub(crate) fn deadline(&self) -> Option<Timestamp> {
        earlier(self.cooling, self.until)
    }

    /// Counts a wrong code of a method.
    fn fail(&mut self, policy: &SecondFactor, method: &str, now: Timestamp) -> Wrong {
        let attempts = &policy.attempts;
        self.wrong = self.wrong.saturating_add(1);
        if self.wrong >= attempts.max {
            self.locked = true;
            self.cooling = None;
            self.until = policy.lock_of(method).map(|span| after(now, span));
            return Wrong::Lock;
        }
        let left = attempts.max.saturating_sub(self.wrong);
        if attempts.warn_from.is_none_or(|from| self.wrong < from) {
            return Wrong::Left(left);
        }
        if attempts.cooldown_on_warning {
            self.cooling = Some(after(now, attempts.cooldown));
        }
        Wrong::Warn(left)
    }
}

/// Why no code of a method is looked at just now.
pub(crate) fn bar(step: &Step<'_>, account: &Account, method: &str) -> Option<Decision> {
    let guard = account.guards.get(method)?;
    if guard.locked {
        return Some(locked(guard));
    }
    let until = guard.cooling?;
    let left = until.millis().saturating_sub(step.now.millis());
    Some(Decision::wait(LATER, until).warn(LATER, minutes(left)))
}

/// Whether a method is locked.
pub(crate) fn is_locked(account: &Account, method: &str) -> bool {
    account.guards.get(method).is_some_and(|guard| guard.locked)
}

/// When the first of some locked methods is free again.
pub(crate) fn all_locked(account: &Account, methods: &[&str]) -> Option<Decision> {
    let guards = || methods.iter().filter_map(|method| account.guards.get(*method));
    let first = guards().filter(|guard| guard.locked).min_by_key(|guard| match guard.until {
        Some(until) => until.millis(),
        None => u64::MAX,
    })?;
    Some(locked(first))
}

/// Counts a wrong code, and closes the challenge with the last one that is allowed.
pub(crate) fn fail(
    step: &mut Step<'_>,
    account: &mut Account,
    method: &'static str,
    flow: Option<u64>,
) -> Decision {
    let (policy, now) = (&step.given.policy.second_factor, step.now);
    let guard = account.guards.entry(method.to_owned()).or_insert_with(Guard::new);
    let refusal = |left| Decision { attempts_left: Some(left), ..Decision::deny("wrong-code") };
    match guard.fail(policy, method, now) {
        Wrong::Left(left) => refusal(left),
        Wrong::Warn(left) => {
            let decision = refusal(left).until(guard.cooling);
            decision.warn(LATER, minutes(policy.attempts.cooldown))
        }
        Wrong::Lock => {
            let decision = locked(guard);
            if let Some(flow) = flow {
                flow::close(account, flow);
            }
            tell(step, account, method);
            decision
        }
    }
}

/// Clears the count of a method: a code of it was right.
pub(crate) fn clear(account: &mut Account, method: &str) {
    account.guards.remove(method);
}

fn locked(guard: &Guard) -> Decision {
    let decision = Decision::deny("factor-locked").until(guard.until);
    if guard.until.is_none() { decision.then("unlock", None) } else { decision }
}

/// Tells the account that one of its factors was locked.
///
/// SECURITY: whoever entered the wrong codes knows the password; the holder should know of that.
fn tell(step: &mut Step<'_>, account: &Account, method: &'static str) {
    let mut params = Params::new();
    params.insert("method", Param::Text(method.into()));
    step.note("factor-locked", "too-many-wrong-codes", params.clone());
    step.effect(Action::Notify {
        audience: "account",
        message: Code::new("factor-locked"),
        params,
        to: account.email.clone(),
    });
}

/// A span in whole minutes, rounded up.
fn minutes(millis: u64) -> Params {
    let mut params = Params::new();
    params.insert("minutes", Param::Integer(millis.div_ceil(60_000)));
    params
}

/// The wait that is told, and held to where the policy says so.
const LATER: &str = "try-again-later";

#[cfg(test)]
mod tests {
    use wicketgate_core::{Timestamp, param::Param};

    use super::{Guard, Wrong, minutes};
    use crate::policy::Sections;

    #[test]
    fn warnings_come_before_the_lock_and_the_lock_lapses() {
        let mut policy = Sections::default().second_factor;
        policy.attempts.warn_from = Some(3);
        let at = Timestamp::from_millis;
        let mut guard = Guard::new();
        let wrong = [Wrong::Left(4), Wrong::Left(3), Wrong::Warn(2), Wrong::Warn(1), Wrong::Lock];
        for expected in wrong {
            assert_eq!(guard.fail(&policy, "email", at(1000)), expected);
        }
        assert_eq!(guard.deadline(), Some(at(901_000)));
        guard.pass(at(900_999));
        assert!(guard.locked);
        guard.pass(at(901_000));
        assert!(guard.is_clear());
    }

    #[test]
    fn a_wait_in_whole_minutes_is_never_too_short() {
        let cases = [(0, 0), (1, 1), (60_000, 1), (60_001, 2), (300_000, 5)];
        for (millis, expected) in cases {
            assert_eq!(minutes(millis).get("minutes"), Some(&Param::Integer(expected)), "{millis}");
        }
    }
}
