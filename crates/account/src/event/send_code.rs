//! `send-code`: a code is asked for, or asked for again.

use wicketgate_core::field::{Field, Fields};

use super::{EventType, Run};
use crate::{
    actor::Capacity,
    challenge,
    decision::{Decision, Outcome},
    proof,
    state::Account,
    step::Step,
    verify,
};

pub(super) const EVENT: EventType = EventType {
    actors: &[Capacity::Holder],
    doc: "A code is sent to the registered address or number, as often as the policy lets it; the one before is refused from then on, and no count of wrong codes is cleared.",
    members: &[
        proof::FLOW,
        Field::choice("method", &["email", "sms"]).doc("How it is sent."),
        proof::SESSION,
    ],
    name: "send-code",
    quiet: false,
    run: Run::Existing(run),
};

fn run(step: &mut Step<'_>, account: &mut Account, fields: &Fields<'_>) -> Decision {
    let number = match proof::flow(step, account, fields) {
        Ok((number, _)) => number,
        Err(refusal) => return refusal,
    };
    let method = fields.choice("method");
    let event = match verify::wanted(step, account, number, method) {
        Ok(event) => event,
        Err(refusal) => return refusal,
    };
    let sent = Decision::new(Outcome::Continue, "code-sent").then(event, Some(method));
    if challenge::is_fresh(step, account, number, method) {
        return sent;
    }
    match challenge::send(step, account, number, method) {
        Ok(()) => sent,
        Err(refusal) => refusal,
    }
}
