//! `second_factor`: which second factors there are and what is asked of them.

use wicketgate_core::{
    field::{DAY, Default, Direction, Field, Fields, HOUR, MINUTE, Reader},
    json::{Value, pointer},
};

use super::{Members, millis};
use crate::name::names;

names! {
    /// The hash of a time-based code.
    pub enum Algorithm {
        /// The one that every authenticator app knows.
        Sha1 = "SHA1",
        /// SHA-256.
        Sha256 = "SHA256",
        /// SHA-512.
        Sha512 = "SHA512",
    }
}

names! {
    /// How backup codes reach their owner.
    pub enum Delivery {
        /// They are shown, once.
        Display = "display",
        /// They are sent by e-mail.
        Email = "email",
    }
}

names! {
    /// When new backup codes may be made.
    pub enum Regenerate {
        /// At any time.
        AnyTime = "any-time",
        /// When none is left.
        WhenExhausted = "when-exhausted",
    }
}

names! {
    /// How backup codes are kept.
    pub enum Storage {
        /// As keyed hashes: nobody can show them again.
        Hashed = "hashed",
        /// So that they can be shown again; the host seals the state.
        Sealed = "sealed",
    }
}

/// The section of a policy; spans are milliseconds.
#[derive(Clone, Debug)]
pub struct SecondFactor {
    /// How wrong codes are counted.
    pub attempts: Attempts,
    /// Who may do what to a factor: reset by method, turn off, make new backup codes.
    pub reset_by: Vec<(&'static str, Vec<&'static str>)>,
    /// Backup codes; none where nothing is said.
    pub backup: Option<Backup>,
    /// Codes that are sent.
    pub code: CodeOptions,
    /// Whether everybody must have a second factor.
    pub enforced: bool,
    /// Counter-based codes.
    pub hotp: Hotp,
    /// The methods that there are.
    pub methods: Vec<&'static str>,
    /// How long a browser is trusted after a second factor; never where nothing is said.
    pub remember: Option<u64>,
    /// Time-based codes.
    pub totp: Totp,
    /// Who may turn a factor off.
    pub turn_off_by: Vec<&'static str>,
}

/// How wrong codes are counted.
#[derive(Clone, Debug)]
pub struct Attempts {
    /// How long the wait is of which a warning tells.
    pub cooldown: u64,
    /// Whether codes are refused for that long after a warning.
    pub cooldown_on_warning: bool,
    /// How long the factor is locked, by method; until somebody unlocks where nothing is said.
    pub lock: Vec<(&'static str, u64)>,
    /// At which wrong code the factor is locked.
    pub max: u32,
    /// From which wrong code on a warning is given.
    pub warn_from: Option<u32>,
}

/// Backup codes.
#[derive(Clone, Debug)]
pub struct Backup {
    /// How many.
    pub count: u32,
    /// How they reach their owner.
    pub delivery: Delivery,
    /// Characters of each.
    pub length: u32,
    /// When new ones may be made.
    pub regenerate: Regenerate,
    /// How they are kept.
    pub storage: Storage,
}

/// Codes that are sent.
#[derive(Clone, Debug)]
pub struct CodeOptions {
    /// How often a code that expires is followed by a new one by itself.
    pub automatic_renewals: u32,
    /// Digits.
    pub digits: u32,
    /// How long a code holds.
    pub life: u64,
    /// Most codes that are sent in one challenge; any number where nothing is said.
    pub max_sent: Option<u32>,
    /// Shortest time between two codes.
    pub resend_after: u64,
}

/// Counter-based codes.
#[derive(Clone, Debug)]
pub struct Hotp {
    /// Digits.
    pub digits: u32,
    /// How many counters ahead a code is looked for.
    pub look_ahead: u32,
    /// How many counters ahead two codes in a row are looked for.
    pub resync: u32,
}

/// Time-based codes.
#[derive(Clone, Debug)]
pub struct Totp {
    /// The hash.
    pub algorithm: Algorithm,
    /// Digits.
    pub digits: u32,
    /// Whose codes they are, as an authenticator app shows it.
    pub issuer: Option<String>,
    /// Seconds of a step.
    pub step: u32,
    /// How many steps before and after now are accepted.
    pub window: u32,
}

impl SecondFactor {
    /// How long a method is locked after too many wrong codes.
    #[must_use]
    pub fn lock_of(&self, method: &str) -> Option<u64> {
        let lock = self.attempts.lock.iter().find(|(name, _)| *name == method);
        lock.map(|(_, span)| *span)
    }

