//! The secret of an organisation's programs, and bulk tokens.

use wicketgate_core::field::Fields;

use super::{Organization, authority};
use crate::{
    decision::{Decision, Plain},
    policy::Complexity,
    step::Step,
    token::{self, Holder},
};

/// Makes a new secret; the old one is worth nothing at once.
pub(super) fn reset(
    step: &mut Step<'_>,
    organization: &mut Organization,
    fields: &Fields<'_>,
) -> Decision {
    if let Err(refusal) = authority::secret(step, fields) {
        return refusal;
    }
    let (issue, plain) = token::issue(step, Holder::Organization, &organization.id);
    organization.secret = Some(issue);
    let mut decision = Decision::allow("secret-reset");
    decision.issued.tokens.push(plain);
    decision
}

/// Whether a request carries the organisation's secret.
pub(super) fn check(
    step: &mut Step<'_>,
    organization: &mut Organization,
    fields: &Fields<'_>,
) -> Decision {
    let secret = organization.secret.as_ref();
    token::check(step, Holder::Organization, &organization.id, secret, fields)
}

/// Makes tokens in bulk.
pub(super) fn bulk(step: &mut Step<'_>, _: &mut Organization, fields: &Fields<'_>) -> Decision {
    let policy = &step.given.policy.tokens;
    let (alphabet, length) = match policy.bulk_complexity {
        Complexity::High => (ALPHANUMERIC, policy.bulk_length),
        Complexity::Low => (DIGITS, LOW_LENGTH),
    };
    let mut decision = Decision::allow("tokens-made");
    for _ in 0..fields.integer("count") {
        let token = step.given.entropy.text(alphabet, length);
        decision.issued.tokens.push(Plain::of(&token));
    }
    decision
}

const ALPHANUMERIC: &str = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const DIGITS: &str = "0123456789";
/// Digits of a token of low complexity.
const LOW_LENGTH: u32 = 6;
