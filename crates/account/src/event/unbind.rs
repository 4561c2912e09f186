//! `unbind`: an account at an identity provider is bound no more.

use wicketgate_core::field::{Field, Fields};

use super::{EventType, Run};
use crate::{
    actor::Capacity,
    binding::{self, Bound},
    decision::Decision,
    proof,
    state::Account,
    step::Step,
    unique::Unique,
};

pub(super) const EVENT: EventType = EventType {
    actors: &[Capacity::Holder, Capacity::OrgAdmin, Capacity::Owner, Capacity::Support],
    doc: "An account at an identity provider is bound no more, unless nothing else is left to sign in with.",
    members: &[
        Field::text("provider", 64).doc("The identity provider."),
        proof::SESSION,
        Field::text("subject", 256)
            .optional()
            .doc("The account's id at the provider; all of them where nothing is said."),
    ],
    name: "unbind",
    quiet: false,
    run: Run::Existing(run),
};

fn run(step: &mut Step<'_>, account: &mut Account, fields: &Fields<'_>) -> Decision {
    if let Err(refusal) = proof::session_or_authority(step, account, fields) {
        return refusal;
    }
    let provider = fields.text("provider").unwrap_or_default();
    let subject = fields.text("subject");
    let goes = |bound: &Bound| {
        bound.provider == provider && subject.is_none_or(|subject| bound.subject == subject)
    };
    let (gone, left): (Vec<_>, Vec<_>) = account.bindings.iter().cloned().partition(goes);
    if gone.is_empty() {
        return Decision::deny("not-bound");
    }
    if left.is_empty() && !signs_in_otherwise(step, account) {
        return Decision::deny("last-method");
    }
    account.bindings = left;
    for bound in &gone {
        let released = Unique::subject(step.given.keys, &bound.provider, &bound.subject, false);
        step.unique.push(released);
        binding::tell(step, account, "provider-unbound", &bound.provider);
    }
    Decision::allow("unbound")
}

/// Whether the account can be signed in to without a provider.
fn signs_in_otherwise(step: &Step<'_>, account: &Account) -> bool {
    let policy = &step.given.policy.sign_in;
    let by_password = policy.methods.contains(&"password") && account.password.is_some();
    let by_mail = policy.methods.contains(&"email-on-file") && account.email.is_some();
    by_password || by_mail || policy.break_glass.contains(&account.login)
}
