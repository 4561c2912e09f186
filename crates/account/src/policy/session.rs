//! `session`: how long a session lives on each channel, and how many there may be.

use wicketgate_core::field::{DAY, Default, Direction, Field, Fields, HOUR, MINUTE};

use super::{Members, millis};
use crate::{name::names, session::Channel};

names! {
    /// How long a browser keeps the cookie.
    pub enum Cookie {
        /// As long as the session can live.
        Persistent = "persistent",
        /// Until the browser closes.
        Session = "session",
    }
}

names! {
    /// What happens at the limit of sessions.
    pub enum WhenFull {
        /// The oldest one ends.
        EvictOldest = "evict-oldest",
        /// The new one is refused.
        RefuseNew = "refuse-new",
    }
}

/// The section of a policy; spans are milliseconds.
#[derive(Clone, Debug)]
pub struct Session {
    /// Which changes end every other session.
    pub ends_on: Vec<&'static str>,
    /// How far a use may lie behind before the state is written again.
    pub touch_every: u64,
    limits: [Limits; 4],
}

/// The limits of one channel.
#[derive(Clone, Debug, Default)]
pub struct Limits {
    /// How long a session lives, whatever happens.
    pub absolute: Option<u64>,
    /// How long it lives without activity that the client reports.
    pub client_idle: Option<u64>,
    /// How the cookie ends.
    pub cookie: Option<Cookie>,
    /// How long it lives without a request.
    pub idle: Option<u64>,
    /// Most sessions at once.
    pub max: Option<u32>,
    /// What happens at that limit.
    pub when_full: Option<WhenFull>,
}

impl Session {
    /// The limits of a channel.
    #[must_use]
    pub const fn of_channel(&self, channel: Channel) -> &Limits {
        let [api, desktop, mobile, web] = &self.limits;
        match channel {
            Channel::Api => api,
            Channel::Desktop => desktop,
            Channel::Mobile => mobile,
            Channel::Web => web,
        }
    }
}

impl Members for Session {
    fn of(fields: &Fields<'_>) -> Self {
        let limits = |name| match fields.object(name) {
            Some(limits) => Limits::of(limits),
            None => Limits::of(&Fields::defaults(LIMITS)),
        };
        Self {
            ends_on: fields.choices("ends_on").to_vec(),
            limits: [limits("api"), limits("desktop"), limits("mobile"), limits("web")],
            touch_every: fields.duration("touch_every").map(millis).unwrap_or_default(),
        }
    }
}

impl Limits {
    fn of(fields: &Fields<'_>) -> Self {
        let span = |name| fields.duration(name).map(millis);
        Self {
            absolute: span("absolute"),
            client_idle: span("client_idle"),
            cookie: Cookie::parse(fields.choice("cookie")),
            idle: span("idle"),
            max: fields.long("max").and_then(|most| u32::try_from(most).ok()),
            when_full: WhenFull::parse(fields.choice("when_full")),
        }
    }
}

const LIMITS: &[Field] = &[
    Field::duration("absolute", MINUTE, 3650 * DAY).optional().stricter(Direction::Lower).doc(
        "How long a session lives, whatever happens; NIST SP 800-63B-4 suggests 24 hours at AAL2.",
    ),
    Field::duration("client_idle", MINUTE, 365 * DAY).optional().stricter(Direction::Lower).doc(
        "How long it lives without activity that the client reports and the server dates (A-4).",
    ),
    Field::choice("cookie", Cookie::NAMES)
        .or(Default::Choice("persistent"))
        .doc("Whether the cookie ends with the session or when the browser closes."),
    Field::duration("idle", MINUTE, 365 * DAY)
        .optional()
        .stricter(Direction::Lower)
        .doc("How long it lives without a request; NIST SP 800-63B-4 suggests an hour at AAL2."),
    Field::integer("max", 1, 32)
        .optional()
        .stricter(Direction::Lower)
        .doc("Most sessions of the account on this channel at once; 32 where nothing is said."),
    Field::choice("when_full", WhenFull::NAMES)
        .or(Default::Choice("evict-oldest"))
        .doc("What happens at that limit (A-16)."),
];

pub(super) const FIELDS: &[Field] = &[
    Field::object("api", LIMITS).optional().doc("Sessions of programs."),
    Field::object("desktop", LIMITS).optional().doc("Sessions of a desktop application."),
    Field::choices("ends_on", &["factor-change", "password-change"])
        .or(Default::All)
        .doc("Which changes end every other session (OWASP ASVS 5.0, 7.4.3)."),
    Field::object("mobile", LIMITS).optional().doc("Sessions of a mobile application."),
    Field::duration("touch_every", 0, HOUR)
        .or(Default::Duration(MINUTE))
        .doc("How far a use may lie behind before the state is written again, and never more than a tenth of an idle limit; idle limits count from what is written."),
    Field::object("web", LIMITS).optional().doc("Sessions of a browser."),
];
