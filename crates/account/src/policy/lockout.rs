//! `lockout`: when failures lock an account, for how long, and who unlocks it.

use wicketgate_core::{
    field::{DAY, Default, Direction, Field, Fields, MINUTE, Reader},
    json::{Value, pointer},
};

use super::{Members, millis};
use crate::{actor::Role, name::names};

names! {
    /// Which failures make a count.
    pub enum Counting {
        /// Those since the last success.
        Consecutive = "consecutive",
        /// All since the account was last unlocked.
        Cumulative = "cumulative",
        /// Those of a window that ends now.
        Window = "window",
    }
}

names! {
    /// What a stage counts.
    pub enum Counts {
        /// Attempts while an earlier stage has the account locked.
        Attempts = "attempts-while-locked",
        /// Failures.
        Failures = "failures",
        /// Locks of earlier stages.
        Locks = "locks",
    }
}

names! {
    /// How a lock grows from one time to the next.
    pub enum Curve {
        /// Twice as long each time.
        Double = "double",
        /// Longer by its first length each time.
        Linear = "linear",
    }
}

names! {
    /// What has a counter of its own.
    pub enum Scope {
        /// The account.
        Account = "account",
        /// The account seen from one address.
        Address = "account-and-address",
        /// The account seen from where it signed in before, and from elsewhere.
        Familiarity = "familiarity",
    }
}

names! {
    /// What an attempt does while the account is locked.
    pub enum WhileLocked {
        /// Begins the lock anew.
        Extend = "extend",
        /// Nothing.
        Ignore = "ignore",
    }
}

/// The section of a policy; spans are milliseconds.
#[derive(Clone, Debug)]
pub struct Lockout {
    /// Whether a reservation that is never settled is a failure.
    pub abandoned_fail: bool,
    /// The methods that are counted and barred.
    pub applies_to: Vec<&'static str>,
    /// Which failures make a count.
    pub counting: Counting,
    /// Whether a lock ends the sessions that there are.
    pub end_sessions: bool,
    /// After how long without a failure everything is forgotten.
    pub forget_after: Option<u64>,
    /// What has a counter of its own.
    pub per: Scope,
    /// The stages; none where nothing locks.
    pub stages: Vec<Stage>,
    /// Who unlocks a member, an organisation's administrator, an owner.
    pub unlock: [Vec<&'static str>; 3],
    /// The window of [`Counting::Window`].
    pub window: u64,
    /// Whether a right password counts like a wrong one while the account is locked.
    pub right_counts_while_locked: bool,
}

/// One stage of locking.
#[derive(Clone, Debug)]
pub struct Stage {
    /// At which count it locks.
    pub after: u32,
    /// At which count it locks again after it lapsed.
    pub again_after: u32,
    /// Whether a new password cannot be asked for either.
    pub bars_recovery: bool,
    /// What it counts.
    pub counts: Counts,
    /// How the lock grows from one time to the next.
    pub growth: Option<Growth>,
    /// How long it locks; until somebody unlocks where nothing is said.
    pub lock: Option<u64>,
    /// What an attempt does meanwhile.
    pub while_locked: WhileLocked,
}

/// How a lock grows.
#[derive(Clone, Copy, Debug)]
pub struct Growth {
    /// In which way.
    pub curve: Curve,
    /// After how many locks it grows again.
    pub every: u32,
    /// Up to which length.
    pub max: u64,
}

impl Members for Lockout {
    fn of(fields: &Fields<'_>) -> Self {
        let unlock = fields.object("unlock");
        let by = |role| match unlock {
            Some(unlock) => unlock.choices(role).to_vec(),
            None if role == "member" => MEMBER_UNLOCKED_BY.to_vec(),
            None => ADMIN_UNLOCKED_BY.to_vec(),
        };
        Self {
            abandoned_fail: fields.choice("abandoned") == "failure",
            applies_to: fields.choices("applies_to").to_vec(),
            counting: Counting::parse(fields.choice("counting")).unwrap_or(Counting::Consecutive),
            end_sessions: fields.flag("end_sessions"),
            forget_after: fields.duration("forget_after").map(millis),
            per: Scope::parse(fields.choice("per")).unwrap_or(Scope::Account),
            right_counts_while_locked: fields.flag("right_counts_while_locked"),
            stages: fields.items("stages").iter().map(Stage::of).collect(),
            unlock: [by("member"), by("org-admin"), by("owner")],
            window: fields.duration("window").map(millis).unwrap_or_default(),
        }
    }

