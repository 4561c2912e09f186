//! `repair-clock`: support takes back a time that a broken clock set.

use wicketgate_core::field::Fields;

use super::{EventType, REPAIR_CLOCK, Run};
use crate::{actor::Capacity, decision::Decision, state::Account, step::Step};

pub(super) const EVENT: EventType = EventType {
    actors: &[Capacity::Support],
    doc: "Support takes back a time that a broken clock set; a lock never ends sooner by it.",
    members: &[],
    name: REPAIR_CLOCK,
    quiet: false,
    run: Run::Existing(run),
};

/// The time itself is what is repaired: every instant in the state that lies ahead of the true time
/// stays, so that a lock or a session is judged by the end that it was given.
fn run(step: &mut Step<'_>, account: &mut Account, _: &Fields<'_>) -> Decision {
    account.mark = step.given.now;
    Decision::allow("clock-repaired")
}
