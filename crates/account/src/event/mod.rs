//! The events of an account, one file each: members, who may cause it, what it does.

mod bind;
mod change_password;
mod create;
mod end_session;
mod enter_link;
mod forgot_password;
mod issue_oauth_token;
mod list_sessions;
mod repair_clock;
mod reset_password;
mod set_password;
mod settle;
mod sign_in;
mod sign_out;
mod tick;
mod touch;
mod unbind;
mod unlock;
mod unlock_by_mail;

use wicketgate_core::field::{Field, Fields};

use crate::{actor::Capacity, decision::Decision, state::Account, step::Step};

/// One thing that can happen to an account.
pub struct EventType {
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
    pub(crate) run: Run,
}

/// What an event does.
#[derive(Clone, Copy)]
pub(crate) enum Run {
    /// To an account, or where there is none.
    Any(fn(&mut Step<'_>, &mut Option<Account>, &Fields<'_>) -> Decision),
    /// To an account.
    Existing(fn(&mut Step<'_>, &mut Account, &Fields<'_>) -> Decision),
}

/// Every event, sorted by name.
pub const EVENTS: &[EventType] = &[
    bind::EVENT,
    change_password::EVENT,
    create::EVENT,
    end_session::EVENT,
    enter_link::EVENT,
    forgot_password::EVENT,
    issue_oauth_token::EVENT,
    list_sessions::EVENT,
    repair_clock::EVENT,
    reset_password::EVENT,
    set_password::EVENT,
    settle::EVENT,
    sign_in::EVENT,
    sign_out::EVENT,
    tick::EVENT,
    touch::EVENT,
    unbind::EVENT,
    unlock::EVENT,
    unlock_by_mail::EVENT,
];

/// The event that may come while the time has gone back.
pub(crate) const REPAIR_CLOCK: &str = "repair-clock";
/// The event whose password is the account's already.
pub(crate) const SETTLE: &str = "settle";
