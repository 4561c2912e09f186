//! The policy of an organisation: drafted without effect, committed as a whole.

use wicketgate_core::{Timestamp, field::Fields};

use super::{Organization, authority};
use crate::{decision::Decision, effect::Action, record::record, step::Step};

record! {
    /// A policy, by the digest of its document.
    pub(crate) struct Document {
        /// The number of the policy that was live when it was drafted.
        pub(crate) base: u64,
        /// The digest of the document.
        pub(crate) digest: String,
        /// Its number.
        pub(crate) number: u64,
        /// Since when it is what it is.
        pub(crate) since: Timestamp,
    }
}

/// Keeps a document without effect; the engine has parsed it.
pub(super) fn draft(
    step: &mut Step<'_>,
    organization: &mut Organization,
    _: &Fields<'_>,
) -> Decision {
    if let Err(refusal) = may_write(step, organization) {
        return refusal;
    }
    let Some(digest) = step.given.document.clone() else {
        return Decision::deny("no-document");
    };
    let number = organization.number();
    let base = organization.live.as_ref().map_or(0, |live| live.number);
    organization.draft = Some(Document { base, digest, number, since: step.now });
    Decision::allow("drafted")
}

/// Puts the draft in force, all of it or nothing.
pub(super) fn commit(
    step: &mut Step<'_>,
    organization: &mut Organization,
    fields: &Fields<'_>,
) -> Decision {
    if let Err(refusal) = may_write(step, organization) {
        return refusal;
    }
    let live = organization.live.as_ref().map_or(0, |live| live.number);
    let Some(draft) = &organization.draft else { return Decision::deny("no-draft") };
    // Somebody else drafted or committed meanwhile: what was reviewed is not what would be live.
    if Some(draft.digest.as_str()) != fields.text("digest") || draft.base != live {
        return Decision::deny("stale-draft");
    }
    let draft = Document { since: step.now, ..draft.clone() };
    step.effect(Action::ActivatePolicy { digest: draft.digest.clone() });
    organization.live = Some(draft);
    organization.draft = None;
    Decision::allow("committed")
}

/// Forgets the draft.
pub(super) fn discard(
    step: &mut Step<'_>,
    organization: &mut Organization,
    _: &Fields<'_>,
) -> Decision {
    if let Err(refusal) = authority::writer(step) {
        return refusal;
    }
    organization.draft = None;
    Decision::allow("discarded")
}

/// Puts policies that were suspended in force again.
pub(super) fn confirm(
    step: &mut Step<'_>,
    organization: &mut Organization,
    _: &Fields<'_>,
) -> Decision {
    if let Err(refusal) = authority::writer(step) {
        return refusal;
    }
    if !organization.has_claim(step.given.policy) {
        return Decision::deny("policy-unavailable");
    }
    organization.suspended = false;
    if let Some(live) = &organization.live {
        step.effect(Action::ActivatePolicy { digest: live.digest.clone() });
    }
    Decision::allow("confirmed")
}

fn may_write(step: &Step<'_>, organization: &Organization) -> Result<(), Decision> {
    authority::writer(step)?;
    // A policy can be written while it waits to be confirmed, and not without a claim.
    let claimed = organization.has_claim(step.given.policy);
    if claimed { Ok(()) } else { Err(Decision::deny("policy-unavailable")) }
}
