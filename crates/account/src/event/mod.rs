//! The events of an account, one file each: members, who may cause it, what it does.

mod check_secret;
mod create;
mod repair_clock;
mod reset_user_secret;
mod settle;
mod sign_in;
mod sign_out;
mod tick;
mod touch;
mod unlock;

use wicketgate_core::field::{Field, Fields};

use crate::{actor::Capacity, decision::Decision, state::Account, step::Step};

/// One thing that can happen to an account, or to an organisation.
pub struct EventType<S: 'static = Account> {
    /// As what somebody may cause it.
    pub actors: &'static [Capacity],
    /// What it is.
    pub doc: &'static str,
    /// Its members, beside those of every event.
    pub members: &'static [Field],
    /// Its name.
    pub name: &'static str,
    /// Whether it leaves no entry in the activity log where it succeeds.
    pub(crate) quiet: bool,
    pub(crate) run: Run<S>,
}

/// What an event does.
pub(crate) enum Run<S = Account> {
    /// To what there is, or where there is nothing.
    Any(fn(&mut Step<'_>, &mut Option<S>, &Fields<'_>) -> Decision),
    /// To what there is.
    Existing(fn(&mut Step<'_>, &mut S, &Fields<'_>) -> Decision),
}

/// Every event, sorted by name.
pub const EVENTS: &[EventType] = &[
    check_secret::EVENT,
    create::EVENT,
    repair_clock::EVENT,
    reset_user_secret::EVENT,
    settle::EVENT,
    sign_in::EVENT,
    sign_out::EVENT,
    tick::EVENT,
    touch::EVENT,
    unlock::EVENT,
];

/// The event that may come while the time has gone back.
pub(crate) const REPAIR_CLOCK: &str = "repair-clock";
/// The event whose password is the account's already.
pub(crate) const SETTLE: &str = "settle";
