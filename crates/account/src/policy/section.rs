//! The list of sections: where each stands in a document, and its table.

use wicketgate_core::field::Section;

use super::{
    activity_log, lifecycle, lockout, organization, second_factor, session, sign_in, tokens,
};

/// Every section, sorted by where it stands.
pub const SECTIONS: [&Section; 8] = [
    &ACTIVITY_LOG,
    &LOCKOUT,
    &ORGANIZATION,
    &LIFECYCLE,
    &SECOND_FACTOR,
    &SESSION,
    &SIGN_IN,
    &TOKENS,
];

pub(super) const ACTIVITY_LOG: Section = Section {
    doc: "How long activity is kept.",
    fields: activity_log::FIELDS,
    pointer: "/activity_log",
};
pub(super) const LOCKOUT: Section = Section {
    doc: "When failed attempts to sign in lock an account, for how long, and who unlocks it.",
    fields: lockout::FIELDS,
    pointer: "/lockout",
};
pub(super) const ORGANIZATION: Section = Section {
    doc: "Who may write the policy, and what the claim of an e-mail domain does to it.",
    fields: organization::FIELDS,
    pointer: "/organization",
};
pub(super) const LIFECYCLE: Section = Section {
    doc: "How passwords age: expiry, minimum age, history, temporary passwords and recovery.",
    fields: lifecycle::FIELDS,
    pointer: "/password/lifecycle",
};
pub(super) const SECOND_FACTOR: Section = Section {
    doc: "Which second factors there are, what is asked of them and who may reset them.",
    fields: second_factor::FIELDS,
    pointer: "/second_factor",
};
pub(super) const SESSION: Section = Section {
    doc: "How long a session lives on each channel, and how many there may be.",
    fields: session::FIELDS,
    pointer: "/session",
};
pub(super) const SIGN_IN: Section = Section {
    doc: "By which methods and from where people sign in, and what a stranger may learn.",
    fields: sign_in::FIELDS,
    pointer: "/sign_in",
};
pub(super) const TOKENS: Section = Section {
    doc: "How secrets of programs and bulk tokens are made, and who may reset them.",
    fields: tokens::FIELDS,
    pointer: "/tokens",
};
