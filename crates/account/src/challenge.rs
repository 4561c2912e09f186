//! Codes that are sent: asked for, renewed, entered.

use crate::{decision::Decision, state::Account, step::Step};

/// Asks for a code by one of the methods.
pub(crate) fn ask(
    _: &mut Step<'_>,
    _: &mut Account,
    _flow: u64,
    methods: &[&'static str],
    mut decision: Decision,
) -> Decision {
    for method in methods {
        decision = decision.then("enter-code", Some(method));
    }
    decision
}
