//! The events of an account, one file each: members, who may cause it, what it does.

mod bind;
mod change_password;
mod check_secret;
mod confirm_factor;
mod create;
pub(crate) mod end_session;
mod enroll;
mod enter_backup_code;
mod enter_code;
mod enter_link;
mod forgot_password;
mod issue_oauth_token;
mod list_factors;
mod list_sessions;
mod new_backup_codes;
mod repair_clock;
pub(crate) mod reset_factor;
mod reset_password;
mod reset_user_secret;
mod resynchronise;
mod revoke_devices;
mod send_code;
pub(crate) mod set_password;
mod settle;
mod sign_in;
mod sign_out;
mod tick;
mod touch;
pub(crate) mod turn_off_factor;
mod unbind;
pub(crate) mod unlock;
pub(crate) mod unlock_by_mail;
mod view_backup_codes;

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
    bind::EVENT,
    change_password::EVENT,
    check_secret::EVENT,
    confirm_factor::EVENT,
    create::EVENT,
    end_session::EVENT,
    enroll::EVENT,
    enter_backup_code::EVENT,
    enter_code::EVENT,
    enter_link::EVENT,
    forgot_password::EVENT,
    issue_oauth_token::EVENT,
    list_factors::EVENT,
    list_sessions::EVENT,
    new_backup_codes::EVENT,
    repair_clock::EVENT,
    reset_factor::EVENT,
    reset_password::EVENT,
    reset_user_secret::EVENT,
    resynchronise::EVENT,
    revoke_devices::EVENT,
    send_code::EVENT,
    set_password::EVENT,
    settle::EVENT,
    sign_in::EVENT,
    sign_out::EVENT,
    tick::EVENT,
    touch::EVENT,
    turn_off_factor::EVENT,
    unbind::EVENT,
    unlock::EVENT,
    unlock_by_mail::EVENT,
    view_backup_codes::EVENT,
];

/// The event that may come while the time has gone back.
pub(crate) const REPAIR_CLOCK: &str = "repair-clock";
/// The event whose password is the account's already.
pub(crate) const SETTLE: &str = "settle";
