//! `revoke-devices`: no browser is trusted any more.

use wicketgate_core::field::Fields;

use super::{EventType, Run};
use crate::{actor::Capacity, decision::Decision, device, proof, state::Account, step::Step};

pub(super) const EVENT: EventType = EventType {
    actors: &[Capacity::Holder, Capacity::OrgAdmin, Capacity::Owner, Capacity::Support],
    doc: "Every trusted browser of the account is trusted no more.",
    members: &[proof::SESSION],
    name: "revoke-devices",
    quiet: false,
    run: Run::Existing(run),
};

fn run(step: &mut Step<'_>, account: &mut Account, fields: &Fields<'_>) -> Decision {
    if let Err(refusal) = proof::of(step, account, fields) {
        return refusal;
    }
    device::revoke_all(step, account);
    Decision::allow("devices-revoked")
}
