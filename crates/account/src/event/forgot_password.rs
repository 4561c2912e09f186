//! `forgot-password`: somebody asks for a link to set a new password.

use wicketgate_core::field::Fields;

use super::{EventType, Run};
use crate::{actor::Capacity, decision::Decision, gate, password, state::Account, step::Step};

pub(super) const EVENT: EventType = EventType {
    actors: &[Capacity::Holder],
    doc: "Somebody asks for a link to set a new password; the answer is the same for everybody.",
    members: &[],
    name: "forgot-password",
    quiet: false,
    run: Run::Any(run),
};

fn run(step: &mut Step<'_>, state: &mut Option<Account>, _: &Fields<'_>) -> Decision {
    let login = state.as_ref().map(|account| account.login.as_str());
    match gate::sign_in(step, "password", login) {
        Ok(_) => password::forgot(step, state.as_mut()),
        Err(refusal) => refusal,
    }
}
