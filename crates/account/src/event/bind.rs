//! `bind`: an account at an identity provider is bound.

use wicketgate_core::field::{Default, Field, Fields};

use super::{EventType, Run};
use crate::{
    actor::Capacity,
    binding::{self, Bound},
    decision::Decision,
    flow, proof,
    state::Account,
    step::Step,
};

pub(super) const EVENT: EventType = EventType {
    actors: &[
        Capacity::Holder,
        Capacity::OrgAdmin,
        Capacity::Owner,
        Capacity::Support,
        Capacity::System,
    ],
    doc: "An account at an identity provider is bound to this one: at once by a session, an administrator or the host, or by a sign-in when it is finished.",
    members: &[
        proof::FLOW,
        Field::text("provider", 64).doc("The identity provider."),
        proof::SESSION,
        Field::text("subject", 256).doc("The account's id at the provider."),
        Field::flag("verified")
            .or(Default::Flag(false))
            .doc("Whether the provider vouches for the subject, as the host verified."),
    ],
    name: "bind",
    quiet: false,
    run: Run::Existing(run),
};

fn run(step: &mut Step<'_>, account: &mut Account, fields: &Fields<'_>) -> Decision {
    let owned = |name| fields.text(name).unwrap_or_default().to_owned();
    let bound = Bound { provider: owned("provider"), since: step.now, subject: owned("subject") };
    if let Some(refusal) = binding::refusal(step, &bound.provider) {
        return refusal;
    }
    match step.header.actor.role {
        Capacity::Holder => by_holder(step, account, fields, bound),
        Capacity::System => binding::add(step, account, bound),
        _ => match proof::authority(step, account) {
            Some(refusal) => refusal,
            None => binding::add(step, account, bound),
        },
    }
}

fn by_holder(
    step: &mut Step<'_>,
    account: &mut Account,
    fields: &Fields<'_>,
    bound: Bound,
) -> Decision {
    if !fields.flag("verified") {
        return Decision::deny("not-verified");
    }
    if fields.text("flow").is_none() {
        return match proof::session(step, account, fields) {
            Ok(_) => binding::add(step, account, bound),
            Err(refusal) => refusal,
        };
    }
    let Some(begun) = flow::find(step, account, fields.text("flow")) else { return flow::ended() };
    // SECURITY: who has proved the password alone binds nothing: the binding waits for the session.
    if let Some(flow) = flow::get(account, begun.number) {
        flow.bind = Some(bound);
    }
    Decision::allow("bound-with-session")
}
