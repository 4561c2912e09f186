//! What happened, for the activity log: no entry holds a secret.

use serde::Serialize;
use wicketgate_core::{Code, Timestamp, param::Params};

use crate::{actor::Actor, decision::Outcome};

/// One entry of the activity log.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "ActivityEntry"))]
pub struct Entry {
    /// What was done or happened.
    pub action: Code,
    /// Who did it.
    pub actor: Actor,
    /// When.
    pub at: Timestamp,
    /// The event's id.
    pub event: String,
    /// From which address, as the host knows it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ip: Option<String>,
    /// What it came to.
    pub outcome: Outcome,
    /// The values behind the reason.
    #[serde(skip_serializing_if = "Params::is_empty")]
    #[cfg_attr(feature = "schema", schemars(default))]
    pub params: Params,
    /// Why.
    pub reason: Code,
    /// Until when the entry is kept: whoever keeps it purges it from then on.
    pub until: Timestamp,
}