    fn check(&self, value: &Value<'_>, at: &str, reader: &mut Reader) {
        let is_window = self.counting == Counting::Window;
        if is_window && value.given("window").is_none() {
            reader.missing(value, at, "window");
        }
        if let (false, Some(window)) = (is_window, value.given("window")) {
            let message = "`window` says something only where `counting` is `window`".to_owned();
            reader.fail(window, &pointer(at, "window"), "contradiction", format_args!("{message}"));
        }
        for (index, stage) in self.stages.iter().enumerate() {
            let place = format!("{at}/stages/{index}");
            let given = value.at(&format!("/stages/{index}")).unwrap_or(value);
            let mut fail = |message: &str| {
                reader.fail(given, &place, "contradiction", format_args!("{message}"));
            };
            if (index == 0) != (stage.counts == Counts::Failures) {
                fail("the first stage counts failures, each later one attempts or locks");
            }
            if stage.lock.is_none() && stage.growth.is_some() {
                fail("a lock without an end cannot grow");
            }
            if stage.lock.is_none() && index + 1 < self.stages.len() {
                fail("no stage comes after a lock without an end");
            }
        }
    }
}

impl Lockout {
    /// Whether a method of signing in is counted and barred.
    #[must_use]
    pub fn counts(&self, method: &str) -> bool {
        self.applies_to.contains(&method) && !self.stages.is_empty()
    }

    /// Who unlocks an account of a role.
    #[must_use]
    pub fn unlockers(&self, role: Role) -> &[&'static str] {
        let [member, admin, owner] = &self.unlock;
        match role {
            Role::Member => member,
            Role::OrgAdmin => admin,
            Role::Owner => owner,
        }
    }
}

impl Stage {
    fn of(fields: &Fields<'_>) -> Self {
        let after = fields.integer("after");
        let lock = fields.duration("lock").map(millis);
        Self {
            after,
            again_after: fields
                .long("again_after")
                .and_then(|again| u32::try_from(again).ok())
                .unwrap_or(after),
            bars_recovery: fields.flag("bars_recovery"),
            counts: Counts::parse(fields.choice("counts")).unwrap_or(Counts::Failures),
            growth: fields.object("growth").map(|growth| Growth {
                curve: Curve::parse(growth.choice("curve")).unwrap_or(Curve::Double),
                every: growth.integer("every").max(1),
                max: growth.duration("max").map(millis).unwrap_or(u64::MAX),
            }),
            lock,
            while_locked: WhileLocked::parse(fields.choice("while_locked"))
                .unwrap_or(WhileLocked::Ignore),
        }
    }

