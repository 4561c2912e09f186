//! Lockout: counters of failures and the locks that they raise.
//!
//! **A limit of N verifies at most N wrong guesses between two resets of its counter.** Failures
//! and attempts that are still being verified never exceed it together: the attempt module holds
//! to what [`Counter::free`] says.
//!
//! Two things that products do are left out. A wrong password that was tried before counts again
//! (Microsoft Entra remembers the last three): the state would have to hold something of what people
//! mistype, which is often a password of theirs elsewhere. And failures in quick succession count
//! like others (Keycloak's quick login check): the limit holds however fast they come.

mod place;

pub(crate) use place::{MOST_COUNTERS, MOST_PLACES, counter_name, is_hashed, remember};

use wicketgate_core::Timestamp;

use crate::{
    policy::{Counting, Counts, Lockout, Stage, WhileLocked},
    record::record,
    time::after,
};

record! {
    /// What is counted of one account, or of one account from one place.
    pub(crate) struct Counter {
        /// Whether the count begins after a lock that lapsed.
        pub(crate) again: bool,
        /// When failures happened that a window still holds.
        pub(crate) failed: Vec<Timestamp>,
        /// Failures.
        pub(crate) failures: u32,
        /// When the last failure happened.
        pub(crate) last: Option<Timestamp>,
        /// The lock that is in force.
        pub(crate) lock: Option<Lock>,
        /// Locks since the last success or unlocking.
        pub(crate) locks: u32,
        /// When the mailbox was last told of a lock.
        pub(crate) told: Option<Timestamp>,
    }
}

record! {
    /// A lock.
    pub(crate) struct Lock {
        /// Attempts since it was raised.
        pub(crate) attempts: u32,
        /// When it was raised.
        pub(crate) since: Timestamp,
        /// The stage that raised it.
        pub(crate) stage: u32,
        /// When it lapses; never by itself where nothing is said.
        pub(crate) until: Option<Timestamp>,
    }
}

/// Whether a counter lets an attempt be verified.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Gate {
    /// So many more may fail before a lock.
    Free(u32),
    /// The account is locked.
    Locked,
}

impl Counter {
    /// A counter of nothing.
    pub(crate) const fn new() -> Self {
        Self {
            again: false,
            failed: Vec::new(),
            failures: 0,
            last: None,
            lock: None,
            locks: 0,
            told: None,
        }
    }

    /// Lets time do its part: locks lapse, windows move on, old failures are forgotten.
    pub(crate) fn pass(&mut self, policy: &Lockout, now: Timestamp) {
        let lapsed = self.lock.as_ref().and_then(|lock| lock.until).filter(|until| *until <= now);
        if lapsed.is_some() {
            self.lock = None;
            self.failures = 0;
            self.failed.clear();
            self.again = true;
        }
        if policy.counting == Counting::Window {
            self.failed.retain(|at| after(*at, policy.window) > now);
            self.failures = u32::try_from(self.failed.len()).unwrap_or(u32::MAX);
        }
        let quiet =
            |last: Timestamp| policy.forget_after.is_some_and(|span| after(last, span) <= now);
        if self.lock.is_none() && self.last.is_some_and(quiet) {
            *self = Self::new();
        }
    }

    /// Whether an attempt may be verified.
    pub(crate) fn free(&self, policy: &Lockout) -> Gate {
        if self.lock.is_some() {
            return Gate::Locked;
        }
        match self.limit(policy) {
            None => Gate::Free(u32::MAX),
            Some(limit) => Gate::Free(limit.saturating_sub(self.failures).max(1)),
        }
    }

    /// At which count of failures it locks; at none, where the policy has no stage.
    pub(crate) fn limit(&self, policy: &Lockout) -> Option<u32> {
        let stage = policy.stages.first()?;
        Some(if self.again { stage.again_after } else { stage.after })
    }

