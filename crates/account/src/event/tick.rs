//! `tick`: time passes; whatever has ended by then has ended.

use wicketgate_core::field::Fields;

use super::{EventType, Run};
use crate::{actor::Capacity, decision::Decision, state::Account, step::Step};

pub(super) const EVENT: EventType = EventType {
    actors: &[Capacity::System],
    doc: "Time passes: a host sends this at the deadline, early, late or twice.",
    members: &[],
    name: "tick",
    quiet: true,
    run: Run::Existing(run),
};

fn run(_: &mut Step<'_>, _: &mut Account, _: &Fields<'_>) -> Decision {
    Decision::allow("time-passed")
}