    /// How long the lock is that comes so many times after the first one, in milliseconds.
    #[must_use]
    pub fn length(&self, before: u32) -> Option<u64> {
        let lock = self.lock?;
        Some(match self.growth {
            None => lock,
            Some(Growth { curve, every, max }) => {
                let grown = before / every.max(1);
                let times = match curve {
                    Curve::Double => 1_u64.checked_shl(grown).unwrap_or(u64::MAX),
                    Curve::Linear => u64::from(grown).saturating_add(1),
                };
                lock.saturating_mul(times).min(max)
            }
        })
    }
}

const STAGE: &[Field] = &[
    Field::integer("after", 1, 1000)
        .stricter(Direction::Lower)
        .doc("At which count the account is locked: by the failure that reaches it (A-1). NIST SP 800-63B-4 allows at most 100."),
    Field::integer("again_after", 1, 1000)
        .optional()
        .stricter(Direction::Lower)
        .doc("At which further count it is locked again after the lock lapsed; `after` where nothing is said."),
    Field::flag("bars_recovery")
        .or(Default::Flag(false))
        .doc("Whether a new password cannot be asked for while the account is locked."),
    Field::choice("counts", Counts::NAMES)
        .or(Default::Choice("failures"))
        .doc("What is counted; the first stage counts failures."),
    Field::object(
        "growth",
        &[
            Field::choice("curve", Curve::NAMES)
                .or(Default::Choice("double"))
                .doc("Twice as long each time, or longer by the first length each time."),
            Field::integer("every", 1, 1000)
                .or(Default::Integer(1))
                .doc("After how many locks it grows again; with each one where nothing is said."),
            Field::duration("max", 1, 365 * DAY).doc("The longest lock."),
        ],
    )
    .optional()
    .doc("How the lock grows from one time to the next; not at all where nothing is said."),
    Field::duration("lock", 1, 365 * DAY)
        .optional()
        .stricter(Direction::Higher)
        .doc("How long the account is locked; until somebody unlocks it where nothing is said. PCI DSS 8.3.4 asks for 30 minutes."),
    Field::choice("while_locked", WhileLocked::NAMES)
        .or(Default::Choice("ignore"))
        .doc("What an attempt does while the account is locked; it is never verified (A-26)."),
];

const METHODS: &[&str] = &["email-on-file", "password", "saml", "sso"];
const UNLOCKERS: &[&str] = &["org-admin", "owner", "self-by-mail", "support"];
const MEMBER_UNLOCKED_BY: &[&str] = &["org-admin", "owner", "support"];
const ADMIN_UNLOCKED_BY: &[&str] = &["support"];

pub(super) const FIELDS: &[Field] = &[
    Field::choice("abandoned", &["failure", "void"])
        .or(Default::Choice("void"))
        .doc("What an attempt counts as whose outcome never comes: `void` where the host answers nobody before it has told the outcome."),
    Field::choices("applies_to", METHODS)
        .or(Default::Choices(&["email-on-file", "password"]))
        .doc("The methods of signing in that are counted and barred."),
    Field::choice("counting", Counting::NAMES)
        .or(Default::Choice("consecutive"))
        .doc("Which failures make a count: those since the last success, all since the last unlocking, those of a window."),
    Field::flag("end_sessions")
        .or(Default::Flag(false))
        .doc("Whether a lock ends the sessions that there are; a stranger could then sign people out (A-34)."),
    Field::duration("forget_after", MINUTE, 365 * DAY)
        .optional()
        .doc("After how long without a failure every count is forgotten."),
    Field::choice("per", Scope::NAMES)
        .or(Default::Choice("account"))
        .doc("What has a counter of its own."),
    Field::flag("right_counts_while_locked")
        .or(Default::Flag(true))
        .doc("Whether an attempt while the account is locked counts unverified, whatever the password; where not, it is verified, tells nothing, and only a wrong one counts (A-26)."),
    Field::list("stages", 4, STAGE)
        .optional()
        .doc("The stages of locking, in order; nothing locks where there is none."),
    Field::object(
        "unlock",
        &[
            Field::choices("member", UNLOCKERS)
                .or(Default::Choices(MEMBER_UNLOCKED_BY))
                .doc("Who unlocks a member; where the holder may by mail, a link in the message about the lock ends it, and so does a new password that was set by a link."),
            Field::choices("org-admin", UNLOCKERS)
                .or(Default::Choices(ADMIN_UNLOCKED_BY))
                .doc("Who unlocks an administrator of the organisation (A-29)."),
            Field::choices("owner", UNLOCKERS)
                .or(Default::Choices(ADMIN_UNLOCKED_BY))
                .doc("Who unlocks the owner."),
        ],
    )
    .optional()
    .doc("Who unlocks whom."),
    Field::duration("window", 1, 30 * DAY)
        .optional()
        .doc("The window of failures, where `counting` is `window`."),
];
