//! Why an account is in its state, and what each kind of people could do about it now.
//!
//! Support reads this, and a host's list of locked accounts. It tells no secret, no hash and no
//! address. **Who may do what is asked of the very functions that the events ask**, on a copy for
//! which the time has passed: an explanation cannot say something else than an event would.

mod can;

pub use can::Can;

use serde::Serialize;
use wicketgate_core::{Secret, Timestamp};

use crate::{
    Entropy, Given, Judged, Keys,
    actor::{Capacity, Role},
    attempt::{Purpose, Reservation},
    flow::{Aim, Flow},
    guard::Guard,
    lockout::{self, Counter, Lock},
    overview::{self, View},
    password,
    policy::{Counts, Sections},
    proof::Proof,
    session::{Channel, Session},
    state::Account,
    step::{Aggregate, Step},
};

/// Why an account is in its state.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Explanation {
    /// Backup codes that are left; nothing where there are none at all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub backup_codes: Option<usize>,
    /// What could be done now.
    pub can: Can,
    /// Failed attempts, by what is counted.
    pub counters: Vec<CounterView>,
    /// Trusted browsers.
    pub devices: usize,
    /// Second factors, sorted by method.
    pub factors: Vec<View>,
    /// Sign-ins and recoveries that are not finished.
    pub flows: Vec<FlowView>,
    /// Wrong codes, sorted by method.
    pub guards: Vec<GuardView>,
    /// The account's id.
    pub id: String,
    /// What is locked.
    pub is_locked: Locked,
    /// The password, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub password: Option<PasswordView>,
    /// Attempts that are being verified.
    pub reserved: Vec<ReservationView>,
    /// What the account is in its organisation.
    pub role: Role,
    /// Sessions that are live.
    pub sessions: Vec<LiveSession>,
}

/// What is locked: what a list of locked accounts is made by.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Locked {
    /// Whether any counter of passwords is.
    pub password: bool,
    /// Whether any method of second factor is.
    pub second_factor: bool,
}

/// What is counted of the account, or of the account from one place.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CounterView {
    /// Failures.
    pub failures: u32,
    /// At how many it locks; at none, where nothing is said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
    /// The lock that is in force.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lock: Option<LockView>,
    /// What it counts: `account`, `address`, `elsewhere`, `familiar` or `unfamiliar`.
    pub of: String,
}

/// A lock.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LockView {
    /// Attempts since it was raised.
    pub attempts: u32,
    /// What raised it; nothing, where the policy has no stages any more.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub raised_by: Option<Counts>,
    /// When it was raised.
    pub since: Timestamp,
    /// The stage that raised it: 0 is the first.
    pub stage: u32,
    /// When it lapses; where nothing is said, when somebody unlocks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
}

/// Wrong codes of one method.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct GuardView {
    /// Until when codes are refused after a warning.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cooling: Option<Timestamp>,
    /// Wrong codes.
    pub failures: u32,
    /// At how many it locks.
    pub limit: u32,
    /// Whether it is locked.
    pub locked: bool,
    /// The method.
    pub method: String,
    /// When the lock lapses; where nothing is said, when somebody unlocks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
}

/// A password.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PasswordView {
    /// For how many milliseconds it has been there.
    pub age: u64,
    /// When it must be changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expires: Option<Timestamp>,
    /// Until when its holder cannot change it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub held_until: Option<Timestamp>,
    /// Why it must be changed at the next sign-in; it need not where nothing is said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub must_change: Option<String>,
    /// When it was set.
    pub since: Timestamp,
    /// When it ends that an administrator set for a while.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
}

/// A session.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LiveSession {
    /// What it belongs to.
    pub channel: Channel,
    /// When it ends if it is not used.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ends: Option<Timestamp>,
    /// By which limit: `session-expired`, `session-idle` or `inactive`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ends_by: Option<&'static str>,
    /// Its id, as `end-session` takes it.
    pub session: String,
    /// When it began.
    pub since: Timestamp,
}

/// Something that is not finished.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FlowView {
    /// What it comes to: `link`, `recover`, `session`, `sign-in` or `unlock`.
    pub aim: &'static str,
    /// When it began.
    pub since: Timestamp,
    /// When it ends.
    pub until: Timestamp,
}

