//! The sections of a policy that concern accounts: each owns its members, their ranges and defaults.

mod activity_log;
mod lifecycle;
mod lockout;
mod organization;
mod second_factor;
mod section;
mod session;
mod sign_in;
mod tokens;

pub use activity_log::ActivityLog;
pub use lifecycle::{History, Lifecycle};
pub use lockout::{Counting, Counts, Curve, Growth, Lockout, Scope, Stage, WhileLocked};
pub use organization::{Claim, OnRevoke, Organization};
pub use second_factor::{
    Algorithm, Attempts, Backup, CodeOptions, Delivery, Hotp, Regenerate, SecondFactor, Storage,
    Totp,
};
pub use section::SECTIONS;
pub use session::{Cookie, Limits, Session, WhenFull};
pub use sign_in::{Disclosure, Oauth, SignIn};
pub use tokens::{Complexity, Tokens};

use wicketgate_core::{
    field::{Echo, Fields, Reader, Section},
    json::{self, Value},
};

/// What a policy says of accounts.
#[derive(Clone, Debug)]
pub struct Sections {
    /// How long activity is kept.
    pub activity_log: ActivityLog,
    /// How passwords age.
    pub lifecycle: Lifecycle,
    /// When failures lock an account.
    pub lockout: Lockout,
    /// Who may write a policy, and what the claim of a domain does.
    pub organization: Organization,
    /// Which second factors there are and what is asked of them.
    pub second_factor: SecondFactor,
    /// How long a session lives.
    pub session: Session,
    /// Who may sign in, how and from where.
    pub sign_in: SignIn,
    /// How the secrets of programs are made.
    pub tokens: Tokens,
}

/// A section as a resolved document holds it: defaults filled in.
pub type Resolved = (&'static Section, Value<'static>);

impl Sections {
    /// Reads the sections of a document and reports every problem in them; tells each section that
    /// the document holds as a resolved document would.
    pub fn parse(document: &Value<'_>, reader: &mut Reader) -> (Self, Vec<Resolved>) {
        let mut resolved = Vec::new();
        let sections = Self {
            activity_log: read(&section::ACTIVITY_LOG, document, reader, &mut resolved),
            lifecycle: read(&section::LIFECYCLE, document, reader, &mut resolved),
            lockout: read(&section::LOCKOUT, document, reader, &mut resolved),
            organization: read(&section::ORGANIZATION, document, reader, &mut resolved),
            second_factor: read(&section::SECOND_FACTOR, document, reader, &mut resolved),
            session: read(&section::SESSION, document, reader, &mut resolved),
            sign_in: read(&section::SIGN_IN, document, reader, &mut resolved),
            tokens: read(&section::TOKENS, document, reader, &mut resolved),
        };
        (sections, resolved)
    }
}

impl Default for Sections {
    fn default() -> Self {
        let nothing = Value::new(json::Kind::Null);
        Self::parse(&nothing, &mut Reader::new(Echo::Kind)).0
    }
}

/// The members of a section, typed.
trait Members {
    /// The section that these members are.
    fn of(fields: &Fields<'_>) -> Self;

    /// Reports members that contradict one another.
    fn check(&self, _value: &Value<'_>, _at: &str, _reader: &mut Reader) {}
}

fn read<T: Members>(
    section: &'static Section,
    document: &Value<'_>,
    reader: &mut Reader,
    resolved: &mut Vec<Resolved>,
) -> T {
    let given = section.steps().try_fold(document, |value, step| value.given(step));
    let empty = Value::object::<&str>([]);
    let before = reader.problems.len();
    let fields = reader.fields(given.unwrap_or(&empty), section.pointer, &[section.fields]);
    let members = T::of(&fields);
    if let Some(value) = given {
        // A section that cannot be read, or that another layer completes, contradicts nothing.
        if reader.problems.len() == before && !reader.is_partial() {
            members.check(value, section.pointer, reader);
        }
        resolved.push((section, fields.value()));
    }
    members
}

/// Seconds as the milliseconds in which time is counted.
const fn millis(seconds: u64) -> u64 {
    seconds.saturating_mul(1000)
}
