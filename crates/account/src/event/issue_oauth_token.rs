//! `issue-oauth-token`: somebody lets a program of others act for them.
//!
//! The tokens themselves are made by the host's authorisation server; the policy says who gets any.

use wicketgate_core::field::{Field, Fields};

use super::{EventType, Run};
use crate::{actor::Capacity, decision::Decision, proof, state::Account, step::Step};

pub(super) const EVENT: EventType = EventType {
    actors: &[Capacity::Holder],
    doc: "Somebody lets a program of others act for them: whether it may have access and refresh tokens.",
    members: &[Field::text("client", 128).doc("The program's id."), proof::SESSION],
    name: "issue-oauth-token",
    quiet: false,
    run: Run::Existing(run),
};

fn run(step: &mut Step<'_>, account: &mut Account, fields: &Fields<'_>) -> Decision {
    if let Err(refusal) = proof::session(step, account, fields) {
        return refusal;
    }
    let oauth = &step.given.policy.sign_in.oauth;
    let client = fields.text("client").unwrap_or_default();
    if oauth.restricted && !oauth.clients.iter().any(|listed| listed == client) {
        return Decision::deny("oauth-restricted");
    }
    Decision::allow("oauth-token-allowed")
}