    /// Whether somebody may reset a method.
    #[must_use]
    pub fn may_reset(&self, method: &str, role: &str) -> bool {
        let by = self.reset_by.iter().find(|(name, _)| *name == method);
        by.is_some_and(|(_, by)| by.contains(&role))
    }
}

impl Members for SecondFactor {
    fn of(fields: &Fields<'_>) -> Self {
        Self {
            attempts: part(fields, "attempts", ATTEMPTS, Attempts::of),
            backup: fields.object("backup").map(Backup::of),
            code: part(fields, "code", CODE, CodeOptions::of),
            enforced: fields.flag("enforced"),
            hotp: part(fields, "hotp", HOTP, |hotp| Hotp {
                digits: hotp.integer("digits"),
                look_ahead: hotp.integer("look_ahead"),
                resync: hotp.integer("resync"),
            }),
            methods: fields.choices("methods").to_vec(),
            remember: fields.duration("remember").map(millis),
            reset_by: part(fields, "reset_by", RESET_BY, |by| {
                METHODS.iter().map(|method| (*method, by.choices(method).to_vec())).collect()
            }),
            totp: part(fields, "totp", TOTP, |totp| Totp {
                algorithm: Algorithm::parse(totp.choice("algorithm")).unwrap_or(Algorithm::Sha1),
                digits: totp.integer("digits"),
                issuer: totp.text("issuer").map(str::to_owned),
                step: totp.integer("step"),
                window: totp.integer("window"),
            }),
            turn_off_by: fields.choices("turn_off_by").to_vec(),
        }
    }

    fn check(&self, value: &Value<'_>, at: &str, reader: &mut Reader) {
        if self.enforced && self.methods.is_empty() {
            let message = "`enforced` needs `methods`: nobody could sign in".to_owned();
            let given = value.given("enforced").unwrap_or(value);
            reader.fail(
                given,
                &pointer(at, "enforced"),
                "contradiction",
                format_args!("{message}"),
            );
        }
        if self.attempts.warn_from.is_some_and(|from| from >= self.attempts.max) {
            let given = value.at("/attempts/warn_from").unwrap_or(value);
            let message = "`warn_from` should be below `max`: that one locks".to_owned();
            reader.fail(
                given,
                &format!("{at}/attempts/warn_from"),
                "contradiction",
                format_args!("{message}"),
            );
        }
        if self.code.resend_after >= self.code.life {
            let given = value.at("/code/resend_after").unwrap_or(value);
            let message = "`resend_after` should be shorter than `life`".to_owned();
            reader.fail(
                given,
                &format!("{at}/code/resend_after"),
                "contradiction",
                format_args!("{message}"),
            );
        }
    }
}

impl Attempts {
    fn of(fields: &Fields<'_>) -> Self {
        let span = |name| fields.duration(name).map(millis);
        let lock = |lock: &Fields<'_>| {
            let span = |name| Some((name, lock.duration(name).map(millis)?));
            [METHODS, &["backup-code"]].concat().into_iter().filter_map(span).collect()
        };
        Self {
            cooldown: span("cooldown").unwrap_or_default(),
            cooldown_on_warning: fields.flag("cooldown_on_warning"),
            lock: part(fields, "lock", LOCK, lock),
            max: fields.integer("max"),
            warn_from: fields.long("warn_from").and_then(|from| u32::try_from(from).ok()),
        }
    }
}

