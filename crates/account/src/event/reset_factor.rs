//! `reset-factor`: a second factor must be enrolled anew.

use wicketgate_core::field::{Field, Fields};

use super::{EventType, Run};
use crate::{
    actor::Capacity,
    decision::Decision,
    factor::{self, Factor, Method, Standing},
    proof,
    state::Account,
    step::Step,
};

pub(super) const EVENT: EventType = EventType {
    actors: &[Capacity::Holder, Capacity::OrgAdmin, Capacity::Owner, Capacity::Support],
    doc: "The secret of a second factor is dropped, if the policy lets whoever asks: the factor must be enrolled anew at the next sign-in. A telephone number goes with text messages. Wrong codes stay counted; `unlock` ends a lock.",
    members: &[Field::choice("method", Method::NAMES).doc("Which method."), proof::SESSION],
    name: "reset-factor",
    quiet: false,
    run: Run::Existing(run),
};

fn run(step: &mut Step<'_>, account: &mut Account, fields: &Fields<'_>) -> Decision {
    let proof = match proof::of(step, account, fields) {
        Ok(proof) => proof,
        Err(refusal) => return refusal,
    };
    let name = fields.choice("method");
    if let Some(refusal) = refusal(step, name) {
        return refusal;
    }
    let now = step.now;
    let found = Method::parse(name).and_then(|method| factor::active(account, method));
    let Some(factor) = found else { return Decision::deny("not-enrolled") };
    let method = factor.method;
    *factor = Factor { standing: Standing::Reset, ..Factor::pending(method, now) };
    if method == Method::Sms {
        account.phone = None;
    }
    factor::dropped(step, account, method, "factor-reset", proof);
    Decision::allow("factor-reset")
}

/// Why whoever acts, and proved to, may not reset a method.
pub(crate) fn refusal(step: &Step<'_>, method: &str) -> Option<Decision> {
    let role = step.header.actor.role;
    let may = EVENT.actors.contains(&role)
        && step.given.policy.second_factor.may_reset(method, role.as_str());
    (!may).then(|| Decision::deny("not-authorized"))
}
