//! `enter-backup-code`: a backup code in the place of a second factor.

use wicketgate_core::field::{Field, Fields};

use super::{EventType, Run};
use crate::{actor::Capacity, decision::Decision, flow, state::Account, step::Step, verify};

pub(super) const EVENT: EventType = EventType {
    actors: &[Capacity::Holder],
    doc: "A backup code in the place of a second factor; each works once. One that was used is told apart from a wrong one: whoever asks has proved the password.",
    members: &[
        Field::text("code", 64)
            .doc("The code; spaces, hyphens and small letters are as good as none and large ones."),
        Field::text("flow", 128).doc("The token of the sign-in."),
    ],
    name: "enter-backup-code",
    quiet: false,
    run: Run::Existing(run),
};

fn run(step: &mut Step<'_>, account: &mut Account, fields: &Fields<'_>) -> Decision {
    let Some(found) = flow::find(step, account, fields.text("flow")) else { return flow::ended() };
    verify::backup_code(step, account, found.number, fields.text("code").unwrap_or_default())
}