/// An attempt that is being verified.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReservationView {
    /// What it is for: `change-password`, `reset-password`, `set-password` or `sign-in`.
    pub purpose: &'static str,
    /// When it was made.
    pub since: Timestamp,
    /// When it is void.
    pub until: Timestamp,
}

/// Explains an account at a time; one that went back is taken for the latest that was seen.
#[must_use]
pub fn explain(account: &Account, policy: &Sections, now: Timestamp) -> Explanation {
    let mut account = account.clone();
    let now = now.max(account.mark);
    let keys = Keys::none();
    let mut step = Step::of_nothing(given(policy, &keys, now), Capacity::System, now);
    account.pass(&mut step);
    let overview = overview::of(&account, &policy.second_factor, Proof::Vouched);
    Explanation {
        backup_codes: overview.backup_codes,
        can: can::of(&mut step, &account),
        counters: account.counters.iter().map(|it| counter(it, policy)).collect(),
        devices: overview.devices,
        factors: overview.factors,
        flows: account.flows.iter().map(flow).collect(),
        guards: account.guards.iter().map(|it| guard(it, policy)).collect(),
        id: account.id.clone(),
        is_locked: Locked {
            password: account.counters.values().any(|counter| counter.lock.is_some()),
            second_factor: account.guards.values().any(|guard| guard.locked),
        },
        password: password(&step, &account),
        reserved: account.reserved.iter().map(reservation).collect(),
        role: account.role(),
        sessions: account.sessions.iter().map(|it| session(it, policy)).collect(),
    }
}

/// What a step has that is thrown away: nothing secret, nothing random, and a password that every
/// rule accepts.
fn given<'g>(policy: &'g Sections, keys: &'g Keys, now: Timestamp) -> Given<'g> {
    Given {
        decoy: Secret::new(String::new()),
        digest: "",
        document: None,
        entropy: Entropy::none(),
        judged: Some(Judged::Accepted),
        keys,
        now,
        policy,
    }
}

fn counter((name, counter): (&String, &Counter), policy: &Sections) -> CounterView {
    // SECURITY: the name of a counter of one address is a hash of it.
    let of = if lockout::is_hashed(name) { "address" } else { name };
    let lock = |lock: &Lock| LockView {
        attempts: lock.attempts,
        raised_by: lockout::stage_of(lock, &policy.lockout).map(|stage| stage.counts),
        since: lock.since,
        stage: lock.stage,
        until: lock.until,
    };
    CounterView {
        failures: counter.failures,
        limit: counter.limit(&policy.lockout),
        lock: counter.lock.as_ref().map(lock),
        of: of.to_owned(),
    }
}

fn guard((method, guard): (&String, &Guard), policy: &Sections) -> GuardView {
    GuardView {
        cooling: guard.cooling,
        failures: guard.wrong,
        limit: policy.second_factor.attempts.max,
        locked: guard.locked,
        method: method.clone(),
        until: guard.until,
    }
}

fn password(step: &Step<'_>, account: &Account) -> Option<PasswordView> {
    let password = account.password.as_ref()?;
    let lifecycle = &step.given.policy.lifecycle;
    Some(PasswordView {
        age: step.now.millis().saturating_sub(password.since.millis()),
        expires: password.expires(lifecycle),
        held_until: Some(password.held_until(lifecycle)).filter(|until| *until > step.now),
        must_change: password::must_change(step, account),
        since: password.since,
        until: password.until,
    })
}

fn session(session: &Session, policy: &Sections) -> LiveSession {
    let end = session.end(policy.session.of_channel(session.channel));
    LiveSession {
        channel: session.channel,
        ends: end.map(|(at, _)| at),
        ends_by: end.map(|(_, why)| why.code()),
        session: session.number.to_string(),
        since: session.since,
    }
}

const fn flow(flow: &Flow) -> FlowView {
    let aim: Aim = flow.aim;
    FlowView { aim: aim.as_str(), since: flow.since, until: flow.until }
}

const fn reservation(reservation: &Reservation) -> ReservationView {
    let purpose: Purpose = reservation.purpose;
    ReservationView {
        purpose: purpose.as_str(),
        since: reservation.since,
        until: reservation.until(),
    }
}
