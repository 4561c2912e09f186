//! `list-factors`: which second factors an account has.

use wicketgate_core::field::Fields;

use super::{EventType, Run};
use crate::{actor::Capacity, decision::Decision, overview, proof, state::Account, step::Step};

pub(super) const EVENT: EventType = EventType {
    actors: &[Capacity::Holder, Capacity::OrgAdmin, Capacity::Owner, Capacity::Support],
    doc: "Which second factors the account has, how many backup codes are left and how many browsers are trusted, for the holder and for administrators.",
    members: &[proof::SESSION],
    name: "list-factors",
    quiet: true,
    run: Run::Existing(run),
};

fn run(step: &mut Step<'_>, account: &mut Account, fields: &Fields<'_>) -> Decision {
    match proof::of(step, account, fields) {
        Ok(proof) => Decision {
            factors: Some(overview::of(account, &step.given.policy.second_factor, proof)),
            ..Decision::allow("factors-listed")
        },
        Err(refusal) => refusal,
    }
}
