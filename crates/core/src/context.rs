//! What a host says beside the password: whose it is, where, and when.

use serde::{Deserialize, Serialize};

use crate::Timestamp;

/// The circumstances of a check. The default is a new password with nothing else known.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Context {
    /// Group of accounts, as `password.effective_from` names it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cohort: Option<String>,
    /// Environment, as `password.effective_from` names it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub environment: Option<String>,
    /// The time, which an existing password is judged by where dates are configured.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub now: Option<Timestamp>,
    /// Whether the password is being set or exists already.
    pub subject: Subject,
}

/// Whether a password is being set or exists already.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Subject {
    /// It exists: before the effective date the rules do not bind it.
    Existing,
    /// It is being set: the rules bind it.
    #[default]
    New,
}