impl Backup {
    fn of(fields: &Fields<'_>) -> Self {
        Self {
            count: fields.integer("count"),
            delivery: Delivery::parse(fields.choice("delivery")).unwrap_or(Delivery::Display),
            length: fields.integer("length"),
            regenerate: Regenerate::parse(fields.choice("regenerate"))
                .unwrap_or(Regenerate::AnyTime),
            storage: Storage::parse(fields.choice("storage")).unwrap_or(Storage::Hashed),
        }
    }
}

impl CodeOptions {
    fn of(fields: &Fields<'_>) -> Self {
        let span = |name| fields.duration(name).map(millis).unwrap_or_default();
        Self {
            automatic_renewals: fields.integer("automatic_renewals"),
            digits: fields.integer("digits"),
            life: span("life"),
            max_sent: fields.long("max_sent").and_then(|most| u32::try_from(most).ok()),
            resend_after: span("resend_after"),
        }
    }
}

/// The members of an object; those of an empty one where it is missing.
fn part<T>(
    fields: &Fields<'_>,
    name: &str,
    table: &'static [Field],
    of: impl Fn(&Fields<'_>) -> T,
) -> T {
    match fields.object(name) {
        Some(object) => of(object),
        None => of(&Fields::defaults(table)),
    }
}

const METHODS: &[&str] = &["email", "hotp", "sms", "totp"];
const ACTORS: &[&str] = &["org-admin", "owner", "self", "support"];

const LOCK: &[Field] = &[
    Field::duration("backup-code", 1, 365 * DAY)
        .or(Default::Duration(15 * MINUTE))
        .doc("After wrong backup codes."),
    Field::duration("email", 1, 365 * DAY)
        .or(Default::Duration(15 * MINUTE))
        .doc("After wrong codes of an e-mail."),
    Field::duration("hotp", 1, 365 * DAY)
        .or(Default::Duration(15 * MINUTE))
        .doc("After wrong codes of a token with a counter."),
    Field::duration("sms", 1, 365 * DAY)
        .or(Default::Duration(15 * MINUTE))
        .doc("After wrong codes of a text message."),
    Field::duration("totp", 1, 365 * DAY)
        .or(Default::Duration(15 * MINUTE))
        .doc("After wrong codes of an authenticator app."),
];

const ATTEMPTS: &[Field] = &[
    Field::duration("cooldown", 1, DAY)
        .or(Default::Duration(5 * MINUTE))
        .doc("The wait of which a warning tells."),
    Field::flag("cooldown_on_warning")
        .or(Default::Flag(false))
        .doc("Whether codes are refused for that long after each warning (A-21)."),
    Field::object("lock", LOCK)
        .optional()
        .doc("How long a factor is locked after too many wrong codes, by method."),
    Field::integer("max", 1, 100)
        .or(Default::Integer(5))
        .stricter(Direction::Lower)
        .doc("At which wrong code the factor is locked; only a right code of that factor clears the count. OWASP ASVS 5.0, 6.6.3, asks for a limit."),
    Field::integer("warn_from", 1, 99)
        .optional()
        .doc("From which wrong code on the answer warns of the wait."),
];

const BACKUP: &[Field] = &[
    Field::integer("count", 1, 20).or(Default::Integer(10)).doc("How many codes a set has."),
    Field::choice("delivery", Delivery::NAMES)
        .or(Default::Choice("display"))
        .doc("How codes reach their owner."),
    Field::integer("length", 8, 24)
        .or(Default::Integer(10))
        .stricter(Direction::Higher)
        .doc("Characters of a code, each of 32 that cannot be mistaken: 5 bits. NIST SP 800-63B-4 asks for 20 bits."),
    Field::choice("regenerate", Regenerate::NAMES)
        .or(Default::Choice("any-time"))
        .doc("When a new set may be made; it replaces the old one at once (A-24)."),
    Field::choice("storage", Storage::NAMES)
        .or(Default::Choice("hashed"))
        .doc("Whether codes are kept as keyed hashes or can be shown again (A-37). OWASP ASVS 5.0, 6.5.2, asks for hashes."),
];

const CODE: &[Field] = &[
    Field::integer("automatic_renewals", 0, 5)
        .or(Default::Integer(0))
        .doc("How many codes of a challenge are followed by a new one when they expire, without being asked (A-36)."),
    Field::integer("digits", 4, 8)
        .or(Default::Integer(6))
        .stricter(Direction::Higher)
        .doc("Digits of a code. OWASP ASVS 5.0, 6.5.4, asks for 20 bits: 6 digits (A-30)."),
    Field::duration("life", 30, DAY)
        .or(Default::Duration(10 * MINUTE))
        .stricter(Direction::Lower)
        .doc("How long a code holds. NIST SP 800-63B-4 allows 10 minutes (A-31)."),
    Field::integer("max_sent", 1, 100)
        .optional()
        .stricter(Direction::Lower)
        .doc("Most codes that are sent in one challenge; any number where nothing is said."),
    Field::duration("resend_after", 0, HOUR)
        .or(Default::Duration(0))
        .doc("Shortest time between two codes."),
];

const HOTP: &[Field] = &[
    Field::integer("digits", 6, 8).or(Default::Integer(6)).doc("Digits of a code (RFC 4226)."),
    Field::integer("look_ahead", 0, 50)
        .or(Default::Integer(10))
        .stricter(Direction::Lower)
        .doc("How many counters ahead a code is looked for (RFC 4226, 7.2)."),
    Field::integer("resync", 1, 1000)
        .or(Default::Integer(100))
        .stricter(Direction::Lower)
        .doc("How many counters ahead two codes in a row are looked for (RFC 4226, 7.4)."),
];

const RESET_BY: &[Field] = &[
    Field::choices("email", ACTORS).or(Default::All).doc("Who may reset the e-mail method."),
    Field::choices("hotp", ACTORS).or(Default::All).doc("Who may reset a token with a counter."),
    Field::choices("sms", ACTORS).or(Default::All).doc("Who may reset text messages."),
    Field::choices("totp", ACTORS).or(Default::All).doc("Who may reset an authenticator app."),
];

const TOTP: &[Field] = &[
    Field::choice("algorithm", Algorithm::NAMES)
        .or(Default::Choice("SHA1"))
        .doc("The hash; some apps know SHA1 alone (RFC 6238)."),
    Field::integer("digits", 6, 8).or(Default::Integer(6)).doc("Digits of a code (RFC 6238)."),
    Field::text("issuer", 64)
        .optional()
        .doc("Whose codes they are, as an authenticator app shows it."),
    Field::integer("step", 15, 120).or(Default::Integer(30)).doc("Seconds of a step (RFC 6238)."),
    Field::integer("window", 0, 10).or(Default::Integer(1)).stricter(Direction::Lower).doc(
        "How many steps before and after now are accepted (RFC 6238, 5.2, asks for at most one).",
    ),
];

pub(super) const FIELDS: &[Field] = &[
    Field::object("attempts", ATTEMPTS).optional().doc("How wrong codes are counted."),
    Field::object("backup", BACKUP).optional().doc("Backup codes; none where nothing is said."),
    Field::object("code", CODE).optional().doc("Codes that are sent."),
    Field::flag("enforced")
        .or(Default::Flag(false))
        .stricter(Direction::Higher)
        .doc("Whether everybody must have a second factor; who has none must enrol before a session."),
    Field::object("hotp", HOTP).optional().doc("Codes of a token with a counter."),
    Field::choices("methods", METHODS)
        .optional()
        .doc("The methods that there are; no second factor where nothing is said."),
    Field::duration("remember", HOUR, 365 * DAY)
        .optional()
        .stricter(Direction::Lower)
        .doc("How long a browser needs no second factor after one; always needed where nothing is said (A-22)."),
    Field::object("reset_by", RESET_BY).optional().doc("Who may have a factor enrolled anew (A-25)."),
    Field::object("totp", TOTP).optional().doc("Codes of an authenticator app."),
    Field::choices("turn_off_by", ACTORS)
        .or(Default::All)
        .doc("Who may turn a factor off; the last one stays where `enforced` is set (A-25)."),
];
