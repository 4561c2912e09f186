//! The state of an account: one versioned value, opaque to the host.
//!
//! **One event, one swap; a lost swap reloads and steps again.** A module that meets a newer
//! version refuses it and changes nothing.
//!
//! **No sequence of events makes a state longer than [`crate::MOST_BYTES`]**: every list has a
//! bound, and every text that comes from outside a longest form. Most of that is room for windows
//! of a thousand failures from as many addresses as are told apart; a state under the usual policy
//! has a few kilobytes.

use std::collections::BTreeMap;

use wicketgate_core::{Context, Timestamp, json::Value};

use crate::{
    actor::Role,
    attempt::Reservation,
    backup::Set,
    binding::Bound,
    device::Device,
    event::{EVENTS, EventType},
    factor::Factor,
    flow::Flow,
    guard::Guard,
    lockout::Counter,
    pass,
    password::Password,
    policy::Sections,
    record::{Record, record},
    session::Session,
    step::{Aggregate, Step},
    token::Issue,
};

record! {
    /// Everything that is remembered of an account.
    pub struct Account {
        /// Backup codes.
        pub(crate) backup: Option<Set>,
        /// Accounts at identity providers.
        pub(crate) bindings: Vec<Bound>,
        /// The group whose dates bind the account.
        pub(crate) cohort: Option<String>,
        /// Failed attempts, by what is counted.
        pub(crate) counters: BTreeMap<String, Counter>,
        /// Trusted browsers.
        pub(crate) devices: Vec<Device>,
        /// The registered e-mail address.
        pub(crate) email: Option<String>,
        /// Second factors.
        pub(crate) factors: Vec<Factor>,
        /// Sign-ins and recoveries that are not finished.
        pub(crate) flows: Vec<Flow>,
        /// Wrong codes, by method.
        pub(crate) guards: BTreeMap<String, Guard>,
        /// The account's id, which no other has.
        pub(crate) id: String,
        /// The login name.
        pub(crate) login: String,
        /// The latest time that was seen.
        pub(crate) mark: Timestamp,
        /// The password, and those before it.
        pub(crate) password: Option<Password>,
        /// The registered telephone number, and whether a code proved it.
        pub(crate) phone: Option<String>,
        /// From where somebody signed in before, as keyed hashes; the latest first.
        pub(crate) places: Vec<String>,
        /// Attempts that are being verified.
        pub(crate) reserved: Vec<Reservation>,
        /// What the account is in its organisation.
        pub(crate) role: Option<Role>,
        /// The secret of the account's programs.
        pub(crate) secret: Option<Issue>,
        /// The number that was given last.
        pub(crate) sequence: u64,
        /// Sessions that are live.
        pub(crate) sessions: Vec<Session>,
        /// The version of the state.
        pub(crate) v: u32,
    }
}

/// Version of the state that this engine writes, and the newest that it reads.
pub const VERSION: u32 = 1;

/// Why a state is not stepped.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Unreadable {
    /// It is no state of an account.
    Malformed,
    /// A newer engine wrote it.
    Newer,
}

impl Account {
    /// Reads a state.
    ///
    /// # Errors
    ///
    /// It is no state, or a newer one.
    pub fn read(value: &Value<'_>) -> Result<Self, Unreadable> {
        read(value)
    }

    /// The state as JSON.
    #[must_use]
    pub fn write(&self) -> Value<'static> {
        write(self)
    }

    /// Adds what is known of the account to the circumstances of a password.
    pub fn describe(&self, context: &mut Context) {
        context.cohort.clone_from(&self.cohort);
        context.account.email.clone_from(&self.email);
        context.account.username = Some(self.login.clone());
    }

    /// A number that the account has not given before.
    pub(crate) fn number(&mut self) -> u64 {
        self.sequence = self.sequence.saturating_add(1);
        self.sequence
    }

    pub(crate) fn role(&self) -> Role {
        self.role.unwrap_or(Role::Member)
    }
}

/// Reads a state of this version.
pub(crate) fn read<S: Record>(value: &Value<'_>) -> Result<S, Unreadable> {
    match value.get("v").map_or(Some(0), |version| u32::read(Some(version))) {
        Some(VERSION) => S::read(Some(value)).ok_or(Unreadable::Malformed),
        Some(VERSION..) => Err(Unreadable::Newer),
        _ => Err(Unreadable::Malformed),
    }
}

/// A state as JSON.
pub(crate) fn write<S: Record>(state: &S) -> Value<'static> {
    state.write().unwrap_or_else(|| Value::object::<&str>([]))
}

impl Aggregate for Account {
    const EVENTS: &'static [EventType] = EVENTS;
    const UNKNOWN: &'static str = "unknown-account";

    fn deadline(&self, policy: &Sections) -> Option<Timestamp> {
        pass::deadline(self, policy)
    }

    fn mark(&mut self) -> &mut Timestamp {
        &mut self.mark
    }

    fn pass(&mut self, step: &mut Step<'_>) {
        pass::pass(step, self);
    }
}
