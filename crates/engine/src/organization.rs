//! `organization.step`: an event of an organisation.

use serde::Serialize;
use wicketgate_account::{
    Event, Given, Organization, Stepped, Unique, activity::Entry, decision::Decision,
    effect::Effect,
};
use wicketgate_core::{Secret, Timestamp, field::Fields, json::Value};
use wicketgate_policy::{Policy, digest};

use crate::{
    Engine, Error,
    arguments::{self, Arguments},
    operation::answer,
};

/// What `organization.step` answers.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OrganizationStepped {
    /// What happened, for the activity log.
    pub activity: Vec<Entry>,
    /// The decision.
    pub decision: Decision,
    /// Digest of the state.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub digest: Option<String>,
    /// What the host performs after the swap.
    pub effects: Vec<Effect>,
    /// The digest of the policy that decides; the platform's own decides where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub in_force: Option<String>,
    /// The next state, to be kept as it is; none where there is no organisation.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(
        feature = "schema",
        schemars(with = "Option<serde_json::Map<String, serde_json::Value>>")
    )]
    pub state: Option<Value<'static>>,
    /// Names that no two organisations have, to be claimed and released in the same swap.
    pub unique: Vec<Unique>,
}

pub(crate) fn step(engine: &Engine, fields: &Fields<'_>) -> Result<String, Error> {
    let policy = engine.policy(fields.integer("policy"))?;
    let Arguments { entropy, event, keys } = Arguments::of(fields, Event::<Organization>::parse)?;
    let state = arguments::state(fields, Organization::read)?;
    // A draft is a policy, or nothing changes: its problems are told as those of `load` are.
    let document = match event.document() {
        Some(document) => {
            let text = serde_json::to_string(document).unwrap_or_default();
            Some(Policy::parse(&text)?.digest)
        }
        None => None,
    };
    let given = Given {
        decoy: Secret::new(String::new()),
        digest: "",
        document,
        entropy,
        judged: None,
        keys: &keys,
        now: Timestamp::from_millis(fields.long("now").unwrap_or_default()),
        policy: policy.sections(),
    };
    let Stepped { activity, decision, effects, state, unique, .. } =
        wicketgate_account::step(state, event, given);
    let in_force = state.as_ref().and_then(|state| state.in_force(policy.sections()));
    let in_force = in_force.map(str::to_owned);
    let state = state.map(|state| state.write());
    let digest = state.as_ref().map(digest::of);
    Ok(answer(&OrganizationStepped {
        activity,
        decision,
        digest,
        effects,
        in_force,
        state,
        unique,
    }))
}
