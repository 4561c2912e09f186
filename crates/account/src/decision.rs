//! What was decided, with a public face and an internal one.

use serde::Serialize;
use wicketgate_core::{Code, Timestamp, param::Params};

use crate::{message, name::names, overview::Overview, session::Channel};

names! {
    /// What a decision comes to.
    pub enum Outcome {
        /// What was asked for happened.
        Allow = "allow",
        /// More is needed, which `next` names.
        Continue = "continue",
        /// It did not happen.
        Deny = "deny",
        /// The host verifies what `verify` names, and settles.
        Verify = "verify",
        /// It may be asked again at `retry_at`; this was no failure.
        Wait = "wait",
    }
}

/// A decision.
///
/// What a member holds beside `internal` may be shown to whoever asked; `internal` is for the
/// activity log and for administrators.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Decision {
    /// Attempts that are left before a lock.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attempts_left: Option<u32>,
    /// The second factors, where they were asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub factors: Option<Overview>,
    /// What is told to the engine's own people alone.
    pub internal: Internal,
    /// Secrets that were made for whoever asked: each is told once.
    #[serde(skip_serializing_if = "Issued::is_empty")]
    #[cfg_attr(feature = "schema", schemars(default))]
    pub issued: Issued,
    /// What is needed next: any one of these.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(default))]
    pub next: Vec<Next>,
    /// What it comes to.
    pub outcome: Outcome,
    /// Why, as far as whoever asked may know.
    pub reason: Code,
    /// When it may be asked again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retry_at: Option<Timestamp>,
    /// The live sessions, where they were asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(default))]
    pub sessions: Vec<SessionView>,
    /// What the host verifies before it settles.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verify: Option<Verify>,
    /// What whoever asked should know although it is no refusal.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(default))]
    pub warnings: Vec<Warning>,
}

/// What is told to the engine's own people alone.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Internal {
    /// The values behind the reason.
    #[serde(skip_serializing_if = "Params::is_empty")]
    #[cfg_attr(feature = "schema", schemars(default))]
    pub params: Params,
    /// Why, whoever asked.
    pub reason: Code,
}

/// Secrets that were made for whoever asked.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Issued {
    /// Backup codes.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(default))]
    pub backup_codes: Vec<Plain>,
    /// How the cookie of the session is to be set.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cookie: Option<CookieInstruction>,
    /// The token of a trusted browser, for its cookie.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub device: Option<Plain>,
    /// The token of what is not finished.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub flow: Option<Plain>,
    /// The URI of an authenticator app.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub otpauth: Option<Plain>,
    /// The secret of an authenticator app in Base32, to be typed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub secret: Option<Plain>,
    /// The token of a session.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub session: Option<Plain>,
    /// Tokens of programs.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(default))]
    pub tokens: Vec<Plain>,
}

impl Issued {
    /// Whether nothing was made.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let Self { backup_codes, cookie, device, flow, otpauth, secret, session, tokens } = self;
        let one = [device, flow, otpauth, secret, session];
        backup_codes.is_empty()
            && tokens.is_empty()
            && cookie.is_none()
            && one.iter().all(|token| token.is_none())
    }
}

/// A secret on its way to its owner: it is printed as JSON, and never by `Debug`.
#[derive(Clone, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Plain(String);

impl Plain {
    pub(crate) fn of(secret: &wicketgate_core::Secret) -> Self {
        Self(secret.reveal().to_owned())
    }
}

impl std::fmt::Debug for Plain {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("[secret]")
    }
}

/// How a cookie is to be set.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CookieInstruction {
    /// Seconds that the browser keeps it; until it closes where nothing is said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_age: Option<u64>,
}

/// A live session, as its account's holder and administrators see it.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SessionView {
    /// What it belongs to.
    pub channel: Channel,
    /// Whether it is the session of whoever asked.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[cfg_attr(feature = "schema", schemars(default))]
    pub current: bool,
    /// When it ends if it is not used.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ends: Option<Timestamp>,
    /// Its id, as `end-session` takes it and the effect of that name tells it.
    pub session: String,
    /// When it began.
    pub since: Timestamp,
    /// When it was last used, to the minute or so that the policy asks for.
    pub used: Timestamp,
}

/// What is needed next.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Next {
    /// The event that gives it.
    pub event: &'static str,
    /// By which method, where there is a choice.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub method: Option<&'static str>,
}

/// What the host verifies, all of it at once where it can.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Verify {
    /// The number of the attempt, which the settlement repeats.
    pub attempt: u64,
    /// When the attempt is void.
    pub expires: Timestamp,
    /// Whether the host also hashes the new password.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[cfg_attr(feature = "schema", schemars(default))]
    pub hash_new: bool,
    /// The hashes.
    pub hashes: Vec<Stored>,
}

/// A stored hash to verify.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Stored {
    /// The password that is held against it: the one given (`current`) or the new one (`new`).
    pub against: &'static str,
    /// The hash.
    pub hash: Plain,
    /// Its name in the settlement.
    pub name: String,
}

/// What whoever asked should know.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Warning {
    /// Which warning.
    pub code: Code,
    /// What it says in English.
    pub message: String,
    /// Its values.
    #[serde(skip_serializing_if = "Params::is_empty")]
    #[cfg_attr(feature = "schema", schemars(default))]
    pub params: Params,
}

impl Decision {
    /// A decision without anything beside it.
    pub(crate) fn new(outcome: Outcome, reason: &'static str) -> Self {
        Self {
            attempts_left: None,
            factors: None,
            internal: Internal { params: Params::new(), reason: Code::new(reason) },
            issued: Issued::default(),
            next: Vec::new(),
            outcome,
            reason: Code::new(reason),
            retry_at: None,
            sessions: Vec::new(),
            verify: None,
            warnings: Vec::new(),
        }
    }

    /// What was asked for happened.
    pub(crate) fn allow(reason: &'static str) -> Self {
        Self::new(Outcome::Allow, reason)
    }

    /// It did not happen.
    pub(crate) fn deny(reason: &'static str) -> Self {
        Self::new(Outcome::Deny, reason)
    }

    /// It may be asked again.
    pub(crate) fn wait(reason: &'static str, retry_at: Timestamp) -> Self {
        Self::new(Outcome::Wait, reason).until(Some(retry_at))
    }

    /// The same decision with what is needed next.
    pub(crate) fn then(mut self, event: &'static str, method: Option<&'static str>) -> Self {
        self.next.push(Next { event, method });
        self
    }

    /// The same decision with when it may be asked again.
    pub(crate) fn until(mut self, retry_at: Option<Timestamp>) -> Self {
        self.retry_at = retry_at;
        self
    }

    /// The same decision with a value behind the reason.
    pub(crate) fn with(mut self, name: &'static str, value: u64) -> Self {
        self.internal.params.insert(name, wicketgate_core::param::Param::Integer(value));
        self
    }

    /// The same decision with a warning.
    pub(crate) fn warn(mut self, code: &'static str, params: Params) -> Self {
        let message = message::english(code, &params);
        self.warnings.push(Warning { code: Code::new(code), message, params });
        self
    }

    /// The same decision as a stranger sees it who may learn nothing of the account.
    ///
    /// SECURITY: an account that is unknown, locked or has another password looks the same.
    pub(crate) fn veil(mut self, reason: &'static str) -> Self {
        self.attempts_left = None;
        self.next.clear();
        self.reason = Code::new(reason);
        self.retry_at = None;
        self.warnings.clear();
        self
    }
}
