//! `resynchronise`: a token with a counter was pressed too often.

use wicketgate_core::field::{Default, Field, Fields};

use super::{EventType, Run};
use crate::{
    actor::Capacity, decision::Decision, proof, proof::Proof, state::Account, step::Step, verify,
};

pub(super) const EVENT: EventType = EventType {
    actors: &[Capacity::Holder, Capacity::OrgAdmin, Capacity::Owner, Capacity::Support],
    doc: "Two codes in a row find the counter of a token again that is further ahead than codes are looked for. Of the holder they prove the factor; wrong ones count as one wrong code.",
    members: &[
        Field::texts("codes", 2, 64).doc("The two codes, the earlier one first."),
        proof::FLOW,
        Field::choice("method", &["hotp"]).or(Default::Choice("hotp")).doc("Of which method."),
        proof::SESSION,
    ],
    name: "resynchronise",
    quiet: false,
    run: Run::Existing(run),
};

fn run(step: &mut Step<'_>, account: &mut Account, fields: &Fields<'_>) -> Decision {
    let number = match proof::of(step, account, fields) {
        Ok(Proof::Vouched) => None,
        Ok(_) => match proof::flow(step, account, fields) {
            Ok((number, _)) => Some(number),
            Err(refusal) => return refusal,
        },
        Err(refusal) => return refusal,
    };
    let [first, second] = fields.texts("codes") else { return Decision::deny("malformed") };
    verify::two_codes(step, account, number, &[first.as_ref(), second.as_ref()])
}
