//! `turn-off-factor`: a second factor is there no more.

use wicketgate_core::field::{Field, Fields};

use super::{EventType, Run};
use crate::{
    actor::Capacity,
    decision::Decision,
    factor::{self, Method},
    proof,
    state::Account,
    step::Step,
};

pub(super) const EVENT: EventType = EventType {
    actors: &[Capacity::Holder, Capacity::OrgAdmin, Capacity::Owner, Capacity::Support],
    doc: "A second factor is removed, if the policy lets whoever asks; the last one stays where everybody must have one. Backup codes go with the last one.",
    members: &[Field::choice("method", Method::NAMES).doc("Which method."), proof::SESSION],
    name: "turn-off-factor",
    quiet: false,
    run: Run::Existing(run),
};

fn run(step: &mut Step<'_>, account: &mut Account, fields: &Fields<'_>) -> Decision {
    let proof = match proof::of(step, account, fields) {
        Ok(proof) => proof,
        Err(refusal) => return refusal,
    };
    let policy = &step.given.policy.second_factor;
    if !policy.turn_off_by.contains(&step.header.actor.role.as_str()) {
        return Decision::deny("not-authorized");
    }
    let Some(method) = Method::parse(fields.choice("method")) else {
        return Decision::deny("not-enrolled");
    };
    if !account.factors.iter().any(|factor| factor.method == method) {
        return Decision::deny("not-enrolled");
    }
    // One that the policy does not have any more protects nothing: it is not counted.
    let allowed = |name: &str| policy.methods.contains(&name);
    let others = account.factors.iter().filter(|factor| factor.method != method);
    let last = !others.clone().any(|factor| allowed(factor.method.as_str()));
    if last && policy.enforced && allowed(method.as_str()) {
        return Decision::deny("last-factor");
    }
    account.factors.retain(|factor| factor.method != method);
    if account.factors.is_empty() {
        account.backup = None;
    }
    factor::dropped(step, account, method, "factor-turned-off", proof);
    Decision::allow("factor-turned-off")
}
