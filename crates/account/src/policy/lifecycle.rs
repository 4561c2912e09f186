//! `password.lifecycle`: how passwords age.

use wicketgate_core::{
    field::{DAY, Default, Direction, Field, Fields, HOUR, MINUTE, Reader},
    json::{Value, pointer},
};

use super::{Members, millis};

/// The section of a policy; spans are milliseconds.
#[derive(Clone, Debug)]
pub struct Lifecycle {
    /// Which passwords may not come again.
    pub history: Option<History>,
    /// After how long a password must be changed.
    pub max_age: Option<u64>,
    /// How long a password must be kept.
    pub min_age: u64,
    /// Changes that the minimum age does not hold back.
    pub min_age_exempt: Vec<&'static str>,
    /// Whether an administrator is told of each change that somebody else makes.
    pub notify_admin: bool,
    /// How long a link to set a new password holds.
    pub recovery_life: u64,
    /// How long a password holds that an administrator set.
    pub temporary_life: Option<u64>,
    /// How long before its end a password is said to expire.
    pub warn_before: u64,
}

/// Which passwords may not come again.
#[derive(Clone, Debug)]
pub struct History {
    /// How many.
    pub count: u32,
    /// Whether the current one is among them.
    pub includes_current: bool,
    /// For how long an old one is remembered; for ever where nothing is said.
    pub within: Option<u64>,
}

impl Members for Lifecycle {
    fn of(fields: &Fields<'_>) -> Self {
        let span = |name| fields.duration(name).map(millis);
        Self {
            history: fields.object("history").map(|history| History {
                count: history.integer("count"),
                includes_current: history.flag("includes_current"),
                within: history.duration("within").map(millis),
            }),
            max_age: span("max_age"),
            min_age: span("min_age").unwrap_or_default(),
            min_age_exempt: fields.choices("min_age_exempt").to_vec(),
            notify_admin: fields.flag("notify_admin"),
            recovery_life: span("recovery_life").unwrap_or_default(),
            temporary_life: span("temporary_life"),
            warn_before: span("warn_before").unwrap_or_default(),
        }
    }

    fn check(&self, value: &Value<'_>, at: &str, reader: &mut Reader) {
        let Some(max_age) = self.max_age else { return };
        for (name, span) in [("min_age", self.min_age), ("warn_before", self.warn_before)] {
            if let Some(given) = value.given(name)
                && span >= max_age
            {
                let message = format!("`{name}` should be shorter than `max_age`");
                reader.fail(given, &pointer(at, name), "contradiction", format_args!("{message}"));
            }
        }
    }
}

/// Changes that a minimum age may let pass.
const EXEMPT: &[&str] = &["administrator", "forced", "recovery"];

const HISTORY: &[Field] = &[
    Field::integer("count", 1, 24)
        .stricter(Direction::Higher)
        .doc("How many passwords may not come again (PCI DSS 8.3.7 asks for 4)."),
    Field::flag("includes_current")
        .or(Default::Flag(true))
        .stricter(Direction::Lower)
        .doc("Whether the current password is one of them; it may not come again at once in either case (A-12)."),
    Field::duration("within", DAY, 3650 * DAY)
        .optional()
        .doc("For how long an old password is remembered; for ever where nothing is said."),
];

pub(super) const FIELDS: &[Field] = &[
    Field::object("history", HISTORY)
        .optional()
        .doc("Which earlier passwords may not come again; none where nothing is said."),
    Field::duration("max_age", DAY, 3650 * DAY).optional().doc(
        "After how long a password must be changed. NIST SP 800-63B-4 asks for no such limit.",
    ),
    Field::duration("min_age", 0, 365 * DAY)
        .or(Default::Duration(0))
        .doc("How long a password must be kept before its owner may change it."),
    Field::choices("min_age_exempt", EXEMPT)
        .or(Default::All)
        .doc("Changes that the minimum age does not hold back (A-2, A-14)."),
    Field::flag("notify_admin")
        .or(Default::Flag(false))
        .doc("Whether administrators are told by e-mail when a member changes the own password."),
    Field::duration("recovery_life", MINUTE, DAY)
        .or(Default::Duration(HOUR))
        .doc("How long a link holds to set a new password or to end a lock (OWASP Forgot Password Cheat Sheet)."),
    Field::duration("temporary_life", MINUTE, 90 * DAY).optional().doc(
        "How long a password holds that an administrator set; for ever where nothing is said.",
    ),
    Field::duration("warn_before", 0, 365 * DAY)
        .or(Default::Duration(0))
        .doc("How long before its end the owner is told that a password expires."),
];
