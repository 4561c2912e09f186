//! What the host does after the swap: values, each with an id that a lost swap keeps.

use serde::Serialize;
use wicketgate_core::{Code, Timestamp, param::Params};

use crate::decision::Plain;

/// Something that the host performs after the swap, at least once.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Effect {
    /// What is done.
    #[serde(flatten)]
    pub action: Action,
    /// The event's id and an index: whoever receives it twice can tell.
    pub id: String,
}

/// What is done.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Action {
    /// The policy of that digest decides from now on.
    ActivatePolicy {
        /// The digest of its document.
        digest: String,
    },
    /// The platform's own policy decides from now on.
    DeactivatePolicy {},
    /// A session ends; whatever the host keeps for it goes.
    EndSession {
        /// Why.
        because: Code,
        /// The session's id.
        session: String,
    },
    /// People are told of something.
    Notify {
        /// Who: `account` or `administrators`.
        audience: &'static str,
        /// Of what.
        message: Code,
        /// The values of the message.
        #[serde(skip_serializing_if = "Params::is_empty")]
        #[cfg_attr(feature = "schema", schemars(default))]
        params: Params,
        /// The account's address, where it is the account that is told.
        #[serde(skip_serializing_if = "Option::is_none")]
        to: Option<String>,
    },
    /// Backup codes are sent.
    SendBackupCodes {
        /// The codes.
        codes: Vec<Plain>,
        /// The registered address.
        to: String,
    },
    /// A code is sent.
    SendCode {
        /// The code.
        code: Plain,
        /// When it expires.
        expires: Timestamp,
        /// `email` or `sms`.
        method: &'static str,
        /// The registered address or number.
        to: String,
    },
    /// A link is sent.
    SendLink {
        /// When it expires.
        expires: Timestamp,
        /// What it is for: `recovery`, `sign-in` or `unlock`.
        purpose: &'static str,
        /// The registered address.
        to: String,
        /// The token in the link.
        token: Plain,
    },
}
