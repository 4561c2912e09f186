//! Stepping accounts and organisations: an event in, a decision, a state and effects out.
//!
//! **One event, one swap; a lost swap reloads and steps again.** The host keeps the state as it
//! is, by a compare and swap together with the names in `unique`, and performs the effects after
//! that. Only what the engine promises to every host is typed here; the rest is its JSON.

use serde::{Deserialize, Serialize, Serializer, de::DeserializeOwned};
use serde_json::Value;
use wicketgate_core::{
    Report, Secret, Timestamp,
    context::{Account, Facts},
};

use crate::{Error, Policy, answer, random};

/// A key of codes and tokens.
#[derive(Clone, Debug, Serialize)]
pub struct Key {
    /// The key's id, which a state names.
    pub id: String,
    /// At least 32 bytes, as hexadecimal digits.
    #[serde(serialize_with = "reveal")]
    pub key: Secret,
}

/// What happens, to what, and when.
///
/// SECURITY: no `Debug`; an event may hold a password or a token.
#[derive(Clone, Serialize)]
pub struct StepRequest<'a> {
    /// What is known of whose the account is, for the rules of its password; of an account alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account: Option<&'a Account>,
    /// Where; of an account alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub environment: Option<&'a str>,
    /// The event: a type, an id and the members of the type.
    pub event: Value,
    /// What a list of breached passwords answered; of an account alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub facts: Option<&'a Facts>,
    /// The current key, then earlier ones.
    pub keys: &'a [Key],
    /// The host's time.
    pub now: Timestamp,
    /// The state as the last step gave it; none where there is nothing yet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<&'a Value>,
    /// The year, for the rules of a password; of an account alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub year: Option<u16>,
}

impl<'a> StepRequest<'a> {
    /// An event where there is nothing yet, and nothing else is known.
    #[must_use]
    pub const fn new(event: Value, keys: &'a [Key], now: Timestamp) -> Self {
        let (account, environment, facts, state, year) = (None, None, None, None, None);
        Self { account, environment, event, facts, keys, now, state, year }
    }
}

/// What came of an event.
///
/// SECURITY: no `Debug`; a decision issues tokens, and effects send codes.
#[derive(Clone, Deserialize)]
pub struct Stepped {
    /// What happened, for the activity log.
    pub activity: Vec<Value>,
    /// When time next does something by itself: send `tick` then.
    pub deadline: Option<Timestamp>,
    /// The decision.
    pub decision: Value,
    /// The digest of the state.
    pub digest: Option<String>,
    /// What the host performs after the swap.
    pub effects: Vec<Value>,
    /// Of an organisation: the digest of the policy that decides.
    pub in_force: Option<String>,
    /// What the rules say of the event's password, where one refuses it or asks for more.
    pub report: Option<Report>,
    /// The next state, to be kept as it is; none where there is nothing.
    pub state: Option<Value>,
    /// Names to be claimed and released in the same swap.
    pub unique: Vec<Value>,
}

impl Policy {
    /// Decides what an event does to an account, with entropy from the operating system.
    ///
    /// # Errors
    ///
    /// [`Error::Refuse`] for an event or a state that cannot be read; [`Error::Busy`]; or that the
    /// engine or the random source failed. None of them is a decision.
    pub fn step(&self, request: &StepRequest<'_>) -> Result<Stepped, Error> {
        self.drawn("account.step", request)
    }

    /// Decides what an event does to an organisation, in the same way.
    ///
    /// # Errors
    ///
    /// As [`Policy::step`].
    pub fn step_organization(&self, request: &StepRequest<'_>) -> Result<Stepped, Error> {
        self.drawn("organization.step", request)
    }

    fn drawn<T: DeserializeOwned>(
        &self,
        op: &'static str,
        request: &StepRequest<'_>,
    ) -> Result<T, Error> {
        let entropy = random::digits(&random::bytes(ENTROPY)?);
        let request = Request { entropy: &entropy, op, policy: self.handle(), request };
        // Texts and integers always print.
        let text =
            serde_json::to_string(&request).map_err(|error| Error::Host(error.to_string()))?;
        answer::read(&self.call(&text)?)
    }
}

#[derive(Serialize)]
struct Request<'a> {
    entropy: &'a str,
    op: &'static str,
    policy: u32,
    #[serde(flatten)]
    request: &'a StepRequest<'a>,
}

fn reveal<S: Serializer>(secret: &Secret, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(secret.reveal())
}

/// Bytes of entropy that a step takes.
const ENTROPY: usize = 32;
