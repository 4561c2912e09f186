//! `enter-code`: a code of a second factor, which a sign-in or a session asks for.

use wicketgate_core::field::{Default, Field, Fields};

use super::{EventType, Run};
use crate::{
    actor::Capacity, decision::Decision, factor::Method, proof, state::Account, step::Step, verify,
};

pub(super) const EVENT: EventType = EventType {
    actors: &[Capacity::Holder],
    doc: "A code of a second factor: it is verified and used up at once. What cannot be a code, has expired or was used before is refused without being counted.",
    members: &[
        Field::text("code", 64).doc("The code: digits alone."),
        proof::FLOW,
        Field::choice("method", Method::NAMES).doc("Of which method it is."),
        Field::flag("remember")
            .or(Default::Flag(false))
            .doc("Whether the browser is trusted from now on, where the policy has that."),
        proof::SESSION,
    ],
    name: "enter-code",
    quiet: false,
    run: Run::Existing(run),
};

fn run(step: &mut Step<'_>, account: &mut Account, fields: &Fields<'_>) -> Decision {
    let number = match proof::flow(step, account, fields) {
        Ok((number, _)) => number,
        Err(refusal) => return refusal,
    };
    let Some(method) = Method::parse(fields.choice("method")) else {
        return Decision::deny("not-enrolled");
    };
    let code = fields.text("code").unwrap_or_default();
    verify::code(step, account, number, method, (code, fields.flag("remember")))
}
