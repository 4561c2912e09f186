//! `view-backup-codes`: the codes that are left, where they can be shown again.

use wicketgate_core::field::Fields;

use super::{EventType, Run};
use crate::{
    actor::Capacity,
    decision::{Decision, Plain},
    policy::Storage,
    proof,
    state::Account,
    step::Step,
};

pub(super) const EVENT: EventType = EventType {
    actors: &[Capacity::Holder],
    doc: "The backup codes that are left are told again, where the policy keeps them so; codes that are kept as hashes are told once.",
    members: &[proof::SESSION],
    name: "view-backup-codes",
    quiet: false,
    run: Run::Existing(run),
};

fn run(step: &mut Step<'_>, account: &mut Account, fields: &Fields<'_>) -> Decision {
    if let Err(refusal) = proof::of(step, account, fields) {
        return refusal;
    }
    let policy = step.given.policy.second_factor.backup.as_ref();
    let (Some(policy), Some(set)) = (policy, &account.backup) else {
        return Decision::deny("no-backup-codes");
    };
    // A set that was made while codes were kept as hashes stays what it is.
    if policy.storage != Storage::Sealed || set.plain.len() < set.codes.len() {
        return Decision::deny("not-kept");
    }
    let mut decision = Decision::allow("backup-codes-shown");
    decision.issued.backup_codes = set.plain.iter().map(Plain::of).collect();
    decision
}
