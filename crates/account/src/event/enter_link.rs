//! `enter-link`: somebody follows a link to sign in.

use wicketgate_core::field::{Field, Fields};

use super::{EventType, Run};
use crate::{
    actor::Capacity, decision::Decision, device, gate, sign_in, state::Account, step::Step,
};

pub(super) const EVENT: EventType = EventType {
    actors: &[Capacity::Holder],
    doc: "Somebody follows a link that was sent to sign in.",
    members: &[
        Field::text("device", 128)
            .optional()
            .doc("The token of a trusted browser, from its cookie."),
        Field::text("token", 128).doc("The token of the link."),
    ],
    name: "enter-link",
    quiet: false,
    run: Run::Existing(run),
};

fn run(step: &mut Step<'_>, account: &mut Account, fields: &Fields<'_>) -> Decision {
    match gate::sign_in(step, "email-on-file", Some(&account.login)) {
        Ok(gate::Open::BreakGlass) => gate::break_glass(step),
        Ok(gate::Open::Usual) => {}
        Err(refusal) => return refusal,
    }
    let device = device::recognise(step, account, fields.text("device"));
    sign_in::entered(step, account, fields.text("token"), device)
}
