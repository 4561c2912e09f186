//! `confirm-factor`: the first code of a second factor.

use wicketgate_core::field::{Field, Fields};

use super::{EventType, Run};
use crate::{
    actor::Capacity, decision::Decision, enrolment, factor::Method, proof, state::Account,
    step::Step,
};

pub(super) const EVENT: EventType = EventType {
    actors: &[Capacity::Holder],
    doc: "The first code of a second factor that was begun: where it is right, the factor is used from now on.",
    members: &[
        Field::text("code", 64).doc("The code: digits alone."),
        proof::FLOW,
        Field::choice("method", Method::NAMES).doc("Of which method it is."),
        proof::SESSION,
    ],
    name: "confirm-factor",
    quiet: false,
    run: Run::Existing(run),
};

fn run(step: &mut Step<'_>, account: &mut Account, fields: &Fields<'_>) -> Decision {
    let place = match proof::flow(step, account, fields) {
        Ok(place) => place,
        Err(refusal) => return refusal,
    };
    let Some(method) = Method::parse(fields.choice("method")) else {
        return Decision::deny("not-enrolling");
    };
    enrolment::confirm(step, account, place, method, fields.text("code").unwrap_or_default())
}
