//! `turn-off-factor`: a second factor is there no more.

use wicketgate_core::field::{Field, Fields};

use super::{EventType, Run};
use crate::{
    actor::Capacity,
    decision::Decision,
    factor::{self, Factor, Method},
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
    let name = fields.choice("method");
    if let Some(refusal) = refusal(step, account, name) {
        return refusal;
    }
    let Some(method) = Method::parse(name) else {
        return Decision::deny("not-enrolled");
    };
    account.factors.retain(|factor| factor.method != method);
    if account.factors.is_empty() {
        account.backup = None;
    }
    factor::dropped(step, account, method, "factor-turned-off", proof);
    Decision::allow("factor-turned-off")
}

/// Why whoever acts, and proved to, may not turn a method off.
pub(crate) fn refusal(step: &Step<'_>, account: &Account, method: &str) -> Option<Decision> {
    let (policy, role) = (&step.given.policy.second_factor, step.header.actor.role);
    if !EVENT.actors.contains(&role) || !policy.turn_off_by.contains(&role.as_str()) {
        return Some(Decision::deny("not-authorized"));
    }
    let is = |factor: &Factor| factor.method.as_str() == method;
    if !account.factors.iter().any(is) {
        return Some(Decision::deny("not-enrolled"));
    }
    // One that the policy does not have any more protects nothing: it is not counted.
    let allowed = |name: &str| policy.methods.contains(&name);
    let mut others = account.factors.iter().filter(|factor| !is(factor));
    let last = !others.any(|factor| allowed(factor.method.as_str()));
    (last && policy.enforced && allowed(method)).then(|| Decision::deny("last-factor"))
}
