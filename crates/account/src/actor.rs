//! Who acts, and as what.

use serde::Serialize;
use wicketgate_core::field::{Default, Field, Fields};

use crate::name::names;

names! {
    /// What an account is in its organisation.
    pub enum Role {
        /// One of many.
        Member = "member",
        /// An administrator of the organisation.
        OrgAdmin = "org-admin",
        /// The organisation's owner.
        Owner = "owner",
    }
}

names! {
    /// As what somebody acts.
    pub enum Capacity {
        /// An administrator of the account's organisation.
        OrgAdmin = "org-admin",
        /// The owner of the account's organisation.
        Owner = "owner",
        /// Whoever says to be the account's holder; a session or a flow proves it.
        Holder = "self",
        /// Customer support.
        Support = "support",
        /// The host itself.
        System = "system",
    }
}

/// Who acts. The host knows it, and never takes it from a client.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Actor {
    /// The account of whoever acts, where it is another one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// As what.
    pub role: Capacity,
}

impl Actor {
    pub(crate) fn of(fields: Option<&Fields<'_>>) -> Self {
        let role = fields.and_then(|fields| Capacity::parse(fields.choice("role")));
        let id = fields.and_then(|fields| fields.text("id")).map(str::to_owned);
        Self { id, role: role.unwrap_or(Capacity::Holder) }
    }
}

/// Members of an actor.
pub const FIELDS: &[Field] = &[
    Field::text("id", 128).optional().doc("The account of whoever acts, where it is another one."),
    Field::choice("role", Capacity::NAMES)
        .or(Default::Choice("self"))
        .doc("As what somebody acts."),
];
