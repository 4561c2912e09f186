//! `enroll`: a second factor begins.

use wicketgate_core::field::{Field, Fields};

use super::{EventType, Run};
use crate::{
    actor::Capacity, decision::Decision, enrolment, factor::Method, proof, state::Account,
    step::Step,
};

pub(super) const EVENT: EventType = EventType {
    actors: &[Capacity::Holder],
    doc: "A second factor begins: a code is sent, or a secret is told, once. It is used after its first right code.",
    members: &[
        proof::FLOW,
        Field::choice("method", Method::NAMES).doc("Which method."),
        Field::text("phone", 32).optional().doc(
            "A telephone number that is not registered yet, for `sms`: a plus sign and 8 to 15 digits.",
        ),
        proof::SESSION,
    ],
    name: "enroll",
    quiet: false,
    run: Run::Existing(run),
};

fn run(step: &mut Step<'_>, account: &mut Account, fields: &Fields<'_>) -> Decision {
    let place = match proof::flow(step, account, fields) {
        Ok(place) => place,
        Err(refusal) => return refusal,
    };
    let Some(method) = Method::parse(fields.choice("method")) else {
        return Decision::deny("method-not-allowed");
    };
    enrolment::begin(step, account, place, method, fields.text("phone"))
}
