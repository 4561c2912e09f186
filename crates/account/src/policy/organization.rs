//! `organization`: who may write the policy, and what the claim of a domain does to it.

use wicketgate_core::field::{Default, Field, Fields};

use super::Members;
use crate::name::names;

names! {
    /// Whether policies hang on the claim of an e-mail domain.
    pub enum Claim {
        /// There are policies without a claim.
        Free = "not-needed",
        /// There are policies only while a domain is verified.
        Needed = "needed",
    }
}

names! {
    /// What becomes of policies when the claim is revoked.
    pub enum OnRevoke {
        /// They are deleted.
        Delete = "delete",
        /// They are kept and have no effect until an owner confirms them.
        Suspend = "suspend",
    }
}

/// The section of a policy.
#[derive(Clone, Debug)]
pub struct Organization {
    /// Whether policies hang on the claim of an e-mail domain.
    pub claim: Claim,
    /// What becomes of policies when the claim is revoked.
    pub on_revoke: OnRevoke,
    /// Who may write the policy.
    pub writers: Vec<&'static str>,
}

impl Members for Organization {
    fn of(fields: &Fields<'_>) -> Self {
        Self {
            claim: Claim::parse(fields.choice("claim")).unwrap_or(Claim::Needed),
            on_revoke: OnRevoke::parse(fields.choice("on_revoke")).unwrap_or(OnRevoke::Suspend),
            writers: fields.choices("writers").to_vec(),
        }
    }
}

pub(super) const FIELDS: &[Field] = &[
    Field::choice("claim", Claim::NAMES)
        .or(Default::Choice("not-needed"))
        .doc("Whether there are policies only while the organisation's e-mail domain is verified."),
    Field::choice("on_revoke", OnRevoke::NAMES)
        .or(Default::Choice("suspend"))
        .doc("What becomes of policies when the claim is revoked (A-20)."),
    Field::choices("writers", &["org-admin", "owner"])
        .or(Default::All)
        .doc("Who may write the policy."),
];
