//! E-mail domains that an organisation claims.
//!
//! A claim is proved by a token that the organisation publishes where only whoever holds the domain
//! can: the host reads it there and gives it to `verify-domain`.

use wicketgate_core::{Timestamp, field::Fields};

use super::Organization;
use crate::{
    decision::{Decision, Plain},
    effect::Action,
    key::Sealed,
    name::names,
    policy::{Claim, OnRevoke},
    record::record,
    step::Step,
    unique::{Namespace, Unique},
};

names! {
    /// How far a claim is.
    pub(crate) enum Standing {
        /// It waits to be proved.
        Claimed = "claimed",
        /// It was proved, and taken back.
        Revoked = "revoked",
        /// It is proved.
        Verified = "verified",
    }
}

record! {
    /// A domain.
    pub(crate) struct Domain {
        /// Its name, in small letters.
        pub(crate) name: String,
        /// Since when it is what it is.
        pub(crate) since: Timestamp,
        /// How far the claim is.
        pub(crate) standing: Standing,
        /// What proves it.
        pub(crate) token: Sealed,
    }
}

impl Domain {
    pub(crate) fn is_verified(&self) -> bool {
        self.standing == Standing::Verified
    }
}

/// Claims a domain, for the first time or again; tells what proves it.
pub(super) fn claim(
    step: &mut Step<'_>,
    organization: &mut Organization,
    fields: &Fields<'_>,
) -> Decision {
    let Some(name) = name(fields) else { return Decision::deny("malformed-domain") };
    let known = organization.domains.iter().position(|domain| domain.name == name);
    if known.is_some_and(|at| organization.domains.get(at).is_some_and(Domain::is_verified)) {
        return Decision::deny("already-verified");
    }
    if known.is_none() && organization.domains.len() >= MOST {
        return Decision::deny("too-many-domains");
    }
    let token = step.given.entropy.token();
    let domain = Domain {
        since: step.now,
        standing: Standing::Claimed,
        token: step.given.keys.seal(PURPOSE, &organization.id, token.reveal()),
        name,
    };
    match known.and_then(|at| organization.domains.get_mut(at)) {
        Some(known) => *known = domain,
        None => organization.domains.push(domain),
    }
    let mut decision = Decision::allow("claimed").then("verify-domain", None);
    decision.issued.tokens.push(Plain::of(&token));
    decision
}

/// Proves a claim by the token that the host found.
pub(super) fn verify(
    step: &mut Step<'_>,
    organization: &mut Organization,
    fields: &Fields<'_>,
) -> Decision {
    let (Some(name), Some(proof)) = (name(fields), fields.text("proof")) else {
        return Decision::deny("malformed-domain");
    };
    let (keys, id) = (step.given.keys, organization.id.clone());
    let Some(domain) = organization.domains.iter_mut().find(|domain| domain.name == name) else {
        return Decision::deny("not-claimed");
    };
    // A revoked claim is made anew first: its token may be public since.
    if domain.standing == Standing::Revoked || !keys.is(&domain.token, PURPOSE, &id, proof) {
        return Decision::deny("not-proved");
    }
    domain.standing = Standing::Verified;
    domain.since = step.now;
    step.unique.push(Unique::of(keys, Namespace::Domain, &name, true));
    if organization.suspended {
        return Decision::allow("verified").then("confirm-policies", None);
    }
    if let Some(live) = &organization.live {
        step.effect(Action::ActivatePolicy { digest: live.digest.clone() });
    }
    Decision::allow("verified")
}

/// Takes a claim back; without any, what the organisation decided has no effect any more.
pub(super) fn revoke(
    step: &mut Step<'_>,
    organization: &mut Organization,
    fields: &Fields<'_>,
) -> Decision {
    let Some(name) = name(fields) else { return Decision::deny("malformed-domain") };
    let Some(domain) = organization.domains.iter_mut().find(|domain| domain.name == name) else {
        return Decision::deny("not-claimed");
    };
    if domain.is_verified() {
        step.unique.push(Unique::of(step.given.keys, Namespace::Domain, &name, false));
    }
    domain.standing = Standing::Revoked;
    domain.since = step.now;
    let policy = &step.given.policy.organization;
    if policy.claim == Claim::Needed && !organization.domains.iter().any(Domain::is_verified) {
        match policy.on_revoke {
            OnRevoke::Delete => (organization.live, organization.draft) = (None, None),
            OnRevoke::Suspend => organization.suspended = organization.live.is_some(),
        }
        step.effect(Action::DeactivatePolicy {});
    }
    Decision::allow("revoked")
}

/// The domain of an event: labels of letters, digits and hyphens (RFC 1035), at least two.
fn name(fields: &Fields<'_>) -> Option<String> {
    let name = fields.text("domain")?.to_ascii_lowercase();
    let label = |label: &str| {
        let known = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        (1..=63).contains(&label.len())
            && label.bytes().all(known)
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    (name.len() <= 253 && name.contains('.') && name.split('.').all(label)).then_some(name)
}

/// Most domains of an organisation.
const MOST: usize = 32;
const PURPOSE: &str = "domain";
