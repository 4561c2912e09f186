//! `new-backup-codes`: a new set in the place of the old one.

use wicketgate_core::field::Fields;

use super::{EventType, Run};
use crate::{
    actor::Capacity,
    backup,
    decision::{Decision, Issued},
    factor::{self, Standing},
    policy::Regenerate,
    proof,
    state::Account,
    step::Step,
};

pub(super) const EVENT: EventType = EventType {
    actors: &[Capacity::Holder],
    doc: "A new set of backup codes replaces the old one at once, when the policy lets it: at any time, or when none is left.",
    members: &[proof::SESSION],
    name: "new-backup-codes",
    quiet: false,
    run: Run::Existing(run),
};

fn run(step: &mut Step<'_>, account: &mut Account, fields: &Fields<'_>) -> Decision {
    if let Err(refusal) = proof::of(step, account, fields) {
        return refusal;
    }
    let Some(policy) = &step.given.policy.second_factor.backup else {
        return Decision::deny("no-backup-codes");
    };
    if factor::methods(account, Standing::Active).next().is_none() {
        return Decision::deny("not-enrolled");
    }
    let left = account.backup.as_ref().map_or(0, |set| set.codes.len());
    if policy.regenerate == Regenerate::WhenExhausted && left > 0 {
        return Decision::deny("codes-left");
    }
    let mut issued = Issued::default();
    backup::make(step, account, &mut issued);
    Decision { issued, ..Decision::allow("backup-codes-made") }
}