    /// Counts a failure; tells whether it raised a lock.
    pub(crate) fn fail(&mut self, policy: &Lockout, now: Timestamp) -> bool {
        if self.lock.is_some() {
            // The attempt was reserved before the lock was raised: it is one of those that the
            // limit allows, and the lock holds already.
            return false;
        }
        let (Some(stage), Some(limit)) = (policy.stages.first(), self.limit(policy)) else {
            return false;
        };
        self.failures = self.failures.saturating_add(1);
        self.last = Some(now);
        if policy.counting == Counting::Window {
            self.failed.push(now);
        }
        if self.failures < limit {
            return false;
        }
        self.raise(0, stage, policy, now);
        true
    }

    /// Takes note of an attempt while the account is locked; tells whether it raised another lock.
    pub(crate) fn knock(&mut self, policy: &Lockout, now: Timestamp) -> bool {
        let Some(lock) = &mut self.lock else { return false };
        lock.attempts = lock.attempts.saturating_add(1);
        self.last = Some(now);
        let index = usize::try_from(lock.stage).unwrap_or(usize::MAX);
        let attempts = lock.attempts;
        let mut next = policy.stages.iter().enumerate().skip(index.saturating_add(1));
        let next =
            next.rfind(|(_, stage)| stage.counts == Counts::Attempts && stage.after <= attempts);
        if let Some((index, stage)) = next {
            self.raise(index, stage, policy, now);
            return true;
        }
        if let Some(stage) = policy.stages.get(index)
            && stage.while_locked == WhileLocked::Extend
            && let Some(length) = stage.length(grown(index, self.locks.saturating_sub(1)))
        {
            lock.until = Some(after(now, length));
        }
        false
    }

    /// Takes note of a success of the factor that is counted.
    pub(crate) fn succeed(&mut self, policy: &Lockout) {
        if policy.counting == Counting::Consecutive && self.lock.is_none() {
            *self = Self::new();
        }
    }

    /// Whether a new password cannot be asked for.
    pub(crate) fn bars_recovery(&self, policy: &Lockout) -> bool {
        let stage = self.lock.as_ref().and_then(|lock| stage_of(lock, policy));
        stage.is_some_and(|stage| stage.bars_recovery)
    }

    /// Whether the mailbox is told of the lock that was just raised: of one that stays always, of
    /// others once an hour.
    ///
    /// SECURITY: or whoever fails again and again would fill it.
    pub(crate) fn tells(&mut self) -> bool {
        let Some(Lock { since, until, .. }) = self.lock else { return false };
        let tells = until.is_none() || self.told.is_none_or(|told| after(told, QUIET) <= since);
        if tells {
            self.told = Some(since);
        }
        tells
    }

    /// Takes back instants that lie ahead of the time; a lock keeps its end.
    pub(crate) fn repair(&mut self, now: Timestamp) {
        self.last = self.last.map(|last| last.min(now));
        self.told = self.told.map(|told| told.min(now));
        for failed in &mut self.failed {
            *failed = (*failed).min(now);
        }
    }

    /// When something happens by itself next.
    pub(crate) fn deadline(&self) -> Option<Timestamp> {
        self.lock.as_ref().and_then(|lock| lock.until)
    }

    fn raise(&mut self, index: usize, stage: &Stage, policy: &Lockout, now: Timestamp) {
        let before = self.locks;
        self.locks = before.saturating_add(1);
        let mut over = policy.stages.iter().enumerate().skip(index.saturating_add(1));
        let over =
            over.rfind(|(_, stage)| stage.counts == Counts::Locks && stage.after <= self.locks);
        let (index, stage) = over.unwrap_or((index, stage));
        self.lock = Some(Lock {
            attempts: 0,
            since: now,
            stage: u32::try_from(index).unwrap_or(u32::MAX),
            until: stage.length(grown(index, before)).map(|length| after(now, length)),
        });
    }
}

/// How often the locks of a stage have grown: a later stage begins its own lengths.
const fn grown(index: usize, before: u32) -> u32 {
    if index == 0 { before } else { 0 }
}

/// The stage that raised a lock; the last one, where the policy has fewer now.
pub(crate) fn stage_of<'p>(lock: &Lock, policy: &'p Lockout) -> Option<&'p Stage> {
    let index = usize::try_from(lock.stage).unwrap_or(usize::MAX);
    policy.stages.get(index).or_else(|| policy.stages.last())
}

/// Milliseconds between two messages about locks that lapse by themselves.
const QUIET: u64 = 3_600_000;
