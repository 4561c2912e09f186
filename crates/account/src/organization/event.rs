//! The events of an organisation: members, who may cause them, what they do.

use wicketgate_core::field::{Field, Fields};

use super::{Organization, document, domain, secret};
use crate::{
    actor::Capacity,
    decision::Decision,
    event::{EventType, REPAIR_CLOCK, Run},
    state::VERSION,
    step::Step,
    token,
};

type Act = fn(&mut Step<'_>, &mut Organization, &Fields<'_>) -> Decision;

/// Every event, sorted by name.
pub const EVENTS: &[EventType<Organization>] = &[
    event("bulk-tokens", "Tokens are made in bulk.", PEOPLE, BULK, secret::bulk),
    event(
        "check-secret",
        "A program shows the organisation's secret.",
        &[Capacity::System],
        token::MEMBERS,
        secret::check,
    ),
    event(
        "claim-domain",
        "An e-mail domain is claimed; `issued.tokens` holds what proves the claim.",
        &[Capacity::Owner, Capacity::OrgAdmin],
        DOMAIN,
        domain::claim,
    ),
    event(
        "commit-policy",
        "The draft is put in force, all of it or nothing.",
        PEOPLE,
        &[Field::text("digest", 80).doc("The digest of the draft that was reviewed.")],
        document::commit,
    ),
    event(
        "confirm-policies",
        "Policies that a revoked claim suspended are put in force again.",
        PEOPLE,
        &[],
        document::confirm,
    ),
    EventType {
        actors: &[Capacity::System, Capacity::Support],
        doc: "An organisation begins.",
        members: &[Field::text("organization", 128).doc("Its id, which no other has.")],
        name: "create",
        quiet: false,
        run: Run::Any(create),
    },
    event("discard-draft", "The draft is forgotten.", PEOPLE, &[], document::discard),
    event(
        "draft-policy",
        "A policy is kept without effect, if it is one.",
        PEOPLE,
        &[Field::any("document").doc("The policy's document.")],
        document::draft,
    ),
    event(
        REPAIR_CLOCK,
        "Support takes back a time that a broken clock set.",
        &[Capacity::Support],
        &[],
        repair,
    ),
    event(
        "reset-organization-secret",
        "The secret of the organisation's programs is made anew; the old one is worth nothing at once.",
        PEOPLE,
        &[Field::choices("privileges", &["modify-security"])
            .optional()
            .doc("The privileges of whoever acts, as the host knows them.")],
        secret::reset,
    ),
    event(
        "revoke-domain",
        "A claim is taken back.",
        &[Capacity::Owner, Capacity::OrgAdmin, Capacity::Support, Capacity::System],
        DOMAIN,
        domain::revoke,
    ),
    event(
        "verify-domain",
        "A claim is proved by the token that the host found where only the domain's holder can put it.",
        &[Capacity::Owner, Capacity::OrgAdmin, Capacity::System],
        PROOF,
        domain::verify,
    ),
];

const fn event(
    name: &'static str,
    doc: &'static str,
    actors: &'static [Capacity],
    members: &'static [Field],
    act: Act,
) -> EventType<Organization> {
    EventType { actors, doc, members, name, quiet: false, run: Run::Existing(act) }
}

fn create(step: &mut Step<'_>, state: &mut Option<Organization>, fields: &Fields<'_>) -> Decision {
    if state.is_some() {
        return Decision::deny("organization-exists");
    }
    *state = Some(Organization {
        domains: Vec::new(),
        draft: None,
        id: fields.text("organization").unwrap_or_default().to_owned(),
        live: None,
        mark: step.now,
        secret: None,
        sequence: 0,
        suspended: false,
        v: VERSION,
    });
    Decision::allow("created")
}

fn repair(step: &mut Step<'_>, organization: &mut Organization, _: &Fields<'_>) -> Decision {
    organization.mark = step.given.now;
    Decision::allow("clock-repaired")
}

/// Whoever a policy may let do it; the event itself asks whether it does.
const PEOPLE: &[Capacity] =
    &[Capacity::Holder, Capacity::OrgAdmin, Capacity::Owner, Capacity::Support];

const BULK: &[Field] = &[Field::integer("count", 1, 1000).doc("How many.")];
const DOMAIN: &[Field] = &[Field::text("domain", 253).doc("The domain's name.")];
const PROOF: &[Field] = &[
    Field::text("domain", 253).doc("The domain's name."),
    Field::text("proof", 128).doc("The token that was found."),
];
